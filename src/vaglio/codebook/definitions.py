"""The definitions in force, with the words by which each is found in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Protocol, TypeVar

from vaglio.codebook import act_rows, name_rows, rows, way_rows
from vaglio.codebook.forms import forms_of
from vaglio.codebook.lexicon import Lexicon
from vaglio.codebook.rows import Part


class NameWay(StrEnum):
    """Name the ways in which an actor is named: Armenia, Armenian, Yerevan."""

    NAME = "name"
    DEMONYM = "demonym"
    SEAT = "seat"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorName:
    """Hold one way in which an actor is named."""

    row: name_rows.ActorRow
    """The actor."""
    way: NameWay
    """Whether by its name, by its people or by its seat."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Codebook:
    """Hold every definition in force: what counts, and by which words it is known.

    The tables come first; the lexicons below them, which find a table's words
    in a sentence, are made when they are first asked for.

    Source:
        The CSV tables in `vaglio/codebook/tables`; each row names its own source.
    """

    version: str
    cues: tuple[rows.CueRow, ...]
    events: tuple[rows.EventRow, ...]
    things: tuple[rows.ThingRow, ...]
    harms: tuple[rows.HarmRow, ...]
    groups: tuple[rows.GroupRow, ...]
    numbers: tuple[rows.NumberRow, ...]
    hedges: tuple[rows.HedgeRow, ...]
    provisional: tuple[rows.ProvisionalRow, ...]
    periods: tuple[rows.PeriodRow, ...]
    asides: tuple[rows.AsideRow, ...]
    mediation: tuple[rows.MediationRow, ...]
    carriers: tuple[rows.CarrierRow, ...]
    acts: tuple[act_rows.ActRow, ...]
    ways: tuple[way_rows.WayRow, ...]
    causes: tuple[rows.CauseRow, ...]
    dates: tuple[rows.DateRow, ...]
    speakers: tuple[rows.SpeakerRow, ...]
    actors: tuple[name_rows.ActorRow, ...]
    regions: tuple[name_rows.RegionRow, ...]
    routes: tuple[name_rows.RegionRow, ...]
    furniture: tuple[rows.FurnitureRow, ...]
    plover: tuple[rows.PloverRow, ...]

    @cached_property
    def cue_words(self) -> Lexicon[rows.CueRow]:
        """Words of saying, in every form."""
        return _bending(self.cues)

    @cached_property
    def event_words(self) -> Lexicon[rows.EventRow]:
        """Words that tell of events, in every form."""
        return _bending(self.events)

    @cached_property
    def thing_words(self) -> Lexicon[rows.ThingRow]:
        """Nouns of things, singular and plural."""
        return _nouns(self.things)

    @cached_property
    def harm_words(self) -> Lexicon[rows.HarmRow]:
        """Words of harm, in every form."""
        return _bending(self.harms)

    @cached_property
    def group_words(self) -> Lexicon[rows.GroupRow]:
        """Nouns for people counted, singular and plural."""
        return _nouns(self.groups)

    @cached_property
    def number_words(self) -> Lexicon[rows.NumberRow]:
        """Number words, vague ones and bounds."""
        return Lexicon((row.word.lower(), row) for row in self.numbers)

    @cached_property
    def hedge_words(self) -> Lexicon[rows.HedgeRow]:
        """Words that say how a thing stands, in every form."""
        return _bending(self.hedges)

    @cached_property
    def way_words(self) -> Lexicon[way_rows.WayRow]:
        """Nouns for roads and crossings, and words for their states."""
        return Lexicon((row.word.lower(), row) for row in self.ways)

    @cached_property
    def provisional_words(self) -> Lexicon[rows.ProvisionalRow]:
        """Phrases that say that a figure may change."""
        return Lexicon((row.word.lower(), row) for row in self.provisional)

    @cached_property
    def aside_words(self) -> Lexicon[rows.AsideRow]:
        """Phrases that open an aside."""
        return Lexicon((row.word.lower(), row) for row in self.asides)

    @cached_property
    def period_words(self) -> Lexicon[rows.PeriodRow]:
        """Phrases that make a number a total over a stretch of time."""
        return Lexicon((row.word.lower(), row) for row in self.periods)

    @cached_property
    def mediation_words(self) -> Lexicon[rows.MediationRow]:
        """Words by which a mediator is known, in every form."""
        return _bending(self.mediation)

    @cached_property
    def carrier_words(self) -> Lexicon[rows.CarrierRow]:
        """Verbs that carry an event noun, in every form."""
        return _bending(self.carriers)

    @cached_property
    def act_words(self) -> Lexicon[act_rows.ActRow]:
        """Words that take an act, in every form."""
        return _bending(self.acts)

    @cached_property
    def natural_causes(self) -> Lexicon[rows.CauseRow]:
        """Causes of death that are no violence."""
        return _bending(self.causes)

    @cached_property
    def speaker_words(self) -> Lexicon[rows.SpeakerRow]:
        """Nouns that can speak, singular and plural."""
        return _bending(self.speakers)

    @cached_property
    def actor_names(self) -> Lexicon[ActorName]:
        """Names of actors, in the case in which they are printed."""
        return Lexicon(pair for row in self.actors for pair in _names(row))

    @cached_property
    def actor_names_folded(self) -> Lexicon[ActorName]:
        """The same in lower case, for text in capitals."""
        return Lexicon(
            (name.lower(), way)
            for row in self.actors
            for name, way in _names(row)
            if not _reads_as_word(name)
        )

    def may_hold_claim(self, lowers: Sequence[str]) -> bool:
        """Tell whether a sentence has any word by which a claim is known.

        Args:
            lowers: The sentence's words in lower case.

        Returns:
            False where no cue, no event and no harm is named: such a sentence
            needs no parse.

        Example:
            >>> from vaglio.codebook import load_codebook
            >>> load_codebook().may_hold_claim(["it", "rained", "."])
            False
        """
        return any(
            lower in lexicon.firsts and lexicon.at(lowers, place) is not None
            for lexicon in (self.cue_words, self.event_words, self.harm_words)
            for place, lower in enumerate(lowers)
        )


class _Bending(Protocol):
    """A row whose word is printed in several forms."""

    @property
    def word(self) -> str: ...
    @property
    def part(self) -> Part: ...
    @property
    def forms(self) -> tuple[str, ...]: ...


class _Noun(Protocol):
    """A row whose word is always a noun."""

    @property
    def word(self) -> str: ...
    @property
    def forms(self) -> tuple[str, ...]: ...


BendingRow = TypeVar("BendingRow", bound=_Bending)
NounRow = TypeVar("NounRow", bound=_Noun)


def _bending(table: Iterable[BendingRow]) -> Lexicon[BendingRow]:
    """Index a table by every form of its words."""
    return Lexicon((form, row) for row in table for form in forms_of(row.word, row.part, row.forms))


def _nouns(table: Iterable[NounRow]) -> Lexicon[NounRow]:
    """Index a table of nouns by singular and plural."""
    return Lexicon(
        (form, row) for row in table for form in forms_of(row.word, Part.NOUN, row.forms)
    )


def _reads_as_word(name: str) -> bool:
    """Tell whether a name in lower case is an everyday word: "IS", "WHO", "US", "LeT"."""
    return len(name) <= 3 and name.isalpha() and name != name.title()


def _names(row: name_rows.ActorRow) -> Iterable[tuple[str, ActorName]]:
    """List every way in which an actor is named."""
    for way, words in (
        (NameWay.NAME, (row.name, *row.aliases)),
        (NameWay.DEMONYM, row.demonyms),
        (NameWay.SEAT, row.seats),
    ):
        for word in words:
            yield word, ActorName(row=row, way=way)
