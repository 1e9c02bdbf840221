"""A claim's line made of what somebody marked and chose in the form.

What the form does not show stays as it was: the codebook's actor of a party
whose words stay, the coordinates of a place that stays.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vaglio.model.claim import SpeakerType
from vaglio_web.desk.forms.claim_choices import choices
from vaglio_web.desk.forms.place_choice import place_for
from vaglio_web.desk.forms.sent_words import Sent, Spot
from vaglio_web.store.models import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBody:
    """Hold what was made of a form."""

    body: dict[str, Any] | None
    """The claim's line; None where something is wrong."""
    problems: dict[str, str]
    """What is wrong, by the name of the field."""


def read_body(
    values: Mapping[str, str], *, reading: Reading, outlet: str, old: Mapping[str, Any] | None
) -> ReadBody:
    """Make a claim's line of what a form sent.

    Args:
        values: What was sent.
        reading: The reading in whose text the words stand.
        outlet: Who speaks in the report's own voice.
        old: The line as it was; None for a claim that is added.
    """
    old = old or _EMPTY
    sent = Sent(values=values, text=reading.text, near=tuple(old["span"] or (0, 0)))
    quote = sent.spot("quote")
    if quote is None:
        sent.problems.setdefault("quote", "mark the words that make the claim")
        return ReadBody(body=None, problems=sent.problems)
    sent.near = quote
    cue = _cue(sent, old)
    body = {
        "kind": sent.value("kind"),
        "quote": sent.words(quote),
        "span": list(quote),
        **_around(quote, reading.paragraphs, old),
        "speaker": _speaker(sent, outlet, old),
        "cue": cue,
        "said": [] if cue is None else old["said"] if cue == old["cue"] else [list(quote)],
        "stance": sent.value("stance"),
        "reality": sent.value("reality"),
        "event": _event(sent),
        **{name: list(_parties(sent, name, old)) for name in ("actors", "targets", "mediators")},
        "where": list(_places(sent, old)),
        "when": _when(sent, "when"),
        "tolls": _tolls(sent),
        "scope": sent.value("scope"),
        "commitments": list(_commitments(sent)),
        "as_of": _day(sent, "as_of"),
        "provisional": sent.value("provisional") == "yes",
        "rules": old["rules"],
    }
    return ReadBody(body=None if sent.problems else body, problems=sent.problems)


_EMPTY: Mapping[str, Any] = {
    "span": None,
    "sentence": None,
    "setting": None,
    "speaker": None,
    "cue": None,
    "said": [],
    "actors": [],
    "targets": [],
    "mediators": [],
    "where": [],
    "rules": [],
}


def _around(
    quote: Spot, paragraphs: Sequence[Sequence[Any]], old: Mapping[str, Any]
) -> dict[str, Any]:
    """Give the sentence and the paragraph around the words."""
    sentence = old["sentence"]
    if sentence and sentence[0] <= quote[0] and quote[1] <= sentence[1]:
        return {"sentence": sentence, "setting": old["setting"]}
    around = [(start, end) for start, end, *_ in paragraphs if start < quote[1] and quote[0] < end]
    first = min([quote[0], *(start for start, _ in around)])
    last = max([quote[1], *(end for _, end in around)])
    setting = {"paragraph": [first, last], "item": None, "aside": False}
    return {"sentence": [first, last], "setting": setting}


def _speaker(sent: Sent, outlet: str, old: Mapping[str, Any]) -> dict[str, Any]:
    """Read who says so."""
    sort, was = sent.value("speaker_type"), old["speaker"]
    spot = sent.spot("speaker")
    if sort == SpeakerType.PUBLISHER:
        return _nobody_named(outlet, sort)
    if spot is None and sort == SpeakerType.UNNAMED and not sent.value("speaker"):
        name = was["name"] if was and was["type"] == sort else "unnamed"
        return {"name": name, "span": None, "type": sort, "actor": None, "via": [], "mention": None}
    if spot is None:
        sent.problems.setdefault("speaker", "mark the words that name the speaker")
        spot = (0, 0)
    name = sent.words(spot)
    same = was is not None and was["name"] == name and was["span"] == list(spot)
    via = [part.strip() for part in sent.value("via").split(";") if part.strip()]
    return {
        "name": name,
        "span": list(spot),
        "type": sort,
        "actor": _actor(sent, "speaker_actor", was["actor"] if was else None),
        "via": via,
        "mention": was["mention"] if same and was else None,
    }


def _actor(sent: Sent, name: str, was: str | None) -> str | None:
    """Read whom the codebook takes a party for; what was there may stay."""
    chosen = sent.value(name) or None
    if chosen not in (None, was) and chosen not in {each.value for each in choices()["actors"]}:
        sent.problems[name] = "the codebook has no such actor; choose one of the list"
    return chosen


def _nobody_named(name: str, sort: str) -> dict[str, Any]:
    """Give a speaker for whom no words of the report stand."""
    return {"name": name, "span": None, "type": sort, "actor": None, "via": [], "mention": None}


def _cue(sent: Sent, old: Mapping[str, Any]) -> dict[str, Any] | None:
    """Read the words that show that somebody says so."""
    if old["cue"] is not None:
        # A cue that is only typed is looked for where it was before.
        near = tuple(old["cue"]["span"])
        sent = Sent(values=sent.values, text=sent.text, near=near, problems=sent.problems)
    spot = sent.spot("cue")
    return None if spot is None else {"text": sent.words(spot), "span": list(spot)}


def _event(sent: Sent) -> dict[str, Any] | None:
    """Read the field's code."""
    chosen = sent.value("event")
    if chosen and chosen not in {each.value for each in choices()["events"]}:
        sent.problems["event"] = "choose an event type of the list"
    sort, _, mode = chosen.partition(" ")
    return {"type": sort, "mode": mode or None} if sort else None


def _parties(sent: Sent, name: str, old: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Read a list of parties."""
    known = {tuple(each["span"]): each for each in old[name]}
    for number in sent.rows(name):
        spot = sent.spot(f"{name}-{number}")
        if spot is None:
            continue
        words = sent.words(spot)
        was = known[spot]["actor"] if spot in known else None
        actor = _actor(sent, f"{name}-{number}-actor", was)
        yield {"name": words, "span": list(spot), "actor": actor}


def _places(sent: Sent, old: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Read where; what the gazetteer knows of a place comes from it, never from the form."""
    for number in sent.rows("where"):
        name = f"where-{number}"
        spot = sent.spot(name)
        if spot is None:
            continue
        words = sent.words(spot)
        place = place_for(words, sent.value(f"{name}-place"), old["where"])
        if place is None:
            sent.problems[f"{name}-place"] = "the gazetteer has no such place of that name"
            continue
        yield {**place, "name": words, "span": list(spot)}


def _when(sent: Sent, name: str) -> dict[str, Any] | None:
    """Read a time: its words, and the days they mean."""
    start, end = _day(sent, f"{name}_start"), _day(sent, f"{name}_end")
    spot = sent.spot(name)
    if spot is None:
        if start or end:
            sent.problems.setdefault(name, "mark the words that give the time")
        return None
    return {"start": start, "end": end, "text": sent.words(spot), "span": list(spot)}


def _day(sent: Sent, name: str) -> str | None:
    """Read one day."""
    word = sent.value(name)
    if not word:
        return None
    try:
        return dt.date.fromisoformat(word).isoformat()
    except ValueError:
        sent.problems[name] = "write a day as year-month-day"
        return None


def _tolls(sent: Sent) -> list[dict[str, Any]]:
    """Read the numbers of people; what one is counted in is named by its row."""
    rows = [n for n in sent.rows("toll") if sent.spot(f"toll-{n}") is not None]
    index = {str(number): at for at, number in enumerate(rows)}
    made = []
    for number in rows:
        name = f"toll-{number}"
        low, best, high = (sent.count(f"{name}-{end}") for end in ("low", "best", "high"))
        given = [figure for figure in (low, best, high) if figure is not None]
        if given != sorted(given):
            sent.problems[name] = "low, best and high have to stand in this order"
        spot = sent.spot(name) or (0, 0)
        made.append(
            {
                "harm": sent.value(f"{name}-harm"),
                "who": sent.value(f"{name}-who"),
                "side": sent.value(f"{name}-side") or None,
                "low": low,
                "best": best,
                "high": high,
                "part_of": index.get(sent.value(f"{name}-part")),
                "quote": sent.words(spot),
                "span": list(spot),
            }
        )
    return made


def _commitments(sent: Sent) -> Iterator[dict[str, Any]]:
    """Read what is owed."""
    for number in sent.rows("commitment"):
        name = f"commitment-{number}"
        spot = sent.spot(name)
        if spot is not None:
            yield {
                "debtor": sent.value(f"{name}-debtor") or None,
                "text": sent.words(spot),
                "span": list(spot),
                "due": _when(sent, f"{name}-due"),
            }
