"""The web server and the worker of one computer, kept running until told to stop."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType

import click

from vaglio.cli._shell import complain

_LOOK_SECONDS = 0.2
_GRACE_SECONDS = 30
_MOST_STARTS = 5
_WITHIN_SECONDS = 300.0


class Told:
    """Know whether somebody asked this process to stop, from now on."""

    def __init__(self) -> None:
        """Listen for Ctrl-C and for a request to end."""
        self.to_stop = False
        signal.signal(signal.SIGINT, self._hear)
        signal.signal(signal.SIGTERM, self._hear)

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        """Take note."""
        self.to_stop = True


def supervise(*, serve: Sequence[str], work: Sequence[str], listener: int) -> bool:
    """Run the web server and the worker until told to stop, or until the server ends.

    Args:
        serve: The module of the web server and its arguments.
        work: The module of the worker and its arguments.
        listener: The descriptor on which the web server listens.

    Returns:
        Whether somebody asked for the end; the server ended by itself where not.
    """
    told = Told()
    server = _start(serve, listener)
    worker: subprocess.Popen[bytes] | None = _start(work)
    starts = [time.monotonic()]
    try:
        while not told.to_stop and server.poll() is None:
            time.sleep(_LOOK_SECONDS)
            if worker is not None and worker.poll() is not None and not told.to_stop:
                worker = _start_again(work, worker.returncode, starts)
    finally:
        _stop([child for child in (server, worker) if child is not None])
    return told.to_stop


def _start(module: Sequence[str], *descriptors: int) -> subprocess.Popen[bytes]:
    """Start a process that does not outlive this one, and hears no Ctrl-C of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "vaglio_web.commands._child", *module],
        stdin=subprocess.PIPE,
        start_new_session=True,
        pass_fds=descriptors,
    )


def _start_again(
    work: Sequence[str], status: int, starts: list[float]
) -> subprocess.Popen[bytes] | None:
    """Start the worker anew, unless it has ended too often lately."""
    now = time.monotonic()
    lately = [start for start in starts if now - start < _WITHIN_SECONDS]
    how = f"the worker that reads reports ended ({_ending(status)})"
    if len(lately) >= _MOST_STARTS:
        complain(f"{how} again and again: no more is read; vet on, or stop and start again")
        return None
    complain(f"{how}; it is started again and goes on")
    starts[:] = [*lately, now]
    return _start(work)


def _ending(status: int) -> str:
    """Say how a process ended."""
    return f"status {status}" if status >= 0 else f"by {signal.Signals(-status).name}"


def _stop(children: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ask processes to end, and end those that do not."""
    for child in children:
        child.terminate()
    until = time.monotonic() + _GRACE_SECONDS
    for child in children:
        try:
            child.wait(timeout=max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def say(line: str) -> None:
    """Write a line at once, also into a pipe."""
    click.echo(line)
    sys.stdout.flush()
