"""How one installation is put together: settings from GEWU_* variables, addresses, static files, the database."""
