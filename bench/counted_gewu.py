"""Gewu's own settings and the query counter; used for one pass that takes no times."""

from gewu.config.settings import *  # noqa: F403 - a settings module is its names

MIDDLEWARE = ["bench.counting.CountQueries", *MIDDLEWARE]  # noqa: F405
