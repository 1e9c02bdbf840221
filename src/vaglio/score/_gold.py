"""Gold: what a careful reader finds in one real report, read from TOML.

Source:
    The fields are described at the top of each gold file and in docs/gold.md.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vaglio.model.claim import Harm, Kind, Reality, Stance, Who
from vaglio.model.errors import GoldInvalid, SourceMissing


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldToll:
    """Hold a number that a claim must give."""

    harm: Harm
    """What was done to the people counted."""
    who: Who | None
    """Whom it counts; None where the gold does not say."""
    side: str | None
    """Whose people; None where the gold does not say."""
    low: int | None
    """Smallest number; None where open."""
    high: int | None
    """Largest number; None where open."""
    part_of: str | None
    """The toll that it is counted in, as "killed total"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldClaim:
    """Hold one claim that a careful reader finds; a field left out is None."""

    number: int
    """Its place in the gold file, from 1."""
    quote: str
    """The words that make it, exactly as in the report."""
    must: bool
    """Whether a first version has to find it with every field given."""
    speakers: tuple[str, ...] = ()
    """Who says so; several speakers make a claim each."""
    stance: Stance | None = None
    """How they say it."""
    reality: Reality | None = None
    """How the thing stands."""
    kind: Kind | None = None
    """What it is about."""
    event: str | None = None
    """PLOVER type, with `-mode` where the text gives one."""
    actor: str | None = None
    """Who did it."""
    targets: tuple[str, ...] = ()
    """To whom."""
    mediators: tuple[str, ...] = ()
    """Who stands between the parties."""
    where: tuple[str, ...] = ()
    """Place names as written."""
    when: tuple[dt.date | None, dt.date | None] | None = None
    """First and last day; None for an open side."""
    tolls: tuple[GoldToll, ...] = ()
    """The numbers."""
    commitments: tuple[str, ...] = ()
    """Words that the commitments contain."""
    as_of: dt.date | None = None
    """The day up to which the numbers hold."""
    provisional: bool | None = None
    """Whether the text says that the numbers may change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldReport:
    """Hold what a careful reader finds in one report."""

    source: Path
    """The gold file."""
    report: str
    """File name of the report."""
    claims: tuple[GoldClaim, ...]
    """Its claims, in the file's order."""
    never: tuple[str, ...] = ()
    """Words that no claim may touch."""
    title_begins: str | None = None
    """How its title begins."""
    byline: str | None = None
    """Who wrote it."""
    published: dt.date | None = None
    """The day of publication."""
    language: str | None = None
    """ISO 639-1 code of the article."""
    furniture_languages: tuple[str, ...] = ()
    """Languages that only the page's furniture is in."""
    captions: tuple[str, ...] = ()
    """Captions, each once in the record."""


def load_gold(path: Path) -> GoldReport:
    """Read a gold file.

    Args:
        path: The TOML file.

    Returns:
        What it holds.

    Raises:
        SourceMissing: It is not there.
        GoldInvalid: It is no TOML, or a field has a value that no claim can have.
    """
    if not path.is_file():
        raise SourceMissing(input=str(path), problem="no such gold file", next_step="check --data")
    try:
        rows: Mapping[str, object] = tomllib.loads(path.read_text(encoding="utf-8"))
        return _gold_report(path, rows)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        raise GoldInvalid(
            input=str(path),
            problem=f"cannot be read ({error!r})",
            next_step="compare it with docs/gold.md",
        ) from error


def _gold_report(path: Path, rows: Mapping[str, object]) -> GoldReport:
    """Make the report's gold from the file's rows."""
    return GoldReport(
        source=path,
        report=_text(rows["report"]),
        claims=tuple(
            _gold_claim(number, row) for number, row in enumerate(_rows(rows, "claim"), start=1)
        ),
        never=_names(rows.get("never")),
        title_begins=_maybe_text(rows, "title_begins"),
        byline=_maybe_text(rows, "byline"),
        published=_maybe_day(rows.get("published")),
        language=_maybe_text(rows, "language"),
        furniture_languages=_names(rows.get("furniture_languages")),
        captions=_names(rows.get("captions")),
    )


def _gold_claim(number: int, row: Mapping[str, object]) -> GoldClaim:
    """Make one gold claim from its table."""
    provisional = row.get("provisional")
    return GoldClaim(
        number=number,
        quote=_text(row["quote"]),
        must=row.get("must") is True,
        speakers=_names(row.get("speaker")),
        stance=Stance(_text(row["stance"])) if "stance" in row else None,
        reality=Reality(_text(row["reality"])) if "reality" in row else None,
        kind=Kind(_text(row["kind"])) if "kind" in row else None,
        event=_maybe_text(row, "event"),
        actor=_maybe_text(row, "actor"),
        targets=_names(row.get("target", row.get("targets"))),
        mediators=_names(row.get("mediators")),
        where=_names(row.get("where")),
        when=_days(row["when"]) if "when" in row else None,
        tolls=tuple(_gold_toll(toll) for toll in _rows(row, "toll")),
        commitments=_names(row.get("commitments")),
        as_of=_maybe_day(row.get("as_of")),
        provisional=provisional if isinstance(provisional, bool) else None,
    )


def _gold_toll(row: Mapping[str, object]) -> GoldToll:
    """Make one gold number; an absent high is the same as the low."""
    low = _maybe_number(row.get("low"))
    return GoldToll(
        harm=Harm(_text(row["harm"])),
        who=Who(_text(row["who"])) if "who" in row else None,
        side=_maybe_text(row, "side"),
        low=low,
        high=_maybe_number(row["high"]) if "high" in row else low,
        part_of=_maybe_text(row, "part_of"),
    )


def _rows(row: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    """Give the tables of a list of tables; none where the list is absent."""
    tables = row.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise TypeError(f"{name} must be a list of tables")
    return tables


def _text(value: object) -> str:
    """Give a text, or say that it is none."""
    if not isinstance(value, str):
        raise TypeError(f"{value!r} must be a text")
    return value


def _maybe_text(row: Mapping[str, object], name: str) -> str | None:
    """Give a text where there is one."""
    return _text(row[name]) if name in row else None


def _names(value: object) -> tuple[str, ...]:
    """Give one name or a list of names as names."""
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, Sequence):
        raise TypeError(f"{value!r} must be a name or a list of names")
    return tuple(_text(name) for name in value)


def _maybe_number(value: object) -> int | None:
    """Give a number of people; an empty text stands for an open end."""
    if value is None or value == "":
        return None
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{value!r} must be a whole number")
    return value


def _maybe_day(value: object) -> dt.date | None:
    """Give a calendar day; an empty text stands for an open side."""
    if value is None or value == "":
        return None
    if isinstance(value, dt.date):
        return value
    return dt.date.fromisoformat(_text(value))


def _days(value: object) -> tuple[dt.date | None, dt.date | None]:
    """Give the first and the last day."""
    if not isinstance(value, list) or len(value) != 2:
        raise TypeError(f"when {value!r} must be [first day, last day]")
    return _maybe_day(value[0]), _maybe_day(value[1])
