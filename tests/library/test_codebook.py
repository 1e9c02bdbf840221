"""The codebook: every definition loads, fits the others and shows itself in an example."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from vaglio.codebook import load_codebook
from vaglio.codebook.forms import forms_of
from vaglio.codebook.rows import Part
from vaglio.codebook.tables import TABLES

CODEBOOK = load_codebook()
CODES = {(row.type, row.mode) for row in CODEBOOK.plover}
# What may stand beside an event word besides the things of things.csv.
FOUND_OTHERWISE = {"person", "actor", "place", "number"}
# Largest reach of a region, in kilometres: a continent's.
WIDEST_KM = 8000
BENDING = ("cues", "events", "harms", "hedges", "speakers")
# Marks and endings, which stand inside a word of their example.
GLUED = {"ca.", "approx.", "~", "%", "st", "nd", "rd", "th", "'s", "'ll", "wo"}


def _files() -> list[Path]:
    """List the tables."""
    return sorted(TABLES.glob("*.csv"))


def _folded(text: str) -> str:
    """Fold a text to its words, so that phrases can be looked up in it."""
    return " " + re.sub(r"[^\w']+", " ", text.lower().replace("’", "'")).strip() + " "


def _shows(example: str, forms: Iterable[str]) -> bool:
    """Tell whether an example holds one of the forms as whole words."""
    return any(_folded(form) in _folded(example) for form in forms)


def _twice(keys: Iterable[object]) -> list[object]:
    """List what comes more than once."""
    return [key for key, count in Counter(keys).items() if count > 1]


@pytest.mark.parametrize("path", _files(), ids=lambda path: path.stem)
def test_every_row_has_a_source_and_an_example(path: Path) -> None:
    """Nobody has to guess where a definition comes from or what it means."""
    with path.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert table
    bare = [row for row in table if not row["source"].strip() or not row["example"].strip()]
    assert bare == []


@pytest.mark.parametrize("name", BENDING)
def test_a_word_is_defined_once(name: str) -> None:
    """One row a word and part of speech; an event word may have one for each company it needs."""
    table = getattr(CODEBOOK, name)
    keys = [(row.word.lower(), row.part, getattr(row, "needs", None)) for row in table]
    assert _twice(keys) == []


def test_nouns_dates_numbers_and_furniture_are_defined_once() -> None:
    """A word of these tables has one meaning a role."""
    assert _twice((row.word.lower(), row.thing) for row in CODEBOOK.things) == []
    assert _twice(row.word.lower() for row in CODEBOOK.groups) == []
    assert _twice((row.word.lower(), row.role) for row in CODEBOOK.numbers) == []
    assert _twice((row.word.lower(), row.role) for row in CODEBOOK.dates) == []
    assert _twice(row.word.lower() for row in CODEBOOK.provisional) == []
    assert _twice((row.text.lower(), row.match, row.language) for row in CODEBOOK.furniture) == []


@pytest.mark.parametrize("name", BENDING)
def test_examples_show_their_word(name: str) -> None:
    """The example of each row holds a form of its word."""
    missing = [
        (row.word, row.example)
        for row in getattr(CODEBOOK, name)
        if not _shows(row.example, forms_of(row.word, row.part, row.forms))
    ]
    assert missing == []


def test_examples_of_nouns_show_their_word() -> None:
    """The same for the tables that hold nouns only."""
    missing = [
        (row.word, row.example)
        for row in (*CODEBOOK.things, *CODEBOOK.groups)
        if not _shows(row.example, forms_of(row.word, Part.NOUN, row.forms))
    ]
    assert missing == []


def test_examples_of_fixed_phrases_show_them() -> None:
    """The same for phrases that do not bend, and for names."""
    missing = [
        (row.word, row.example)
        for row in (*CODEBOOK.numbers, *CODEBOOK.provisional, *CODEBOOK.dates)
        if row.word not in GLUED and not _shows(row.example, [row.word])
    ]
    missing += [
        (row.name, row.example)
        for row in CODEBOOK.actors
        if not any(n in row.example for n in (row.name, *row.aliases, *row.demonyms, *row.seats))
    ]
    missing += [
        (row.name, row.example)
        for row in (*CODEBOOK.regions, *CODEBOOK.routes)
        if not any(n.lower() in row.example.lower() for n in (row.name, *row.aliases))
    ]
    missing += [
        (row.text, row.example)
        for row in CODEBOOK.furniture
        if row.text.lower() not in row.example.lower()
    ]
    assert missing == []


def test_every_form_finds_its_row() -> None:
    """What the example shows, the index finds: cutting into words is the same on both sides."""
    lost = [
        (row.word, form)
        for row in CODEBOOK.events
        for form in forms_of(row.word, row.part, row.forms)
        if row not in CODEBOOK.event_words.rows(form)
    ]
    assert lost == []


def test_plover_has_its_sixteen_types() -> None:
    """Types and quads are the field's own."""
    types = {row.type for row in CODEBOOK.plover}
    assert len(types) == 16
    assert len({row.quad for row in CODEBOOK.plover}) == 4
    assert len({(row.type, row.quad) for row in CODEBOOK.plover}) == 16
    assert _twice(CODES) == []
    assert all((name, None) in CODES for name in types)


def test_codes_are_those_of_plover() -> None:
    """No event, cue or weapon has a type or mode that PLOVER lacks."""
    modes = {mode for _, mode in CODES if mode is not None}
    wrong = [row.word for row in CODEBOOK.events if row.type and (row.type, row.mode) not in CODES]
    wrong += [row.word for row in CODEBOOK.cues if row.event and (row.event, row.mode) not in CODES]
    wrong += [row.word for row in CODEBOOK.events if row.mode and not row.type]
    wrong += [row.word for row in CODEBOOK.cues if row.mode and not row.event]
    wrong += [row.word for row in CODEBOOK.things if row.mode and row.mode not in modes]
    assert wrong == []


def test_company_that_an_event_word_needs_exists() -> None:
    """A word that needs a weapon beside it needs a class that some word belongs to."""
    classes = {row.thing for row in CODEBOOK.things} | FOUND_OTHERWISE
    assert {need for row in CODEBOOK.events for need in row.needs} - classes == set()


def test_actors_are_told_apart() -> None:
    """An id is one actor's, a name one actor's, and a state says whose people it has."""
    assert _twice(row.id for row in CODEBOOK.actors) == []
    owners: dict[str, set[str]] = {}
    for row in CODEBOOK.actors:
        for name in (row.name, *row.aliases, *row.demonyms, *row.seats):
            owners.setdefault(name, set()).add(row.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}
    odd = [r.id for r in CODEBOOK.actors if r.country and not re.fullmatch("[A-Z]{3}", r.country)]
    assert odd == []


def test_states_have_their_people_and_their_seat() -> None:
    """A row for a state that has a country code says how its people and government are called."""
    states = [row for row in CODEBOOK.actors if row.id == row.country]
    assert len(states) >= 193
    assert sum(bool(row.demonyms) for row in states) >= 193
    assert sum(bool(row.seats) for row in states) >= 193


@pytest.mark.parametrize("name", ["regions", "routes"])
def test_regions_lie_on_the_earth(name: str) -> None:
    """Degrees and kilometres are such, and an id is one region's."""
    table = getattr(CODEBOOK, name)
    assert _twice(row.id for row in table) == []
    far = [
        row.id
        for row in table
        if not (abs(row.latitude) <= 90 and abs(row.longitude) <= 180)
        or not 0 < row.radius_km <= WIDEST_KM
    ]
    assert far == []
    assert [row.id for row in table if row.country and len(row.country) != 3] == []


def test_vague_numbers_keep_their_order() -> None:
    """Low, best and high never cross, and every number word says what it is worth."""
    crossed = [
        row.word
        for row in CODEBOOK.numbers
        if sorted(n for n in (row.low, row.best, row.high) if n is not None)
        != [n for n in (row.low, row.best, row.high) if n is not None]
    ]
    assert crossed == []
    counted = [r for r in CODEBOOK.numbers if r.role in ("unit", "tens", "scale")]
    assert [r.word for r in counted if r.value is None] == []
    vague = [r for r in CODEBOOK.numbers if r.role == "vague"]
    assert [r.word for r in vague if r.low is None and r.high is None] == []
    [dozens] = CODEBOOK.number_words.rows("dozens")
    assert (dozens.low, dozens.best, dozens.high) == (24, None, None)
