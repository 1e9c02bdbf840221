"""Choose which of several places of one name is meant, over a whole document."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from vaglio.extract._place_candidates import Candidate, Sort
from vaglio.extract._place_found import Found
from vaglio.extract._place_groups import Group, group_mentions, lands_of, respell
from vaglio.extract._place_links import lies_inside
from vaglio.extract._place_names import PlaceNames

ROUNDS = 3

ANCHORS = 14

APART_KM = 100.0

CLOSE_CALL = 0.2

HAZY_KM = 25.0
"""A place whose name is only spelt alike is meant where the text names another so near."""
MUCH_NEAR = 3.0
"""How much many places further off must speak for it instead."""
ASTRAY_KM = 250.0
"""A place known by that name only among others is meant where another is named so near."""
WIDE_KM = 100.0
"""A place that reaches further says little of how near another is."""
KNOWN = 50_000
"""A town of so many people may be named by any of its names."""

_PAIR = 0.5
"""Weight of a place that another unsure name may mean, beside that of a sure place."""
_PAIRS = 4
"""How many other unsure names may speak for one place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Say which place is meant by a name, and how sure that is."""

    candidate: Candidate | None
    """The place; None where it cannot be pinned down."""
    why: str
    """One sentence that a desk can read."""
    near: float = 0.0
    """How much the places around it speak for it."""
    likeliest: Candidate | None = None
    """The best guess, taken or not; None where no place bears the name."""


class Anchor(NamedTuple):
    """Hold a place that is fairly sure, and so speaks for places near it."""

    place: Candidate
    weight: float
    owner: Group


def choose(found: Sequence[Found], demonyms: Counter[str], names: PlaceNames) -> dict[int, Choice]:
    """Choose a place for every mention (by its identity)."""
    lands = lands_of(found, demonyms)
    for hit in found:
        respell(hit, lands, names)
    groups = group_mentions(found)
    countries = Counter(demonyms)
    for group in groups:
        for option in group.options:
            if option.sort is Sort.COUNTRY and option.country:
                countries[option.country] += len(group.mentions)
    pairs = _pairs(groups)
    for turn in range(ROUNDS):
        anchors = _anchors(groups, first=turn == 0)
        for group in groups:
            _score(group, anchors, countries, pairs.get(id(group)))
    choices = {}
    for group in groups:
        choice = _decide(group, countries)
        if group.options:
            choice = replace(choice, likeliest=group.options[group.best])
        for hit in group.mentions:
            choices[id(hit)] = choice
    return choices


def _anchors(groups: Sequence[Group], *, first: bool) -> list[Anchor]:
    """Give the places that are surest so far, with their weight."""
    anchors = []
    for group in groups:
        if not group.options or all(hit.needs_near for hit in group.mentions):
            continue
        if first and len(group.options) > 1:
            priors = sorted((c.prior for c in group.options), reverse=True)
            sure = 0.5 * min(1.0, (priors[0] - priors[1]) / 3)
            best = max(group.options, key=lambda c: c.prior)
        else:
            best = group.options[group.best]
            sure = 1.0 if len(group.options) == 1 else min(1.0, group.margin / 2)
        if best.sort in (Sort.COUNTRY, Sort.TOWN) and not best.main:
            sure *= 0.6
        if sure > 0.05:
            count = min(3.0, 1 + 0.5 * (len(group.mentions) - 1))
            anchors.append(Anchor(best, sure * count, group))
    anchors.sort(key=lambda anchor: -anchor.weight)
    return anchors[:ANCHORS]


def _pairs(groups: Sequence[Group]) -> dict[int, list[float]]:
    """Say how much each option is spoken for by what other names may mean in its division.

    "Velia" and "Marsk County" may each lie in ten divisions, but hardly side by
    side in two of them.
    """
    filed: dict[tuple[str, str], list[tuple[Group, Candidate]]] = defaultdict(list)
    for group in groups:
        for option in group.options:
            if option.country and option.admin1 and option.sort in (Sort.TOWN, Sort.DISTRICT):
                filed[option.country, option.admin1].append((group, option))
    found: dict[int, list[float]] = {}
    for group in groups:
        if len(group.options) < 2:
            continue
        sums = found[id(group)] = [0.0] * len(group.options)
        for at, option in enumerate(group.options):
            best: dict[int, float] = {}
            for other, place in filed.get((option.country or "", option.admin1), ()):
                if other is not group and len(other.options) > 1:
                    close = _closeness(option, place) * _beside(group, other)
                    close /= 1 + 0.5 * math.log(len(other.options))
                    best[id(other)] = max(best.get(id(other), 0.0), close)
            sums[at] = sum(sorted(best.values())[-_PAIRS:])
    return found


def _score(
    group: Group,
    anchors: Sequence[Anchor],
    countries: Counter[str],
    pairs: Sequence[float] | None,
) -> None:
    """Score the options of one name against the surest places."""
    if not group.options:
        return
    others = [anchor for anchor in anchors if anchor.owner is not group]
    lands, parts = _shares(others, countries)
    supports, nears = [], []
    for at, option in enumerate(group.options):
        near = sum(a.weight * _closeness(option, a.place) * _beside(group, a.owner) for a in others)
        near += _PAIR * pairs[at] if pairs else 0.0
        land = lands.get(option.country or "", 0.0)
        part = parts.get(f"{option.country}.{option.admin1}", 0.0)
        support = 2.6 * math.tanh(near / 1.6) + 1.2 * math.sqrt(part)
        support += (0.5 if option.sort is Sort.COUNTRY else 1.8) * math.sqrt(land)
        supports.append(support)
        nears.append(near)
        group.scores[at] = option.prior + support
    order = sorted(range(len(group.scores)), key=lambda at: -group.scores[at])
    group.best = order[0]
    group.support, group.near = supports[order[0]], nears[order[0]]
    group.others = sum(anchor.place.sort is Sort.TOWN for anchor in others)
    top = group.options[order[0]]
    ways = (_way(top, anchor.place) for anchor in others)
    group.nearest = min(ways, default=math.inf)
    rivals = [at for at in order[1:] if group.options[at].distance(top) > APART_KM]
    group.margin = group.scores[order[0]] - group.scores[rivals[0]] if rivals else 9.0


def _shares(
    anchors: Sequence[Anchor], countries: Counter[str]
) -> tuple[dict[str, float], dict[str, float]]:
    """Give the share of each country, and of each division, in what the text speaks of."""
    lands: dict[str, float] = {land: float(count) for land, count in countries.items()}
    parts: dict[str, float] = {}
    for anchor in anchors:
        land, admin1 = anchor.place.country, anchor.place.admin1
        if land:
            lands[land] = lands.get(land, 0.0) + anchor.weight
            if admin1:
                parts[f"{land}.{admin1}"] = parts.get(f"{land}.{admin1}", 0.0) + anchor.weight
    all_lands, all_parts = sum(lands.values()) or 1.0, sum(parts.values()) + 1.0
    return (
        {land: weight / all_lands for land, weight in lands.items()},
        {part: weight / all_parts for part, weight in parts.items()},
    )


def _closeness(option: Candidate, anchor: Candidate) -> float:
    """Say how much one place speaks for another, from 0 to about 1.5."""
    same = option.country == anchor.country and option.country is not None
    if anchor.sort is Sort.COUNTRY:
        return 0.5 if same and option.sort is not Sort.COUNTRY else 0.0
    if option.sort is Sort.COUNTRY:
        return 0.25 if same else 0.0
    inside = same and option.admin1 == anchor.admin1 and option.admin1 != ""
    if anchor.sort is Sort.DIVISION:
        return 1.0 if inside else (0.15 if same else 0.0)
    kilometres = option.distance(anchor)
    return 1.0 / (1 + math.pow(kilometres / 60, 1.5)) + 0.25 * inside + 0.12 * same


def _beside(group: Group, other: Group) -> float:
    """Say how near two names stand in the text: 1 in one sentence, less further off."""
    apart = min(
        abs(mine.sentence - theirs.sentence)
        for mine in group.mentions[:4]
        for theirs in other.mentions[:4]
    )
    return 1.0 if apart == 0 else 0.5 + 0.4 / apart


def _way(place: Candidate, other: Candidate) -> float:
    """Measure the way from a place to the edge of another; a country says too little."""
    if other.sort is Sort.COUNTRY or other.key == place.key:
        return math.inf
    if place.hazy and other.radius_km > WIDE_KM:
        return place.distance(other)
    return max(0.0, place.distance(other) - other.radius_km)


def _decide(group: Group, countries: Counter[str]) -> Choice:
    """Take the best option, or none where it cannot be pinned down."""
    if not group.options:
        return Choice(candidate=None, why="the gazetteer has no place of that name")
    best = group.options[group.best]
    contained = any(_is_held(hit, best) for hit in group.mentions)
    if len(group.options) > 1 and group.margin < CLOSE_CALL and group.support < 1.0:
        apart = max(best.distance(c) for c in group.options)
        count = len(group.options)
        return Choice(
            candidate=None, why=f"{count} places of that name, {apart:.0f} km apart: declined"
        )
    small = best.sort is Sort.TOWN and best.population < 50_000 and not contained
    if small and best.population < 15_000 and group.support < 0.1:
        return Choice(candidate=None, why=f"nothing else speaks for {best.name} ({best.country})")
    if small and ((group.support < 0.25 and countries) or (group.others > 1 and group.near < 0.25)):
        return Choice(candidate=None, why=f"{best.name} ({best.country}) is far from all others")
    if small and any(_lies_elsewhere(hit, best) for hit in group.mentions):
        why = f"{best.name} ({best.country}) is not where the text says"
        return Choice(candidate=None, why=why)
    if not contained and _is_astray(group, best):
        return Choice(candidate=None, why=f"{best.name} ({best.country}) is far from all others")
    others = len(group.options) - 1
    return Choice(candidate=best, why=_reason(best, others), near=group.near)


def _is_held(hit: Found, best: Candidate) -> bool:
    """Tell whether the text itself says where a place lies, and it lies there.

    A comma alone may part a list, "Marsk, Velia, Omdara": there a place's own
    name is enough.
    """
    if hit.state:
        return True
    if hit.container is None or _lies_elsewhere(hit, best):
        return False
    return best.main or lies_inside(best, hit.container, part=hit.part)


def _lies_elsewhere(hit: Found, best: Candidate) -> bool:
    """Tell whether the text puts a place into a country or region in which it is not."""
    holder = hit.container
    if holder is None or not hit.within or any(c.sort is Sort.TOWN for c in holder.candidates):
        return False
    return bool(holder.candidates) and not lies_inside(best, holder)


def _is_astray(group: Group, best: Candidate) -> bool:
    """Tell whether a town that is hardly known by that name lies far from what the text names."""
    if best.sort is not Sort.TOWN or best.main or not math.isfinite(group.nearest):
        return False
    if best.hazy:
        return group.nearest > HAZY_KM and group.near < MUCH_NEAR
    return best.population < KNOWN and group.nearest > ASTRAY_KM


def _reason(best: Candidate, others: int) -> str:
    """Say in a sentence which place was taken."""
    where = f"{best.name} ({best.country})" if best.country else best.name
    if not others:
        return f"{where}, the only place of that name"
    return f"{where}, the likeliest of {others + 1} places of that name"
