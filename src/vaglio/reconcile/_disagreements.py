"""What sources tell differently: numbers, days, and who did it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from vaglio.model.claim import Claim, Reality
from vaglio.model.incident import Alleged, Disagreement, Field, Figure
from vaglio.reconcile._latest import latest_of
from vaglio.reconcile._people import by_people
from vaglio.reconcile._voices import Voice


def disagreements_of(
    claims: Sequence[Claim],
    figures: Sequence[Figure],
    actors: Sequence[Alleged],
    voices: Mapping[str, Voice],
) -> tuple[Disagreement, ...]:
    """List what sources tell differently: numbers of the same people, the day, who did it.

    Args:
        claims: The claims of the incident, in order.
        figures: Every number that they give.
        actors: Who is said to have done it.
        voices: For each claim, by its id, whose voice it is.

    Returns:
        One for each thing; none where all agree.
    """
    return (*_numbers(figures), *_days(claims, voices), *_denials(actors))


def _numbers(figures: Sequence[Figure]) -> Iterator[Disagreement]:
    """List the numbers of the same people that sources give differently.

    What a source has corrected itself is no disagreement.
    """
    given_whole = [f for f in figures if not f.part and f.best is not None and f.counted]
    for people, all_given in by_people(given_whole).items():
        wholes = latest_of(all_given)
        given = {f"{f.best} {people.harm} ({_named(f.voice, f.outlet)})": f.claim for f in wholes}
        sources = {(f.voice, f.outlet) for f in wholes}
        if len({f.best for f in wholes}) > 1 and len(sources) > 1:
            yield _disagreement(Field.TOLL, given)


def _days(claims: Sequence[Claim], voices: Mapping[str, Voice]) -> Iterator[Disagreement]:
    """List the days that sources give, where they give more than one.

    What counts is the first single day that each of them gives: a day further
    on is that of a funeral or of a death in hospital.
    """
    first: dict[Voice, tuple[dt.date, str]] = {}
    for claim in claims:
        when = claim.when
        if claim.reality is Reality.DENIED or when is None or when.start is None:
            continue
        if when.start == when.end:
            first.setdefault(voices[claim.id], (when.start, claim.id))
    if len({day for day, _ in first.values()}) > 1:
        given = {
            f"{day} ({_named(voice.name, voice.outlet)})": claim
            for voice, (day, claim) in first.items()
        }
        yield _disagreement(Field.DAY, given)


def _denials(actors: Sequence[Alleged]) -> Iterator[Disagreement]:
    """List the parties said to have done it of whom somebody denies it."""
    denied = [actor for actor in actors if actor.denied_by]
    if denied:
        yield Disagreement(
            about=Field.ACTOR,
            accounts=tuple(
                f"{actor.name}: denied by {', '.join(actor.denied_by)}" for actor in denied
            ),
            claims=tuple(dict.fromkeys(c for actor in denied for c in actor.claims)),
        )


def _named(voice: str, outlet: str | None) -> str:
    """Name a voice, with its outlet where it is known again there alone."""
    return voice if outlet is None else f"{voice}, {outlet}"


def _disagreement(about: Field, given: Mapping[str, str]) -> Disagreement:
    """Put the accounts of one thing beside each other."""
    return Disagreement(
        about=about, accounts=tuple(given), claims=tuple(dict.fromkeys(given.values()))
    )
