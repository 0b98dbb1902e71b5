"""Nothing but a database: no sessions, no middleware. BENCH_BARE_DATABASE is postgres://user@host:port/name."""

import os
from pathlib import Path

from gewu.config import environment

SECRET_KEY = "bench: a scratch installation on the loopback"
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = ["bench.bare"]
MIDDLEWARE = ["bench.counting.CountQueries"] if os.environ.get("BENCH_COUNT") else []
ROOT_URLCONF = "bench.bare.urls"
DATABASES = {"default": environment.database(os.environ["BENCH_BARE_DATABASE"], Path())}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
