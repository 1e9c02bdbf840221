"""Asked to stop: by Ctrl-C or by a service manager, at any moment, always the same.

Whoever asks gets what they asked for, so the exit status is 0.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from vaglio_web.commands._supervising import say

SIGNALS = frozenset({signal.SIGINT, signal.SIGTERM})
"""What asks a process to end."""


class AskedToStop(BaseException):
    """Say that somebody asked this process to end; nothing on the way catches it."""


@contextmanager
def stoppable(last_words: str) -> Iterator[None]:
    """End with status 0 and a line when asked to stop, at any moment from now on.

    What was being written then is taken back by its transaction.

    Args:
        last_words: What is said then.
    """
    for each in SIGNALS:
        signal.signal(each, _stop)
    try:
        yield
    except AskedToStop:
        say(last_words)
        sys.exit(0)


def _stop(_number: int, _frame: FrameType | None) -> None:
    """Leave what is being done; a second request changes nothing."""
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise AskedToStop


def wait_with_signals() -> None:
    """Let requests to stop wait: the program that this process becomes hears them."""
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
