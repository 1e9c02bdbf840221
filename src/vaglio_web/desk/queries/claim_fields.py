"""The fields of a claim, each with the words of the report that give it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vaglio_web.desk.templatetags.desk_words import days, gloss, plainly, toll_words

Spot = tuple[int, int]
"""Where words stand in a report's text: code points, half-open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimField:
    """Hold one field of a claim, ready to be shown."""

    id: str
    """Its name on the page, such as `toll-0`."""
    label: str
    """What it says."""
    words: str = ""
    """The source's words; empty where the desk's category stands alone."""
    code: str = ""
    """The desk's own category of it."""
    meaning: str = ""
    """What the category means, in the codebook's words."""
    note: str = ""
    """What else there is to say."""
    spots: tuple[Spot, ...] = field(default=())
    """Where its words stand; empty where the report has none for it."""


def fields_of(body: Mapping[str, Any], text: str) -> list[ClaimField]:
    """Give the fields of a claim in the order in which people ask for them.

    Args:
        body: The claim's line.
        text: The text that its spans lie in.
    """
    return [
        *_speaker(body, text),
        *_event(body),
        *_tolls(body),
        *_places(body),
        *_time(body),
        *_parties(body),
        *_commitments(body),
        *_scope(body),
    ]


def _speaker(body: Mapping[str, Any], text: str) -> Iterator[ClaimField]:
    """Give who says so, and how."""
    speaker = body["speaker"]
    own = speaker["span"] is None
    via = f"through {', through '.join(speaker['via'])}" if speaker["via"] else ""
    yield ClaimField(
        id="speaker",
        label="Speaker",
        words="" if own else speaker["name"],
        code=speaker["type"],
        meaning=_actor(speaker),
        note=f"{speaker['name']}, in the report’s own voice" if own else via,
        spots=_spots(speaker["span"], speaker["mention"]),
    )
    cue = body["cue"]
    yield ClaimField(
        id="stance",
        label="How it is said",
        words=cue["text"] if cue else "",
        code=plainly(body["stance"]),
        spots=_spots(cue["span"]) if cue else (),
    )
    if body["said"]:
        said = " … ".join(text[start:end] for start, end in body["said"])
        yield ClaimField(
            id="said", label="All that is said", words=said, spots=_spots(*body["said"])
        )


def _event(body: Mapping[str, Any]) -> Iterator[ClaimField]:
    """Give what it is about."""
    event = body["event"]
    code = body["kind"]
    if event:
        code += f": {event['type']}" + (f" {event['mode']}" if event["mode"] else "")
    yield ClaimField(id="event", label="What", code=code, meaning=gloss(event) if event else "")
    yield ClaimField(id="reality", label="It has", code=plainly(body["reality"]))


def _tolls(body: Mapping[str, Any]) -> Iterator[ClaimField]:
    """Give the numbers of people."""
    for index, toll in enumerate(body["tolls"]):
        part = toll["part_of"]
        yield ClaimField(
            id=f"toll-{index}",
            label="Toll",
            words=toll["quote"],
            code=toll_words(toll),
            note=f"counted in: {toll_words(body['tolls'][part])}" if part is not None else "",
            spots=_spots(toll["span"]),
        )


def _places(body: Mapping[str, Any]) -> Iterator[ClaimField]:
    """Give where."""
    for index, place in enumerate(body["where"]):
        point = ""
        if place["latitude"] is not None:
            point = f"{place['latitude']:.3f}, {place['longitude']:.3f}"
            point += f", within {place['radius_km']:g} km" if place["radius_km"] else ""
        yield ClaimField(
            id=f"where-{index}",
            label="Place",
            words=place["name"],
            code=plainly(place["precision"]),
            meaning=place["place"] or "not pinned down",
            note=point,
            spots=_spots(place["span"]),
        )


def _time(body: Mapping[str, Any]) -> Iterator[ClaimField]:
    """Give when."""
    when = body["when"]
    if when:
        yield ClaimField(
            id="when",
            label="Time",
            words=when["text"],
            code=days(when),
            spots=_spots(when["span"]),
        )
    if body["as_of"]:
        as_of = days({"start": body["as_of"], "end": body["as_of"]})
        yield ClaimField(id="as_of", label="Counted up to", code=as_of)


def _parties(body: Mapping[str, Any]) -> Iterator[ClaimField]:
    """Give who did it, to whom, and who stands between."""
    for name, label in (("actors", "By"), ("targets", "To"), ("mediators", "Mediator")):
        for index, party in enumerate(body[name]):
            yield ClaimField(
                id=f"{name}-{index}",
                label=label,
                words=party["name"],
                meaning=_actor(party),
                spots=_spots(party["span"]),
            )


def _commitments(body: Mapping[str, Any]) -> Iterator[ClaimField]:
    """Give what is owed."""
    for index, owed in enumerate(body["commitments"]):
        due = owed["due"]
        yield ClaimField(
            id=f"commitment-{index}",
            label="Owed",
            words=owed["text"],
            code=f"due {days(due)}" if due else "",
            note=f"by {owed['debtor']}" if owed["debtor"] else "",
            spots=_spots(owed["span"], due["span"] if due else None),
        )


def _scope(body: Mapping[str, Any]) -> Iterator[ClaimField]:
    """Give how far the numbers reach."""
    codes = []
    if body["scope"] == "period":
        codes.append("total over a period, not one incident")
    if body["provisional"]:
        codes.append("may change, as the report says")
    if codes:
        yield ClaimField(id="scope", label="Numbers", code="; ".join(codes))


def _actor(party: Mapping[str, Any]) -> str:
    """Say whom the codebook takes a party for."""
    return f"taken for {party['actor']}" if party["actor"] else ""


def _spots(*spans: Sequence[int] | None) -> tuple[Spot, ...]:
    """Give those places that there are."""
    return tuple((span[0], span[1]) for span in spans if span)
