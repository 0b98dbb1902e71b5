"""django-helpdesk as its documents set it up, in a virtual environment of its own; runs with that one's Python."""
