"""Every name by which a place may be known: codebook first, then gazetteer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from vaglio.codebook import Codebook
from vaglio.codebook.gazetteer import (
    ARTICLES,
    RESPELT,
    Gazetteer,
    PlaceKind,
    PlaceRecord,
    normalise,
    skeleton,
)
from vaglio.codebook.name_rows import ActorRow, RegionRow
from vaglio.extract._place_candidates import Candidate, Sort, from_record
from vaglio.extract._place_words import (
    HEADS,
    OFFICE_WORDS,
    STATE_NAMES,
    STATE_SHORT,
    common_words,
)
from vaglio.model.claim import SpeakerType

REGION_PRIOR = 6.5
_FEW_SOUNDS = 3
"""A single word of no more consonants may be the name of many places."""
MOST = 40
"""Candidates weighed for one name; the least populous are left out."""


class PlaceNames:
    """Look up candidates by normal form; remembers what it found."""

    def __init__(self, *, codebook: Codebook, gazetteer: Gazetteer) -> None:
        """Index the codebook's regions, routes, states and organisations."""
        self.gazetteer = gazetteer
        self.common = common_words()
        self._table: dict[str, list[Candidate]] = defaultdict(list)
        self.acronyms: set[str] = set()
        self.lower_firsts: set[str] = set()
        self.demonyms: dict[str, str] = {}
        self.bodies: set[str] = set()
        self.single_bodies: set[str] = set()
        self._firsts: dict[str, int] = {}
        for row in codebook.regions:
            self._add_region(row, Sort.REGION)
        for row in codebook.routes:
            self._add_region(row, Sort.ROUTE)
        for actor in codebook.actors:
            self._add_actor(actor)
        self._found: dict[str, tuple[Candidate, ...]] = {}
        self._longest: dict[str, int] = {}
        self._respelt: dict[str, tuple[Candidate, ...]] = {}

    def candidates(self, key: str) -> tuple[Candidate, ...]:
        """Give the places that a name in its normal form may stand for."""
        found = self._found.get(key)
        if found is None:
            if len(self._found) > 8_000:
                self._found.clear()
            found = self._found[key] = self._look_up(key)
        return found

    def respelt(self, key: str) -> tuple[Candidate, ...]:
        """Give places whose name another spelling may mean; they need more evidence."""
        found = self._respelt.get(key)
        if found is None:
            if len(self._respelt) > 8_000:
                self._respelt.clear()
            records = self.gazetteer.respelt(key)
            options = [from_record(record, self.gazetteer) for record in records]
            bones = skeleton(key)
            alone = len(options) == 1 and len(bones) > _FEW_SOUNDS
            hazy = not alone and " " not in bones
            found = tuple(replace(c, prior=c.prior - 1.0, hazy=hazy) for c in _pick(options))
            self._respelt[key] = found
        return found

    def of_country(self, iso3: str) -> tuple[Candidate, ...]:
        """Give a country as the only candidate; empty where the gazetteer lacks it."""
        record = self.gazetteer.country(iso3)
        return (from_record(record, self.gazetteer),) if record else ()

    def of_state(self, short: str) -> tuple[Candidate, ...]:
        """Give the state of the USA that a newspaper abbreviates so: "Tenn."."""
        code = STATE_SHORT.get(short.replace(" ", ""))
        found = self.candidates(STATE_NAMES[code]) if code else ()
        return tuple(c for c in found if c.sort is Sort.DIVISION and c.country == "USA")

    def longest(self, first: str) -> int:
        """Count the words of the longest name that may begin with that word."""
        count = self._longest.get(first)
        if count is None:
            if len(self._longest) > 8_000:
                self._longest.clear()
            count = max(1, self._firsts.get(first, 0), self.gazetteer.longest(first))
            if first in HEADS or first in ARTICLES:
                count = max(count, 4)
            self._longest[first] = count
        return count

    def _look_up(self, key: str) -> tuple[Candidate, ...]:
        """Gather candidates from the tables and the gazetteer."""
        own = self._table.get(key, [])
        records = self.gazetteer.lookup_normal(key) or self._by_article(key)
        if key in self.common or len(key) < 4:
            records = tuple(record for record in records if record.main)
        others = [from_record(record, self.gazetteer) for record in records]
        taken = {candidate.key: candidate.sort for candidate in own}
        state = Sort.COUNTRY in taken.values()
        others = _second_names([c for c in others if c.key not in taken], state=state)
        shared = [_shared_name(c, key, others) for c in own]
        both = [*shared, *_pick(others)]
        return tuple(sorted(both, key=lambda c: c.sort is Sort.REGION and c.prior < REGION_PRIOR))

    def _by_article(self, key: str) -> tuple[PlaceRecord, ...]:
        """Look again without, or with, the Arabic article."""
        first, _, rest = key.partition(" ")
        if rest and first in ARTICLES:
            found = self.gazetteer.lookup_normal(rest) or self.gazetteer.lookup_normal(f"al {rest}")
            return tuple(r for r in found if first != "al" or r.country2 in RESPELT)
        if not rest and len(key) > 4 and key not in self.common:
            return self.gazetteer.lookup_normal(f"al {key}")
        return ()

    def _file(self, name: str) -> str:
        """Note how a name of the tables begins, and give its normal form."""
        key = normalise(name)
        words = key.split()
        self._firsts[words[0]] = max(self._firsts.get(words[0], 0), len(words))
        if name[0].islower() and words[0] not in ARTICLES:
            self.lower_firsts.add(words[0])
        if len(key) <= 4 and name.replace(".", "").isupper():
            self.acronyms.add(key)
        return key

    def _add_region(self, row: RegionRow, sort: Sort) -> None:
        """File a region or route under its name and aliases."""
        candidate = Candidate(
            key=f"{sort.value}:{row.id.partition(':')[2] or row.id}",
            name=row.name,
            latitude=row.latitude,
            longitude=row.longitude,
            radius_km=row.radius_km,
            precision=row.precision,
            country=row.country,
            admin1="",
            population=0,
            sort=sort,
            main=True,
            capital_of=None,
            prior=REGION_PRIOR,
        )
        for name in (row.name, *row.aliases):
            self._table[self._file(name)].append(candidate)

    def _add_actor(self, row: ActorRow) -> None:
        """File a state as a country, and any longer name as no place."""
        record = None
        if row.type is SpeakerType.GOVERNMENT and row.country:
            record = self.gazetteer.country(row.country)
        for name in (row.name, *row.aliases):
            last = name.rpartition(" ")[2].lower()
            if record is not None and name != row.name and self._is_division(name):
                continue
            if record is not None and last not in OFFICE_WORDS:
                candidate = replace(from_record(record, self.gazetteer), main=True)
                self._table[self._file(name)].append(candidate)
            elif " " in name:
                self.bodies.add(self._file(name))
            elif record is None:
                self.single_bodies.add(normalise(name))
        if row.country:
            for demonym in row.demonyms:
                self.demonyms.setdefault(demonym.lower(), row.country)

    def _is_division(self, name: str) -> bool:
        """Tell whether an alias of a state is rather one of its parts: "England"."""
        found = self.gazetteer.lookup(name)
        return any(r.kind is PlaceKind.DIVISION and r.main for r in found)


@lru_cache(maxsize=4)
def place_names(codebook: Codebook, gazetteer: Gazetteer) -> PlaceNames:
    """Give the index of names of one codebook and gazetteer."""
    return PlaceNames(codebook=codebook, gazetteer=gazetteer)


def _shared_name(region: Candidate, key: str, towns: list[Candidate]) -> Candidate:
    """Lower a region that bears the name of a town in it: the bare name is the town's."""
    if region.sort is not Sort.REGION or normalise(region.name) != key:
        return region
    if any(region.distance(town) < region.radius_km + 25 for town in towns):
        return replace(region, prior=3.0)
    return region


def _second_names(candidates: list[Candidate], *, state: bool) -> list[Candidate]:
    """Lower places that bear a name only as an alternate, where another bears it as its own."""
    if state or any(c.main and c.sort is Sort.COUNTRY for c in candidates):
        candidates = [c for c in candidates if c.main or c.sort is not Sort.TOWN]  # Mexico City
    if not any(c.main and c.population >= 1000 for c in candidates):
        return candidates
    return [c if c.main else replace(c, prior=c.prior - 1.5) for c in candidates]


def _pick(candidates: list[Candidate]) -> Iterable[Candidate]:
    """Keep what can be weighed, divisions and main names before the rest."""
    if len(candidates) > MOST:
        candidates.sort(key=lambda c: (c.sort is Sort.TOWN, -c.prior))
    return candidates[:MOST]
