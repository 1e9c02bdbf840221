"""One claim against one gold claim, field by field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from vaglio.explain._words import speaker_in_words, toll_in_words
from vaglio.model.claim import Actor, Claim, Event, SpeakerType, Toll
from vaglio.score._gold import GoldClaim, GoldToll
from vaglio.score._names import names_place, same_name, same_side

PUBLISHER = "publisher"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldScore:
    """Say whether one field of a claim is what gold says."""

    field: str
    """The field's name."""
    right: bool
    """Whether it is."""
    expected: str
    """What gold says, in words."""
    found: str
    """What the claim says, in words."""


def compare_claim(gold: GoldClaim, speaker: str | None, claim: Claim) -> list[FieldScore]:
    """Score each field that a gold claim gives.

    Args:
        gold: The gold claim.
        speaker: The one speaker to look for; None where gold names none.
        claim: The claim found.

    Returns:
        One score for each field, in the gold file's order.
    """
    scores = []
    if speaker is not None:
        scores.append(_score_speaker(speaker, claim))
    for field, expected, got in [
        ("stance", gold.stance, claim.stance),
        ("reality", gold.reality, claim.reality),
        ("kind", gold.kind, claim.kind),
    ]:
        if expected is not None:
            scores.append(_score(field, expected == got, expected.value, got.value))
    if gold.event is not None:
        right = _same_event(gold.event, claim.event)
        scores.append(_score("event", right, gold.event, _event_in_words(claim.event)))
    scores.extend(_score_parties(gold, claim))
    scores.extend(_score_circumstances(gold, claim))
    scores.extend(_score_toll(toll, claim) for toll in gold.tolls)
    return scores


def _score(field: str, right: bool, expected: str, found: str) -> FieldScore:
    """Make one field's score."""
    return FieldScore(field=field, right=right, expected=expected, found=found or "nothing")


def _score_speaker(expected: str, claim: Claim) -> FieldScore:
    """Compare the speaker; "publisher" asks for the report's own voice."""
    if expected == PUBLISHER:
        right = claim.speaker.type is SpeakerType.PUBLISHER
    else:
        spoken_for = claim.speaker.type is not SpeakerType.PUBLISHER
        right = spoken_for and same_name(expected, claim.speaker.name)
    return _score("speaker", right, expected, speaker_in_words(claim.speaker))


def _same_event(expected: str, event: Event | None) -> bool:
    """Compare the type, and the mode where gold gives one."""
    type_, _, mode = expected.partition("-")
    return event is not None and event.type == type_ and (not mode or event.mode == mode)


def _event_in_words(event: Event | None) -> str:
    """Give an event's code as gold writes it."""
    if event is None:
        return ""
    return f"{event.type}-{event.mode}" if event.mode else event.type


def _score_parties(gold: GoldClaim, claim: Claim) -> Iterator[FieldScore]:
    """Compare actors, targets and mediators: each one asked for must be there."""
    actor = (gold.actor,) if gold.actor is not None else ()
    parties: list[tuple[str, tuple[str, ...], Sequence[Actor]]] = [
        ("actor", actor, claim.actors),
        ("target", gold.targets, claim.targets),
        ("mediators", gold.mediators, claim.mediators),
    ]
    for field, expected, got in parties:
        if expected:
            yield _score_names(field, expected, [party.name for party in got], same_name)


def _score_names(
    field: str,
    expected: tuple[str, ...],
    found: Sequence[str],
    same: Callable[[str, str], bool],
) -> FieldScore:
    """Ask for each name, whatever else was found beside them."""
    right = all(any(same(name, got) for got in found) for name in expected)
    return _score(field, right, ", ".join(expected), ", ".join(found))


def _score_circumstances(gold: GoldClaim, claim: Claim) -> Iterator[FieldScore]:
    """Compare place, time, commitments and how firm the figures are."""
    if gold.where:
        yield _score_names("where", gold.where, [place.name for place in claim.where], names_place)
    if gold.when is not None:
        got = (claim.when.start, claim.when.end) if claim.when else None
        right = got == gold.when
        yield _score("when", right, _days_in_words(gold.when), _days_in_words(got))
    if gold.commitments:
        owed = [" ".join(item.text.split()) for item in claim.commitments]
        yield _score_names("commitments", gold.commitments, owed, _contained)
    if gold.as_of is not None:
        found = claim.as_of.isoformat() if claim.as_of else ""
        yield _score("as_of", claim.as_of == gold.as_of, gold.as_of.isoformat(), found)
    if gold.provisional is not None:
        expected, firm = _yes(gold.provisional), _yes(claim.provisional)
        yield _score("provisional", expected == firm, expected, firm)


def _contained(asked: str, text: str) -> bool:
    """Tell whether words stand in a text, whatever their case."""
    return " ".join(asked.split()).casefold() in text.casefold()


def _yes(value: bool) -> str:
    """Say yes or no."""
    return "yes" if value else "no"


def _days_in_words(days: tuple[dt.date | None, dt.date | None] | None) -> str:
    """Give the first and the last day, a dash for an open side."""
    if days is None:
        return ""
    first, last = (day.isoformat() if day else "-" for day in days)
    return first if first == last else f"{first} .. {last}"


def _score_toll(expected: GoldToll, claim: Claim) -> FieldScore:
    """Ask for one number among the claim's tolls."""
    right = any(_same_toll(expected, toll, claim.tolls) for toll in claim.tolls)
    alike = [toll for toll in claim.tolls if toll.harm is expected.harm] or list(claim.tolls)
    return _score("toll", right, _gold_toll_in_words(expected), _tolls_in_words(alike))


def _same_toll(expected: GoldToll, toll: Toll, tolls: Sequence[Toll]) -> bool:
    """Compare one number: harm, whom, whose side, low, high, and what it is part of."""
    if expected.side is not None and (toll.side is None or not same_side(expected.side, toll.side)):
        return False
    if expected.part_of is not None and not _counted_in(expected.part_of, toll, tolls):
        return False
    return (
        toll.harm is expected.harm
        and (expected.who is None or toll.who is expected.who)
        and toll.low == expected.low
        and toll.high == expected.high
    )


def _counted_in(whole: str, toll: Toll, tolls: Sequence[Toll]) -> bool:
    """Tell whether a number is part of the one that gold names, as "killed total"."""
    if toll.part_of is None or not 0 <= toll.part_of < len(tolls):
        return False
    of = tolls[toll.part_of]
    return f"{of.harm.value} {of.who.value}" == whole


def _gold_toll_in_words(toll: GoldToll) -> str:
    """Write out a gold number."""
    low, high = ("-" if n is None else str(n) for n in (toll.low, toll.high))
    words = [toll.harm.value, toll.who.value if toll.who else "", low if low == high else ""]
    words += [f"{low} to {high}" if low != high else "", f"of {toll.side}" if toll.side else ""]
    words.append(f"part of {toll.part_of}" if toll.part_of else "")
    return " ".join(word for word in words if word)


def _tolls_in_words(tolls: Iterable[Toll]) -> str:
    """Write out the numbers found."""
    return "; ".join(toll_in_words(toll) for toll in tolls)
