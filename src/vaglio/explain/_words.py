"""Claims as a person reads them: one field a line, for terminals and golden cases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from vaglio.model.claim import Actor, Claim, Place, Scope, Speaker, Toll, When
from vaglio.model.span import Span

NO_CLAIMS = "no claims\n"
"""What stands where a report was read and makes no claim."""

_INDENT = "   "
_LABEL_WIDTH = 12


def claims_in_words(claims: Sequence[Claim], text: str, *, rules: bool = False) -> str:
    r"""Write claims out in words, numbered, one field a line.

    Absent fields are not printed, an open end of a number is `-`, and nothing
    that changes without the reading changing (ids, hashes, versions) appears.

    Args:
        claims: The claims, in the order in which they are to be numbered.
        text: The document's text that the claims' spans point into.
        rules: Whether to end each claim with the names of its rules.

    Returns:
        Lines that end in a newline, one empty line between two claims.

    Example:
        >>> claims_in_words([], "")
        'no claims\n'
    """
    if not claims:
        return NO_CLAIMS
    blocks = (
        "\n".join(_claim_lines(number, claim, text, rules=rules))
        for number, claim in enumerate(claims, start=1)
    )
    return "\n\n".join(blocks) + "\n"


def _claim_lines(number: int, claim: Claim, text: str, *, rules: bool) -> Iterator[str]:
    """Give the lines of one claim, its head first."""
    cue = f"  {one_line(claim.cue.text)}" if claim.cue else ""
    yield f"{number}  {speaker_in_words(claim.speaker)}{cue}"
    yield f'{_INDENT}"{one_line(claim.span.of(text))}"  {_span_in_words(claim.span)}'
    for label, words in claim_fields(claim):
        yield f"{_INDENT}{label:<{_LABEL_WIDTH}} {words}"
    if rules and claim.rules:
        yield f"{_INDENT}{'rules':<{_LABEL_WIDTH}} {', '.join(claim.rules)}"


def claim_fields(claim: Claim) -> Iterator[tuple[str, str]]:
    """Give each field that a claim has, as its name and its words.

    Args:
        claim: The claim to describe.

    Returns:
        Pairs of label and words, in the order in which they are printed.
    """
    yield "kind", claim.kind.value
    if claim.event:
        mode = f"-{claim.event.mode}" if claim.event.mode else ""
        yield "event", f"{claim.event.type}{mode}"
    yield "reality", claim.reality.value
    yield "stance", claim.stance.value
    yield from _party_fields("actor", claim.actors)
    yield from _party_fields("target", claim.targets)
    yield from _party_fields("mediator", claim.mediators)
    yield from (("where", place_in_words(place)) for place in claim.where)
    if claim.when:
        yield "when", when_in_words(claim.when)
    yield from _toll_fields(claim)
    for commitment in claim.commitments:
        debtor = f"{one_line(commitment.debtor)}: " if commitment.debtor else ""
        due = f"  due {when_in_words(commitment.due)}" if commitment.due else ""
        yield "commitment", f"{debtor}{one_line(commitment.text)}{due}"
    if claim.as_of:
        yield "as of", claim.as_of.isoformat()
    if claim.provisional:
        yield "provisional", "yes"


def _toll_fields(claim: Claim) -> Iterator[tuple[str, str]]:
    """Give the tolls, and how far they reach."""
    for number, toll in enumerate(claim.tolls, start=1):
        yield f"toll {number}", toll_in_words(toll)
    if claim.tolls or claim.scope is not Scope.INCIDENT:
        yield "scope", claim.scope.value


def _party_fields(label: str, parties: Iterable[Actor]) -> Iterator[tuple[str, str]]:
    """Give one line for each party, with the codebook's id where it is known."""
    for party in parties:
        yield label, one_line(party.name) + (f"  ({party.actor})" if party.actor else "")


def speaker_in_words(speaker: Speaker) -> str:
    """Say who speaks, what sort of speaker that is, for whom and through whom.

    Args:
        speaker: The speaker of a claim.

    Returns:
        One line, such as `Baku  (government, AZE)`.
    """
    sort = speaker.type.value + (f", {speaker.actor}" if speaker.actor else "")
    through = "".join(f", quoted by {one_line(name)}" for name in speaker.via)
    return f"{one_line(speaker.name)}{through}  ({sort})"


def place_in_words(place: Place) -> str:
    """Say where, how exactly, and at which point of the map where there is one.

    Args:
        place: A place of a claim.

    Returns:
        One line; degrees have two decimals, the reach is in whole kilometres.
    """
    words = f"{one_line(place.name)}  {place.precision.value.replace('_', ' ')}"
    if place.latitude is not None and place.longitude is not None:
        words += f"  {place.latitude:.2f}, {place.longitude:.2f}"
        if place.radius_km is not None:
            words += f"  ± {place.radius_km:.0f} km"
    return words


def when_in_words(when: When) -> str:
    """Say when: one day, or the first and the last, and the words that give it.

    Args:
        when: The time of a claim; an open side prints as `-`.

    Returns:
        One line.

    Example:
        >>> day = dt.date(2031, 5, 3)
        >>> when_in_words(When(start=day, end=None, text="since 3 May", span=Span(start=0, end=11)))
        '2031-05-03 .. -  ("since 3 May")'
    """
    first, last = _day_in_words(when.start), _day_in_words(when.end)
    days = first if when.start and when.start == when.end else f"{first} .. {last}"
    return f'{days}  ("{one_line(when.text)}")'


def toll_in_words(toll: Toll) -> str:
    """Say how many people were harmed, as low / best / high.

    Args:
        toll: One number of a claim; an open end prints as `-`.

    Returns:
        One line, with the words that give the number.
    """
    figures = " / ".join("-" if n is None else str(n) for n in (toll.low, toll.best, toll.high))
    words = f"{toll.harm.value} {toll.who.value}  {figures}"
    if toll.side:
        words += f"  of {one_line(toll.side)}"
    if toll.part_of is not None:
        words += f"  part of toll {toll.part_of + 1}"
    return f'{words}  ("{one_line(toll.quote)}")'


def one_line(words: str) -> str:
    r"""Put words that stand on several lines on one.

    Example:
        >>> one_line("ten people\n  were hurt")
        'ten people were hurt'
    """
    return " ".join(words.split())


def _day_in_words(day: dt.date | None) -> str:
    """Give a calendar day in ISO form, or a dash for an open side."""
    return day.isoformat() if day else "-"


def _span_in_words(span: Span) -> str:
    """Give the offsets of a quotation."""
    return f"[{span.start}:{span.end}]"
