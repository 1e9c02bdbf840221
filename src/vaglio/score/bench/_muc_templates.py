"""What was read of one incident, as a template of MUC-4.

A template needs an act of violence on people or things that are no fighters,
in one of the countries that the task names, and not long past: that is how
the keys define an incident. Fighting between armed sides is none.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from vaglio.codebook import load_codebook
from vaglio.model.claim import (
    Actor,
    Claim,
    Harm,
    Kind,
    Reality,
    Scope,
    SpeakerType,
    Stance,
    Toll,
    Who,
)
from vaglio.score.bench._muc_keys import Fill, Slot, Template, fold
from vaglio.score.bench._muc_places import COUNTRIES, first_places, paths_of

_LONG_PAST = dt.timedelta(days=62)
_TYPES = {"abduct": "KIDNAPPING", "explosives": "BOMBING", "suicide-attack": "BOMBING"}
_FIGHTING = frozenset("clash clashes clashed combat fighting battle battles skirmish".split())
_BY_FIRE = frozenset({"destroy", "primitive"})
_FIRE = frozenset("arson burn burned burning burnt fire torched".split())
_EFFECTS = {Harm.KILLED: "DEATH", Harm.INJURED: "INJURY"}
_NO_EFFECTS = {
    Harm.KILLED: "NO DEATH",
    Harm.INJURED: "NO INJURY",
    Harm.CASUALTIES: "NO INJURY OR DEATH",
}
_NO_FIGHTERS = frozenset({Who.CIVILIAN, Who.CHILDREN, Who.WOMEN})
_BODIES = frozenset({SpeakerType.PARTY, SpeakerType.GOVERNMENT, SpeakerType.INSTITUTION})
_HARMS = frozenset({*_NO_EFFECTS, Harm.CAPTURED})
_ALLEGED = frozenset("alleged presumed suspected".split())
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
    claims = [claim for claim in claims if not _only_fighters(claim)]
    tolls = _tolls(claims)
    if not _is_asked_for(claims, tolls):
        return None
    paths = paths_of(first_places(claims), country)
    if paths and fold(paths[0][0]) not in COUNTRIES:
        return None
    date = _date(claims, published)
    if date is None:
        return None
    place = Fill(values=tuple(": ".join(path) for path in paths), paths=paths)
    return Template(
        slots={
            Slot.TYPE: (Fill(values=(_type(claims),)),),
            Slot.DATE: (Fill(values=(date,)),) if date else (),
            Slot.PLACE: (place,) if paths else (),
            Slot.NUMBER: (*_numbers(tolls), *_uncounted(claims, tolls)),
            Slot.EFFECT: tuple(_effects(tolls)),
            Slot.CONFIDENCE: tuple(_confidences(claims)),
        },
        words=claims[0].quote,
    )


def by_type(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Part the claims of an incident by its type, as the keys have a template for each.

    A claim that tells no type goes with the one before it.
    """
    types = [_type_of(claim) for claim in claims]
    last = next((name for name in types if name is not None), None)
    parts: dict[str | None, list[Claim]] = {}
    for claim, name in zip(claims, types, strict=True):
        last = name or last
        parts.setdefault(last, []).append(claim)
    return list(parts.values())


def _type_of(claim: Claim) -> str | None:
    """Name the type of act that one claim tells; None where it leaves that open."""
    mode = claim.event.mode if claim.event is not None else None
    if mode is None or mode in _TYPES:
        return _TYPES.get(mode or "")
    fire = mode in _BY_FIRE and _FIRE & set(fold(claim.quote).split())
    return "ARSON" if fire else "ATTACK"


def _only_fighters(claim: Claim) -> bool:
    """Tell whether a claim is of fighting, or strikes fighters and nobody who is none."""
    tolls = [toll for toll in claim.tolls if toll.harm in _HARMS]
    if any(toll.who in _NO_FIGHTERS for toll in tolls):
        return False
    if any(toll.who is Who.COMBATANT or _names_fighters(toll.quote) for toll in tolls):
        return True
    if _FIGHTING & set(fold(claim.quote).split()):
        return True
    struck = [_names_fighters(target.name) for target in claim.targets]
    return not tolls and bool(struck) and all(struck)


def _names_fighters(name: str) -> bool:
    """Tell whether a phrase names soldiers or a body of them; police are none."""
    book = load_codebook()
    words = [word for word in fold(name).split() if not word.startswith("polic")]
    groups = (row for word in words for row in book.group_words.rows(word))
    things = (row for word in words for row in book.thing_words.rows(word))
    return any(row.who is Who.COMBATANT for row in groups) or any(
        row.thing == "troops" for row in things
    )


def _is_asked_for(claims: Sequence[Claim], tolls: Sequence[Toll]) -> bool:
    """Tell whether people or things were struck."""
    return bool(tolls) or any(
        claim.targets or (claim.event is not None and claim.event.mode in _TYPES)
        for claim in claims
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
    """Name the type that most claims of an incident tell; an attack where none does."""
    types = Counter(name for claim in claims if (name := _type_of(claim)))
    return types.most_common(1)[0][0] if types else "ATTACK"


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


def _uncounted(claims: Iterable[Claim], tolls: Iterable[Toll]) -> Iterable[Fill]:
    """Write people who were struck and stand in no number, one or several."""
    told = {word for toll in tolls for word in fold(toll.quote).split()}
    for claim in claims:
        for target in claim.targets:
            words = fold(target.name).split()
            noun = _people_noun(target.name)
            if noun is None or (told & set(words[-1:])):
                continue
            told |= set(words)
            yield Fill(values=("PLURAL" if noun else "1",), refs=(target.name,))


def _people_noun(name: str) -> bool | None:
    """Tell whether a name is of several people, or of one; None where it is of no people."""
    words = fold(name.partition(" of ")[0].partition(" OF ")[0]).split()
    if not words:
        return None
    groups = load_codebook().group_words.rows(words[-1])
    roles = [r for r in load_codebook().speaker_words.rows(words[-1]) if r.type == "person"]
    if any(row.who is not Who.COMBATANT for row in groups) or roles:
        return words[-1] not in {*(g.word for g in groups), *(r.word for r in roles)}
    return None


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
    said: dict[str, Fill] = {}
    for claim in claims:
        for actor in claim.actors:
            if _is_body(actor):
                value = confidence_of(claim, actor)
                fill = Fill(values=(value,), refs=(actor.name,))
                said.setdefault(actor.actor or fold(actor.name), fill)
    return said.values()


def _is_body(actor: Actor) -> bool:
    """Tell whether a party is a body, and not just some people."""
    if actor.actor is not None:
        return True
    book = load_codebook()
    words = [word for word in fold(actor.name).split() if not book.group_words.rows(word)]
    rows = (row for word in words for row in book.speaker_words.rows(word))
    return any(row.type in _BODIES for row in rows)


def confidence_of(claim: Claim, actor: Actor) -> str:
    """Say how sure it is, by who says so and how, that a body did it."""
    speaker = claim.speaker
    itself = fold(speaker.name) == fold(actor.name) or (
        speaker.actor is not None and speaker.actor == actor.actor
    )
    if itself and claim.stance is not Stance.DENIES:
        return "CLAIMED OR ADMITTED"
    if claim.stance in _DOUBTS:
        return "POSSIBLE"
    alleged = fold(actor.name).split(" ")[0] in _ALLEGED
    if alleged or claim.stance in (Stance.ACCUSES, Stance.ALLEGES):
        by = speaker.type in _AUTHORITIES
        return "SUSPECTED OR ACCUSED BY AUTHORITIES" if by else "SUSPECTED OR ACCUSED"
    return "REPORTED AS FACT"
