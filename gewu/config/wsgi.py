"""What the web server calls."""

import os

from django.core.wsgi import get_wsgi_application

from gewu.config.bounds import bounded

os.environ.setdefault("GEWU_PATIENCE", "30")  # nobody waits longer for a page
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gewu.config.settings")
application = bounded(get_wsgi_application())
