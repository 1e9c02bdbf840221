"""The words of time, and a sentence as the readers of dates see it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from vaglio.codebook.rows import DateRow
from vaglio.model.document import Sentence

Hit: TypeAlias = tuple[int, int | None]
_Entries: TypeAlias = dict[str, list[tuple[tuple[str, ...], int | None]]]

_PIECE = re.compile(r"\d+[A-Za-z]+|\d+|[^\W\d_]+\.?|\S")
_FIGURES = re.compile(r"\d+(?:[.,:]\d+)+$")
_ORDINAL = re.compile(r"(\d{1,3})([a-z]{2})$")
# Roles of which every date that is not written in figures has a word ...
_TELLING = [
    "month",
    "weekday",
    "season",
    "day",
    "night",
    "unit",
    "holiday",
    "decade",
    "vague",
    "weekend",
    "part",
    "latest",
    "period",
    "spelled",
]
# ... and roles whose words can stand first in one.
_OPENING = ["number", "ordinal", "shift", "narrative"]
_EDGES = ["since", "from", "until", "before", "after", "during", "by", "between", "on"]
DASHES = frozenset("-–—")


@dataclass(frozen=True, slots=True)
class Words:
    """Hold the table of dates, by role, from the first word and from the last."""

    starting: dict[str, _Entries]
    ending: dict[str, _Entries]
    telling: frozenset[str]
    openers: frozenset[str]


@lru_cache(maxsize=8)
def words_of(rows: tuple[DateRow, ...]) -> Words:
    """Arrange the rows of the table for looking up."""
    starting: dict[str, _Entries] = {}
    ending: dict[str, _Entries] = {}
    for row in rows:
        parts = tuple(row.word.lower().replace("'s", " 's").split())
        for role in (row.role, "edge") if row.role in _EDGES else (row.role,):
            starting.setdefault(role, {}).setdefault(parts[0], []).append((parts, row.value))
            ending.setdefault(role, {}).setdefault(parts[-1], []).append((parts, row.value))
    for entries in (*starting.values(), *ending.values()):
        for choices in entries.values():
            choices.sort(key=lambda choice: -len(choice[0]))
    telling = {word for role in _TELLING for word in starting.get(role, {})}
    openers = telling.union(*(starting.get(role, {}) for role in _OPENING))
    dotted = {word + "." for word in telling}
    return Words(
        starting=starting,
        ending=ending,
        telling=frozenset(telling | dotted),
        openers=frozenset(openers),
    )


@dataclass(frozen=True, slots=True)
class Atom:
    """Hold a word, or a piece of one that is written with figures and dashes."""

    text: str
    token: int
    start: int
    end: int
    tag: str


def _atoms(sentence: Sentence) -> list[Atom]:
    """Cut tokens such as "3-5" and "mid-1996", which tokenizers treat in many ways."""
    atoms: list[Atom] = []
    for token in sentence.tokens:
        text = token.text
        if text.isalpha() or text.isdigit() or _whole(text):
            if not text.isspace():
                atoms.append(Atom(text, token.index, token.start, token.end, token.tag))
            continue
        for piece in _PIECE.finditer(text):
            start = token.start + piece.start()
            end = token.start + piece.end()
            atoms.append(Atom(piece.group(), token.index, start, end, token.tag))
    return atoms


def _whole(text: str) -> bool:
    """Tell whether a token is not to be cut: a mark, a word, or one figure."""
    if not any(char.isdigit() for char in text):
        return not ("-" in text or "–" in text) or len(text) == 1
    return _FIGURES.match(text) is not None


class Line:
    """Read along one sentence, word by word, with the table of dates at hand."""

    __slots__ = ("atoms", "keys", "sentence", "source", "words")

    def __init__(self, *, sentence: Sentence, source: str, words: Words) -> None:
        """Cut the sentence and fold case, apostrophes and the dots of abbreviations."""
        self.sentence = sentence
        self.source = source
        self.words = words
        self.atoms = _atoms(sentence)
        self.keys = [_key(atom.text) for atom in self.atoms]

    def __len__(self) -> int:
        """Count the words."""
        return len(self.atoms)

    def key(self, i: int) -> str:
        """Give a word as it is looked up; empty beyond the ends."""
        return self.keys[i] if 0 <= i < len(self.keys) else ""

    def at(self, role: str, i: int) -> Hit | None:
        """Find a word of a role that begins here: the place after it, and its value."""
        key = self.key(i)
        for parts, value in self.words.starting.get(role, {}).get(key, ()) if key else ():
            if len(parts) == 1 or tuple(self.keys[i : i + len(parts)]) == parts:
                return i + len(parts), value
        return None

    def before(self, role: str, i: int) -> Hit | None:
        """Find a word of a role that ends before here: its place, and its value."""
        key = self.key(i - 1)
        for parts, value in self.words.ending.get(role, {}).get(key, ()) if key else ():
            first = i - len(parts)
            if first >= 0 and tuple(self.keys[first:i]) == parts:
                return first, value
        return None

    def leads(self, i: int) -> bool:
        """Tell whether a preposition of time, or the like, ends before here."""
        return any(self.before(role, i) for role in ("edge", "phase", "to")) or (
            self.key(i - 1) == "of"
        )

    def capital(self, i: int) -> bool:
        """Tell whether a word begins with a capital."""
        return self.atoms[i].text[:1].isupper()

    def word(self, i: int) -> bool:
        """Tell whether a word (no mark, no figure) stands here."""
        return self.key(i)[:1].isalpha()

    def dash(self, i: int) -> int:
        """Step over a dash, if there is one."""
        return i + 1 if self.key(i) in DASHES else i

    def figure(self, i: int, digits: int) -> int | None:
        """Give the number written here in at most so many figures."""
        key = self.key(i)
        return int(key) if 0 < len(key) <= digits and key.isascii() and key.isdigit() else None

    def number(self, i: int) -> Hit | None:
        """Read a small number, in figures or words; its value is None where vague."""
        figure = self.figure(i, 3)
        if figure is not None:
            return i + 1, figure
        hit = self.at("number", i)
        if hit is None or hit[1] is None or hit[1] < 20 or hit[1] % 10:
            return hit
        more = self.at("number", self.dash(hit[0]))
        if more is not None and more[1] is not None and 0 < more[1] < 10:
            return more[0], hit[1] + more[1]
        return hit

    def ordinal(self, i: int) -> tuple[int, int] | None:
        """Read "9th", "ninth" or "twenty-first"."""
        figures = _ORDINAL.match(self.key(i))
        if figures and figures[2] in self.words.starting.get("suffix", {}):
            return i + 1, int(figures[1])
        hit = self.at("ordinal", i)
        if hit is not None and hit[1] is not None:
            return hit[0], hit[1]
        tens = self.at("number", i)
        if tens is None or tens[1] not in (20, 30):
            return None
        more = self.at("ordinal", self.dash(tens[0]))
        if more is not None and more[1] is not None and more[1] < 10:
            return more[0], tens[1] + more[1]
        return None

    def spelled_year(self, i: int) -> tuple[int, int] | None:
        """Read "nineteen ninety-six" and "twenty twenty-three"."""
        hit = self.at("spelled", i)
        if hit is None or hit[1] is None:
            return None
        j = self.dash(hit[0])
        rest = self.number(j)
        if rest is None or rest[1] is None or not 10 <= rest[1] <= 99 or not self.word(j):
            return None
        return None if self.at("counted", rest[0]) else (rest[0], hit[1] + rest[1])

    def year(self, i: int) -> int | None:
        """Give the four-figure year written here, unless it counts something."""
        figure = self.figure(i, 4)
        if figure is None or not 1800 <= figure <= 2100 or self.at("counted", i + 1):
            return None
        return figure


def _key(text: str) -> str:
    """Fold a word for looking up."""
    key = text.lower().replace("’", "'")
    return key[:-1] if len(key) > 2 and key.endswith(".") else key
