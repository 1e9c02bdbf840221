"""A process that ends when the one that started it does, however that one ended.

`python -m vaglio_web.commands._child MODULE ARGUMENT…` runs a module. Its standard input is a pipe
whose other end its parent holds: the pipe closes with the parent, also where that was killed.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
import threading
import time

_GRACE_SECONDS = 20.0


def _end_with_the_parent() -> None:
    """Wait until the parent is gone, then stop as if it had asked for it."""
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
