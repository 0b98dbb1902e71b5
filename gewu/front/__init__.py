"""Every way in and out: desks, field, public pages, API, papers and commands."""
