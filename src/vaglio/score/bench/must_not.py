"""Claims that must not be made, in invented reports written for the project."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vaglio.model.claim import Claim
from vaglio.model.errors import CorpusInvalid
from vaglio.model.report import Medium
from vaglio.pipeline import Reading
from vaglio.score.bench._claim_rules import ClaimRule, claim_rule, claims_meant
from vaglio.score.bench._counts import Tally, rows_of
from vaglio.score.bench._rows import ALL, Better, Miss, SetScore
from vaglio.score.bench._set import BenchSet
from vaglio.score.bench._texts import Text, read_texts

NAME = "must-not"
OWN = Path("benchmark", NAME)
"""The project's own files of this form; they lie in its checkout, beside the floors."""
_FORBIDDEN = "cases with a forbidden claim"
_KEPT = "what must still be claimed"
_DANGEROUS = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Hold one invented report: what must not be claimed in it, and what must."""

    kind: str
    """What sort of claim it forbids: its file's name."""
    text: Text
    """The report."""
    must_not: tuple[ClaimRule, ...]
    """Claims that must not be made in it."""
    must: tuple[ClaimRule, ...]
    """Claims that must be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """Hold what was read in one report."""

    text: str
    claims: tuple[Claim, ...]


def files(data: Path) -> Sequence[Path]:
    """List the project's own files, then those of the data folder."""
    return [*sorted(OWN.glob("*.toml")), *sorted((data / NAME).glob("*.toml"))]


def measure(data: Path, jobs: int) -> SetScore:
    """Read each report, and look for what must not and what must be claimed."""
    cases = [case for path in files(data) for case in cases_in(path)]
    forbidden: defaultdict[str, Tally] = defaultdict(Tally)
    kept: defaultdict[str, Tally] = defaultdict(Tally)
    misses: list[Miss] = []
    readings = read_texts((c.text for c in cases), make=_read, jobs=jobs)
    for case, reading in zip(cases, readings, strict=True):
        read = reading or _Read(text="", claims=())
        wrong = list(_wrong(case, read))
        lost = [r for r in case.must if not claims_meant(r, text=read.text, claims=read.claims)]
        misses += [*wrong, *(_lost(rule, case, read) for rule in lost)]
        for name in (ALL, case.kind):
            if case.must_not:
                forbidden[name].add(bool(wrong))
            for rule in case.must:
                kept[name].add(rule not in lost)
    ceilings = [
        tally.row(NAME, _FORBIDDEN, slice_name=name, better=Better.LOWER)
        for name, tally in forbidden.items()
    ]
    return SetScore(
        rows=(*ceilings, *rows_of(NAME, _KEPT, kept)),
        misses=tuple(misses),
        words=sum(c.text.words for c in cases),
    )


def cases_in(path: Path) -> Iterator[Case]:
    """Read the cases of one file; its name is their kind.

    Args:
        path: A TOML file of the set's form.

    Yields:
        The cases, in their order.

    Raises:
        CorpusInvalid: The file is in another form.
    """
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
        for row in rows["case"]:
            yield _case(row, kind=path.stem, published=rows.get("published"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        raise CorpusInvalid(
            input=str(path),
            problem=f"cannot be read ({error!r})",
            next_step="compare it with the project's own files of this form",
        ) from error


def _case(
    row: Mapping[str, str | Sequence[Mapping[str, str | int]]],
    *,
    kind: str,
    published: dt.date | None,
) -> Case:
    """Make one case of its table."""
    medium = Medium.HTML if "html" in row else Medium.TEXT
    text = Text(id=str(row["id"]), text=str(row[medium]), published=published, medium=medium)
    must_not, must = (_rules(row.get(name, ())) for name in ("must_not", "must"))
    for rule in (*must_not, *must):
        if rule.words not in text.text:
            raise ValueError(f"{text.id} has no words {rule.words}")
    return Case(kind=kind, text=text, must_not=must_not, must=must)


def _rules(rows: str | Sequence[Mapping[str, str | int]]) -> tuple[ClaimRule, ...]:
    """Make the rules of a case."""
    return tuple(claim_rule(row) for row in rows if not isinstance(row, str))


def _read(reading: Reading) -> _Read:
    """Keep a report's text and claims."""
    return _Read(text=reading.document.text, claims=reading.claims)


def _wrong(case: Case, read: _Read) -> Iterator[Miss]:
    """List what was claimed and must not be."""
    for rule in case.must_not:
        if found := claims_meant(rule, text=read.text, claims=read.claims):
            yield Miss(
                set=NAME,
                metric=_FORBIDDEN,
                kind=f"forbidden: {case.kind}",
                case=case.text.id,
                words=case.text.text,
                wanted=f"no {rule.in_words()}",
                found="; ".join(_in_words(claim) for claim in found),
                weight=_DANGEROUS + (rule.harm is not None),
            )


def _lost(rule: ClaimRule, case: Case, read: _Read) -> Miss:
    """Describe what must be claimed and was not."""
    return Miss(
        set=NAME,
        metric=_KEPT,
        kind=f"missed: {case.kind}",
        case=case.text.id,
        words=case.text.text,
        wanted=rule.in_words(),
        found="; ".join(_in_words(claim) for claim in read.claims),
    )


def _in_words(claim: Claim) -> str:
    """Say in short what a claim says."""
    tolls = ", ".join(f"{t.harm} {t.best if t.best is not None else '?'}" for t in claim.tolls)
    return f"{claim.reality} {claim.scope} {claim.kind} [{tolls}] “{claim.quote}”"


SET = BenchSet(
    name=NAME,
    about=(
        "Short invented reports of the project's own: background totals, hypotheticals, denials, "
        "page furniture, figures of speech, demands and other numbers, each with what must not "
        "be claimed in it and some with what must."
    ),
    files=files,
    measure=measure,
)
