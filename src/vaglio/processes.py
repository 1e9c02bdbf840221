"""Work spread over processes, a few pieces at a time, results in order."""

from __future__ import annotations

import itertools
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

from vaglio.model.errors import ReportUnreadable, VaglioError
from vaglio.model.report import Report

Made = TypeVar("Made")

_WAITING_PER_JOB = 4


def in_processes(
    reports: Iterable[Report | VaglioError],
    work: Callable[[Report], Made | VaglioError],
    jobs: int,
) -> Iterator[Made | VaglioError]:
    """Hand reports to processes, a few at a time, and give the results in order."""
    # Fresh processes: a copy of one that runs threads may hang.
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_leave_stopping)
    waiting: deque[Future[Made | VaglioError]] = deque()
    incoming = iter(reports)
    try:
        while True:
            for item in itertools.islice(incoming, jobs * _WAITING_PER_JOB - len(waiting)):
                waiting.append(_submit(pool, work, item))
            if not waiting:
                return
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise ReportUnreadable(
            input=f"--jobs {jobs}",
            problem="a process was ended from outside, perhaps for want of memory",
            next_step="use fewer jobs",
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _submit(
    pool: ProcessPoolExecutor,
    work: Callable[[Report], Made | VaglioError],
    item: Report | VaglioError,
) -> Future[Made | VaglioError]:
    """Hand one report to a process; an error needs none."""
    if not isinstance(item, VaglioError):
        return pool.submit(work, item)
    done: Future[Made | VaglioError] = Future()
    done.set_result(item)
    return done


def _leave_stopping() -> None:
    """Leave the interrupt key to the process that started this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
