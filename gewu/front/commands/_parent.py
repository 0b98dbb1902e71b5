"""Children that end when their parent does, even when it was killed (Linux; elsewhere they stay)."""

from __future__ import annotations

import ctypes
import os
import signal

_C = ctypes.CDLL(None)
_PR_SET_PDEATHSIG = 1


def end_with(parent: int, how: signal.Signals = signal.SIGTERM) -> None:
    """Let the system send `how` to this process as soon as process `parent` is gone."""
    if hasattr(_C, "prctl"):
        _C.prctl(_PR_SET_PDEATHSIG, int(how), 0, 0, 0)
        if os.getppid() != parent:  # it died before we asked
            os.kill(os.getpid(), how)
