"""Put the mentions together that must mean one place, with what they may mean."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from vaglio.extract._place_candidates import Candidate, Sort
from vaglio.extract._place_found import Found, Line
from vaglio.extract._place_links import WIDE, lies_inside
from vaglio.extract._place_names import PlaceNames
from vaglio.extract._place_unlisted import is_arabic
from vaglio.extract._place_words import Effect


@dataclass(slots=True)
class Group:
    """Hold all mentions of one name that must mean one place."""

    mentions: list[Found]
    options: tuple[Candidate, ...]
    scores: list[float]
    best: int = 0
    margin: float = 0.0
    support: float = 0.0
    near: float = 0.0
    """How much the other places of the text speak for the best."""
    others: int = 0
    """How many other places of the text are sure."""
    nearest: float = math.inf
    """How far the best is from the nearest of them, in kilometres; countries do not count."""


def countries_of(lines: Sequence[Line], names: PlaceNames) -> Counter[str]:
    """Count the countries whose people or things the text speaks of."""
    counts: Counter[str] = Counter()
    for line in lines:
        for token, capital in zip(line.tokens, line.capital, strict=True):
            if capital and (country := names.demonyms.get(token.lower)):
                counts[country] += 1
    return counts


def lands_of(found: Sequence[Found], demonyms: Counter[str]) -> set[str]:
    """Gather the countries that the text speaks of, or whose large towns it names."""
    lands = set(demonyms)
    for hit in found:
        if not hit.candidates or hit.respelt:
            continue
        best = max(hit.candidates, key=lambda c: c.prior)
        sure = best.sort is not Sort.TOWN or (best.main and best.population > 60_000)
        if best.country and (sure or (len(hit.candidates) == 1 and best.population > 20_000)):
            lands.add(best.country)
    return lands


def respell(hit: Found, lands: set[str], names: PlaceNames) -> None:
    """Consider other spellings of a name that no place of the countries in question has."""
    if hit.respelt:
        inside = tuple(c for c in hit.candidates if c.country in lands)
        hit.candidates = inside or (_outstanding(hit.candidates) if not lands else ())
    elif not any(c.country in lands for c in hit.candidates):
        if any(c.sort is not Sort.TOWN for c in hit.candidates) or hit.key in names.common:
            return
        if not lands and not is_arabic(hit.key):
            return
        others = tuple(c for c in names.respelt(hit.key) if c.country in lands)
        if not lands and not hit.candidates and not hit.guess:
            others = _outstanding(names.respelt(hit.key))
        if others:
            hit.candidates += others


def _outstanding(options: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Keep the only place, or the one ten times larger than the next."""
    if len(options) < 2:
        return options
    first, second, *_ = sorted(options, key=lambda c: -c.population)
    return (first,) if first.population > 10 * second.population + 5000 else ()


def group_mentions(found: Sequence[Found]) -> list[Group]:
    """Put mentions of one name, effect and container together."""
    sorted_out: dict[tuple[str, str], list[Found]] = defaultdict(list)
    for hit in found:
        hit.options = _narrow(hit)
        wide = hit.effect.value if hit.effect in WIDE else "wide" * hit.wide
        inside = hit.state or (hit.container.key if hit.container else "")
        sorted_out[hit.key, f"{wide}/{inside}" if inside or wide else ""].append(hit)
    _join_bare(sorted_out)
    return [
        Group(hits, _most_options(hits), [0.0] * len(_most_options(hits)))
        for hits in sorted_out.values()
    ]


def _join_bare(sorted_out: dict[tuple[str, str], list[Found]]) -> None:
    """Let a bare name mean what the only fuller mention of that name means."""
    fuller = defaultdict(list)
    for key, inside in sorted_out:
        if inside and not inside.partition("/")[0]:
            fuller[key].append(inside)
    for key, insides in fuller.items():
        if len(insides) == 1 and (key, "") in sorted_out:
            sorted_out[key, insides[0]] += sorted_out.pop((key, ""))


def _most_options(hits: Sequence[Found]) -> tuple[Candidate, ...]:
    """Give the options of the mention that narrows them most."""
    return min((hit.options for hit in hits), key=len)


def _narrow(hit: Found) -> tuple[Candidate, ...]:
    """Keep the candidates that fit the container and the feature word."""
    options = hit.candidates
    if hit.state:
        inside = tuple(c for c in options if c.country == "USA" and c.admin1 == hit.state)
        options = inside or options
    elif hit.container is not None:
        inside = tuple(c for c in options if lies_inside(c, hit.container, part=hit.part))
        options = inside if hit.part else inside or options
    if hit.effect is Effect.REGION or (hit.wide and hit.effect is None):
        options = _prefer(options, (Sort.DIVISION, Sort.REGION, Sort.COUNTRY))
    elif hit.effect is Effect.DISTRICT:
        options = _prefer(options, (Sort.DISTRICT, Sort.REGION))
    elif hit.effect is Effect.TOWN:
        options = _prefer(options, (Sort.TOWN,))
    return options


def _prefer(options: tuple[Candidate, ...], sorts: tuple[Sort, ...]) -> tuple[Candidate, ...]:
    """Keep the options of these sorts, or all where there is none."""
    return tuple(c for c in options if c.sort in sorts) or options
