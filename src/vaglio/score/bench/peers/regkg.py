"""gdelt-regkg, which counts the dead as GDELT does, beside Vaglio on Airwars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from vaglio.model.claim import Harm
from vaglio.score.bench._counts import Counts
from vaglio.score.bench._peers import Answer, Peer, ask, lacks_module
from vaglio.score.bench._rows import BenchRow
from vaglio.score.bench._toll_numbers import NUMBERS, HarmNumber, count_numbers, numbers_of
from vaglio.score.bench.airwars_syria import NAME, cases_in, files

_PEER = "gdelt-regkg"
_PROGRAM = """
import json, sys
from gdelt_regkg.fields.counts import analyze_counts

for line in sys.stdin:
    found = analyze_counts(json.loads(line)["text"]).mentions
    print(json.dumps({"found": [[m.count_type, m.number] for m in found]}), flush=True)
"""
_HARMS = {"KILL": Harm.KILLED, "WOUND": Harm.INJURED}


def _missing(python: Path) -> str | None:
    """Say what is missing."""
    lacking = lacks_module(python, "gdelt_regkg")
    return "gdelt-regkg is not installed (it needs Python 3.12)" if lacking else None


def _measure(data: Path, python: Path) -> Sequence[BenchRow]:
    """Have it count in each report, and compare the numbers alone."""
    cases = cases_in(files(data))
    counts = Counts()
    answers = ask(python, _PROGRAM, ({"text": case.text.text} for case in cases))
    for case, answer in zip(cases, answers, strict=True):
        count_numbers(counts, wanted=numbers_of(case.tolls), found=numbers_in(answer))
    return [replace(counts.row(NAME, NUMBERS), peer=_PEER)]


def numbers_in(answer: Answer) -> frozenset[HarmNumber]:
    """Give the numbers of killed and injured that it found.

    Args:
        answer: What it wrote: each count with GDELT's type.

    Returns:
        Each harm with each of its numbers, once; other types are left out.
    """
    found = answer["found"]
    assert isinstance(found, list)  # the program above writes a list
    return frozenset((str(_HARMS[sort]), number) for sort, number in found if sort in _HARMS)


PEER = Peer(name=_PEER, set=NAME, missing=_missing, measure=_measure)
