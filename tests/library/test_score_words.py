"""Claims in words: one field a line, nothing that changes by itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from tests.library.score_claims import claim, killed, party, span_of
from vaglio.explain._words import claims_in_words
from vaglio.model.claim import Event, Harm, Place, Precision, Toll, When, Who

TEXT = "On Monday gunmen killed at least six people in Velisk,\nthe mayor said."
EXPECTED = """1  the mayor  (person)  said
   "gunmen killed at least six people in Velisk,"  [10:54]
   kind         incident
   event        ASSAULT-firearms
   reality      happened
   stance       states
   actor        gunmen
   where        Velisk  town  48.10, 37.25  ± 5 km
   when         2022-11-21  ("On Monday")
   toll 1       killed total  6 / 6 / -  ("at least six people")
   toll 2       injured civilian  - / - / 9  of Ardan  part of toll 1  ("six people")
   scope        incident
   as of        2022-11-24
   provisional  yes
"""


def _full_claim() -> str:
    """Render a claim with most of its fields set."""
    first = replace(killed(TEXT, "at least six people", 6), high=None)
    second = Toll(
        harm=Harm.INJURED,
        who=Who.CIVILIAN,
        side="Ardan",
        low=None,
        best=None,
        high=9,
        part_of=0,
        quote="six people",
        span=span_of(TEXT, "six people"),
    )
    day = dt.date(2022, 11, 21)
    made = claim(
        TEXT,
        "gunmen killed at least six people in Velisk,",
        "the mayor",
        event=Event(type="ASSAULT", mode="firearms"),
        actors=(party(TEXT, "gunmen"),),
        where=(
            Place(
                name="Velisk",
                span=span_of(TEXT, "Velisk"),
                place="geonames:1",
                latitude=48.1,
                longitude=37.25,
                radius_km=5.0,
                precision=Precision.TOWN,
            ),
        ),
        when=When(start=day, end=day, text="On Monday", span=span_of(TEXT, "On Monday")),
        tolls=(first, second),
        provisional=True,
        rules=("speaker.after-clause",),
    )
    return claims_in_words([replace(made, as_of=dt.date(2022, 11, 24))], TEXT)


def test_every_field_has_its_line() -> None:
    """A claim with all its fields is written in the fixed form."""
    assert _full_claim() == EXPECTED


def test_ids_and_rules_are_left_out() -> None:
    """Neither content ids nor place ids nor rule names are in the words."""
    words = _full_claim()
    assert not any(part in words for part in ("c:0", "r:0", "geonames", "speaker.after-clause"))


def test_rules_are_shown_on_demand() -> None:
    """With `rules` each claim ends with the names of its rules."""
    made = claim(TEXT, "six people", None, rules=("toll.a", "toll.b"))
    assert claims_in_words([made], TEXT, rules=True).endswith("   rules        toll.a, toll.b\n")


def test_the_publisher_has_no_cue() -> None:
    """The report's own voice is the publisher's, without a word of saying."""
    words = claims_in_words([claim(TEXT, "six people", None)], TEXT)
    assert words.startswith('1  publisher  (publisher)\n   "six people"')


def test_a_quotation_over_two_lines_stands_on_one() -> None:
    """Line breaks inside a quotation are not printed."""
    words = claims_in_words([claim(TEXT, "in Velisk,\nthe mayor", None)], TEXT)
    assert '"in Velisk, the mayor"' in words


def test_two_claims_are_apart_by_an_empty_line() -> None:
    """Claims are numbered and set apart."""
    words = claims_in_words([claim(TEXT, "gunmen", None), claim(TEXT, "Velisk", None)], TEXT)
    assert "\n\n2  publisher" in words
