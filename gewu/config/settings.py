"""Every setting of an installation. All come from GEWU_* variables; none has to be set.

GEWU_DATA          folder of the database, files and keys (var/ in the working copy)
GEWU_DATABASE_URL  postgres://user:password@host:5432/name; without it SQLite in GEWU_DATA
GEWU_POOLED        1 where a pool (PgBouncer) lends connections for one transaction
GEWU_PATIENCE      seconds after which PostgreSQL gives a statement up; web processes set 30, commands none
GEWU_HOST, _PORT   where `gewu serve` listens (127.0.0.1, 8000)
GEWU_HOSTS         names under which browsers reach us, comma separated
GEWU_HTTPS         1 behind a proxy that speaks HTTPS: secure cookies, HSTS
GEWU_SITE_NAME     name in the page head (格物)
GEWU_NOW           office clock starts here and ticks on, with a banner: 2023-07-03T09:00:00+08:00
GEWU_SECRET_KEY    signs sessions and links; otherwise made once and kept in GEWU_DATA/secret_key
GEWU_CIPHER_KEY    encrypts identifiers, 64 hex digits; otherwise kept in GEWU_DATA/cipher_key: back it up apart
GEWU_LOG_LEVEL     WARNING; INFO also writes a line for each request, without what was asked for
GEWU_TILES         address template of a map server; without it only our own outlines are drawn
GEWU_DEBUG         1 while developing
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from gewu import rooms
from gewu.config import environment

ROOT = Path(__file__).resolve().parents[2]
os.umask(0o077)  # whatever we write has names in it: nobody else on this machine reads it
DATA_DIR = Path(os.environ.get("GEWU_DATA") or ROOT / "var").resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)
FILES_DIR = DATA_DIR / "files"
HEADS_DIR = DATA_DIR / "heads"  # where each office's journal ended last: outside the database
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)

DEBUG = environment.switched_on("GEWU_DEBUG")
TESTING = environment.switched_on("GEWU_TESTING")  # set by tests/environment.py alone
HTTPS = environment.switched_on("GEWU_HTTPS")

# --- the installation
SITE_NAME = os.environ.get("GEWU_SITE_NAME", "格物")
HOST = os.environ.get("GEWU_HOST", "127.0.0.1")
PORT = int(os.environ.get("GEWU_PORT") or 8000)
TILES = os.environ.get("GEWU_TILES", "")
CLOCK_SHIFT = environment.clock_shift(os.environ.get("GEWU_NOW", ""), os.environ.get("GEWU_NOW_SET_AT", ""))

# --- keys
SECRET_KEY = environment.kept_key("GEWU_SECRET_KEY", DATA_DIR / "secret_key")
# Never made beside rows that another one sealed: front/commands/_keys.py makes it where nothing is sealed yet.
CIPHER_KEY_FILE = DATA_DIR / "cipher_key"
CIPHER_KEY = environment.kept_key("GEWU_CIPHER_KEY", CIPHER_KEY_FILE, made=TESTING)
MAKE_CIPHER_KEY = partial(environment.kept_key, "GEWU_CIPHER_KEY", CIPHER_KEY_FILE)

# --- rooms
ROOMS = [*(f"gewu.{room}" for room in rooms.ROOMS), "gewu.front"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "csp",
    *ROOMS,
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gewu.config.middleware.Headers",
    "gewu.config.middleware.Compressed",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "gewu.config.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "gewu.front.middleware.SignedIn",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # gewu.front's own, in the order of gewu/front/middleware.py:
    "gewu.front.middleware.Refusals",
    "gewu.front.middleware.CleanText",
    "gewu.front.middleware.NotKept",
]
ROOT_URLCONF = "gewu.config.urls"
WSGI_APPLICATION = "gewu.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- rows. No ATOMIC_REQUESTS: with IMMEDIATE every page would queue as a writer.
DATABASES = {
    "default": environment.database(
        os.environ.get("GEWU_DATABASE_URL", ""),
        DATA_DIR,
        patience=int(os.environ.get("GEWU_PATIENCE") or 0),
        pooled=environment.switched_on("GEWU_POOLED"),
    )
}
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend"
        if TESTING
        else "django_tasks_db.DatabaseBackend",
    }
}

# --- pages
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "gewu/front/templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "gewu.front.context.shell",
            ],
        },
    }
]
FORM_RENDERER = "gewu.front.drawing.Fields"
STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "gewu/front/static", ("schemas", ROOT / "schemas")]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder", "gewu.config.assets.VendorFinder"]
NODE_MODULES = ROOT / "node_modules"
PLAIN_STATIC = DEBUG or TESTING
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": FILES_DIR}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if PLAIN_STATIC
        else "gewu.config.assets.HashedStorage",
    },
}
WHITENOISE_USE_FINDERS = PLAIN_STATIC
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a long checklist is one form
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# --- language and time
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [ROOT / "gewu/front/locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# --- who comes in
AUTH_USER_MODEL = "office.Account"
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
CSRF_FAILURE_VIEW = "gewu.front.errors.stale_form"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "gewu.config.passwords.NoLongerThanCanBeTyped"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "gewu.config.passwords.ThreeKindsOfCharacters"},
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# --- sessions and headers (GB/T 22239-2019: thirty idle minutes)
SESSION_ENGINE = "gewu.front.sessions"
SESSION_COOKIE_AGE = 30 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
ALLOWED_HOSTS = environment.words("GEWU_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
TILE_ORIGINS = [f"{urlsplit(TILES).scheme}://{urlsplit(TILES).netloc}"] if TILES else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:", *TILE_ORIGINS],
        "worker-src": ["'self'", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# --- what is said aloud, to stderr
LOG_LEVEL = environment.one_of("GEWU_LOG_LEVEL", ("WARNING", "ERROR", "INFO", "DEBUG"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django.request": {"level": "ERROR"},  # 4xx are answers, not news
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
