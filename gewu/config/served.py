"""What `gewu serve` serves: the site, in a process that ends with the one that started it."""

import multiprocessing
import signal

from gewu.config.wsgi import application
from gewu.front.commands import _parent

__all__ = ["application"]

# Nobody is left to end it in order; what it had begun is rolled back, as after any kill.
if started_by := multiprocessing.parent_process():
    _parent.end_with(started_by.pid or 0, signal.SIGKILL)
