"""The web server, gunicorn, as this project runs it; also what it reads as its configuration.

`python -m vaglio_web.commands._web_server --bind ADDRESS …` takes gunicorn's own options.
"""

from __future__ import annotations

import runpy
import signal
import sys
from types import FrameType
from typing import Any

from vaglio_web.commands._stopping import SIGNALS

wsgi_app = "vaglio_web.wsgi"
loglevel = "warning"
timeout = 60
graceful_timeout = 30
control_socket_disable = True
forwarded_allow_ips = ""
"""What proxies say is for the settings of the desk to believe, and not for the web server."""


def on_starting(server: Any) -> None:  # noqa: ANN401 - gunicorn has no types
    """Let Ctrl-C stop the web server as gently as a service manager does."""
    server.handle_int = server.handle_term


def post_worker_init(_worker: Any) -> None:  # noqa: ANN401 - gunicorn has no types
    """Leave Ctrl-C, which a terminal tells every process, to the one that leads them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _leave(_number: int, _frame: FrameType | None) -> None:
    """End before anything was begun."""
    sys.exit(0)


if __name__ == "__main__":
    for each in SIGNALS:
        signal.signal(each, _leave)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    sys.argv[1:1] = ["--config", "python:vaglio_web.commands._web_server"]
    runpy.run_module("gunicorn", run_name="__main__", alter_sys=True)
