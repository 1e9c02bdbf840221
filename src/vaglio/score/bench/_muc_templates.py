"""What was read of one incident, as a template of MUC-4.

A template needs an act of violence on people or things that are no fighters,
in one of the countries that the task names, and not long past: that is how
the keys define an incident. Fighting between armed sides is none.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from vaglio.codebook.gazetteer import load_gazetteer
from vaglio.model.claim import (
    Claim,
    Harm,
    Kind,
    Place,
    Precision,
    Reality,
    Scope,
    SpeakerType,
    Stance,
    Toll,
    Who,
)
from vaglio.score.bench._muc_keys import Fill, Slot, Template, fold

_COUNTRIES = frozenset(
    "argentina,bolivia,chile,colombia,ecuador,el salvador,guatemala,honduras,peru".split(",")
)
"""The countries whose incidents the task asks for."""
_LONG_PAST = dt.timedelta(days=62)
_TYPES = {"abduct": "KIDNAPPING", "explosives": "BOMBING", "suicide-attack": "BOMBING"}
_FIRE = frozenset("arson burn burned burning burnt fire torched".split())
_EFFECTS = {Harm.KILLED: "DEATH", Harm.INJURED: "INJURY"}
_NO_EFFECTS = {
    Harm.KILLED: "NO DEATH",
    Harm.INJURED: "NO INJURY",
    Harm.CASUALTIES: "NO INJURY OR DEATH",
}
_HARMS = frozenset({*_NO_EFFECTS, Harm.CAPTURED})
_AUTHORITIES = frozenset({SpeakerType.GOVERNMENT, SpeakerType.INSTITUTION})
_DOUBTS = frozenset({Stance.SUSPECTS, Stance.FEARS})


def is_told(claim: Claim) -> bool:
    """Tell whether a claim tells of one act of violence that took place."""
    return (
        claim.kind is Kind.INCIDENT
        and claim.scope is Scope.INCIDENT
        and claim.reality in (Reality.HAPPENED, Reality.ONGOING)
        and claim.event is not None
        and claim.event.type == "ASSAULT"
    )


def template_of(
    claims: Sequence[Claim], *, published: dt.date | None, country: str | None
) -> Template | None:
    """Make a template of the claims of one incident; None where the task asks for none."""
    tolls = _tolls(claims)
    if not _is_asked_for(claims, tolls):
        return None
    path = path_of([place for claim in claims for place in claim.where]) or (
        (country,) if country else ()
    )
    if path and fold(path[0]) not in _COUNTRIES:
        return None
    date = _date(claims, published)
    if date is None:
        return None
    return Template(
        slots={
            Slot.TYPE: (Fill(values=(_type(claims),)),),
            Slot.DATE: (Fill(values=(date,)),) if date else (),
            Slot.PLACE: (Fill(values=(": ".join(path),), paths=(tuple(path),)),) if path else (),
            Slot.NUMBER: tuple(_numbers(tolls)),
            Slot.EFFECT: tuple(_effects(tolls)),
            Slot.CONFIDENCE: tuple(_confidences(claims)),
        },
        words=claims[0].quote,
    )


def _is_asked_for(claims: Sequence[Claim], tolls: Sequence[Toll]) -> bool:
    """Tell whether people who are no fighters, or things, were struck."""
    if tolls:
        return any(toll.who is not Who.COMBATANT for toll in tolls)
    return any(claim.targets for claim in claims) or any(
        claim.event is not None and claim.event.mode in _TYPES for claim in claims
    )


def _tolls(claims: Iterable[Claim]) -> list[Toll]:
    """Give the tolls of an incident, each group of people once, sums left out."""
    kept: dict[tuple[Harm, int | None, int | None], Toll] = {}
    for claim in claims:
        sums = {toll.part_of for toll in claim.tolls}
        for at, toll in enumerate(claim.tolls):
            if at not in sums and toll.harm in _HARMS:
                kept.setdefault((toll.harm, toll.low, toll.best), toll)
    return list(kept.values())


def _type(claims: Sequence[Claim]) -> str:
    """Name the type of an incident by the commonest mode that names one."""
    modes = Counter(c.event.mode for c in claims if c.event is not None and c.event.mode)
    for mode, _ in modes.most_common():
        if mode in _TYPES:
            return _TYPES[mode]
    words = {word for claim in claims for word in fold(claim.quote).split()}
    return "ARSON" if {"destroy", "primitive"} & set(modes) and _FIRE & words else "ATTACK"


def _date(claims: Sequence[Claim], published: dt.date | None) -> str | None:
    """Write when it was; by the day of publication where nothing says. None where long past."""
    days = [claim.when for claim in claims if claim.when is not None]
    known = [when for when in days if when.end is not None or when.start is not None]
    if not known:
        return f"- {_written(published)}" if published else ""
    when = min(known, key=lambda w: (w.end or dt.date.max) - (w.start or dt.date.min))
    last = when.end or when.start
    if published and last and last < published - _LONG_PAST:
        return None
    if when.start and when.end:
        one = when.start == when.end
        return _written(when.start) if one else f"{_written(when.start)} - {_written(when.end)}"
    return f"- {_written(when.end)}" if when.end else f"{_written(when.start)} -"


def _written(day: dt.date | None) -> str:
    """Write a day as the keys do: 08 JAN 90."""
    return day.strftime("%d %b %y").upper() if day else ""


def path_of(places: Sequence[Place]) -> tuple[str, ...]:
    """Name a place from the country down."""
    known = [place for place in places if place.place is not None]
    country = next((name for place in known if (name := country_of(place))), None)
    below = [p.name for p in places if p.precision is not Precision.COUNTRY]
    ranks = {p.name: _RANKS.get(p.precision, 2) for p in places}
    names = sorted(dict.fromkeys(below), key=lambda name: ranks[name])
    return (country, *names) if country else tuple(names)


_RANKS = {Precision.REGION: 0, Precision.DISTRICT: 1, Precision.EXACT: 3}


def country_of(place: Place) -> str | None:
    """Name the country in which a place lies, where the gazetteer knows it."""
    gazetteer = load_gazetteer()
    for record in gazetteer.lookup(" ".join(place.name.split())):
        if record.key == place.place:
            found = gazetteer.country(record.country)
            return found.name if found else None
    return None


def main_country(claims: Iterable[Claim]) -> str | None:
    """Name the country in which most places of a report lie."""
    names = Counter(name for c in claims for p in c.where if (name := country_of(p)))
    return names.most_common(1)[0][0] if names else None


def _numbers(tolls: Iterable[Toll]) -> Iterable[Fill]:
    """Write how many were harmed, each group of people once."""
    seen: set[str] = set()
    for toll in tolls:
        if toll.high == 0:
            continue
        value = _number(toll)
        key = value + " " + fold(toll.quote).rpartition(" ")[2]
        if key not in seen:
            seen.add(key)
            yield Fill(values=(value,), refs=(toll.quote,))


def _number(toll: Toll) -> str:
    """Write a number of people as the keys do."""
    if toll.low is None and toll.high is None:
        return "PLURAL" if toll.best is None else f"~{toll.best}"
    if toll.high is None:
        return f"{toll.low}-"
    if toll.low is None:
        return f"-{toll.high}"
    return str(toll.low) if toll.low == toll.high else f"{toll.low}-{toll.high}"


def _effects(tolls: Iterable[Toll]) -> Iterable[Fill]:
    """Write what was done to each group."""
    for toll in tolls:
        effect = (_NO_EFFECTS if toll.high == 0 else _EFFECTS).get(toll.harm)
        if effect is not None:
            yield Fill(values=(effect,), refs=(toll.quote,))


def _confidences(claims: Iterable[Claim]) -> Iterable[Fill]:
    """Write for each body that is said to have done it how sure that is."""
    said: dict[str, tuple[str, str]] = {}
    for claim in claims:
        for actor in claim.actors:
            if actor.actor is not None:
                said.setdefault(actor.actor, (confidence_of(claim, actor.actor), actor.name))
    for value, name in said.values():
        yield Fill(values=(value,), refs=(name,))


def confidence_of(claim: Claim, actor: str) -> str:
    """Say how sure it is, by who says so and how, that a body did it."""
    if claim.speaker.actor == actor and claim.stance is not Stance.DENIES:
        return "CLAIMED OR ADMITTED"
    if claim.stance in _DOUBTS:
        return "POSSIBLE"
    if claim.stance in (Stance.ACCUSES, Stance.ALLEGES):
        by = claim.speaker.type in _AUTHORITIES
        return "SUSPECTED OR ACCUSED BY AUTHORITIES" if by else "SUSPECTED OR ACCUSED"
    return "REPORTED AS FACT"
