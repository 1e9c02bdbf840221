"""Places: longer names, datelines, parts of towns, distances, rivers, states."""

from __future__ import annotations

import pytest

from tests.library.place_texts import document_of, flat, names
from vaglio.codebook import load_codebook
from vaglio.codebook.gazetteer import load_gazetteer
from vaglio.extract._place_words import FEATURES, UNLISTED
from vaglio.extract._places import find_places
from vaglio.model.claim import Precision


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Two men died in Mesa Alta.", "Mesa Alta"),
        ("Gunmen held Puerto Lirio.", "Puerto Lirio"),
        ("Soldiers entered Kaya-Est.", "Kaya-Est"),
        ("Shells fell in Novo-Drell.", "Novo-Drell"),
        ("The wounded were taken to Nile Hospital.", "Nile Hospital"),
        ("The wounded were taken to the Euphrates hospital.", "Euphrates hospital"),
    ],
)
def test_longer_name_is_never_its_known_part(text: str, name: str) -> None:
    """A known place says nothing of an unknown one whose name begins with it."""
    [mention] = flat(text)
    assert (mention.place.name, mention.place.precision) == (name, Precision.NAMED_ONLY)


def test_hyphen_between_two_known_places_joins_them() -> None:
    """Both ends of a road are places of their own."""
    assert names("The Donetsk-Luhansk border was shut.") == ["Donetsk", "Luhansk"]


@pytest.mark.parametrize(
    "text",
    [
        "NAIROBI, Jan 31 (CW) - Gunmen killed six farmers near Baidoa.",
        "NAIROBI (CW) — Gunmen killed six farmers near Baidoa.",
        "Nairobi, Kenya – Gunmen killed six farmers near Baidoa.",
        "Nairobi, 31 January: Gunmen killed six farmers near Baidoa.",
    ],
)
def test_dateline_is_no_place_of_a_happening(text: str) -> None:
    """Where the writer sits is left out, unless it is asked for."""
    assert names(text) == ["Baidoa"]
    asked = find_places(
        document_of(text), codebook=load_codebook(), gazetteer=load_gazetteer(), datelines=True
    )
    assert asked[0][0].place.name.upper() == "NAIROBI"


def test_dash_alone_makes_no_dateline() -> None:
    """A sentence that begins with a place and has a dash keeps its place."""
    assert names("Baidoa – the second town – was shelled.") == ["Baidoa"]


@pytest.mark.parametrize("part", ["Saltivka district", "Marsken neighbourhood"])
def test_part_of_a_town_is_one_place_within_it(part: str) -> None:
    """A district of a town is more exact than the town, known or not."""
    [mention] = flat(f"A missile hit a house in the {part} of Kharkiv.")
    place = mention.place
    assert (place.name, place.precision) == (f"{part} of Kharkiv", Precision.DISTRICT)
    assert place.radius_km is not None
    assert place.radius_km <= 10
    assert place.latitude == pytest.approx(50.0, abs=0.2)


@pytest.mark.parametrize(
    ("words", "kilometres"),
    [
        ("20 km north of", 20),
        ("about 10 miles from", 16),
        ("some kilometres outside", 10),
        ("to the west of", 10),
        ("south-east of", 10),
    ],
)
def test_distance_from_a_town_widens_it(words: str, kilometres: int) -> None:
    """What lies so far from a town is not in it."""
    [town] = flat("A patrol hit a mine in Timbuktu.")
    [mention] = flat(f"A patrol hit a mine {words} Timbuktu.")
    assert (mention.place.name, mention.place.precision) == ("Timbuktu", Precision.DISTRICT)
    assert mention.place.radius_km == pytest.approx(town.place.radius_km + kilometres, abs=0.5)


def test_long_river_is_a_region() -> None:
    """A line of a thousand kilometres is no point on a map."""
    [river, _] = flat("A boat sank on the Euphrates near Raqqa.")
    assert river.place.precision is Precision.REGION


def test_states_are_known_by_their_abbreviation() -> None:
    """The abbreviation after a town is its state; a people's name is no place."""
    [paris, state] = flat("A French car crashed in Paris, Tenn., on Monday.")
    assert (paris.country, state.place.precision) == ("USA", Precision.REGION)


def test_name_that_holds_a_town_is_the_wider_place() -> None:
    """New York after a town is the state, alone the city."""
    [_, state] = flat("A car crashed in Albany, New York.")
    [city] = flat("A car crashed in New York.")
    assert (state.place.precision, city.place.precision) == (Precision.REGION, Precision.TOWN)


def test_country_is_meant_before_its_capital() -> None:
    """An alternate name of the capital does not win over the country's own."""
    [mention] = flat("A man died in Mexico.")
    assert mention.state == "MEX"


def test_every_word_that_makes_an_unknown_name_a_place_has_a_meaning() -> None:
    """A feature word strong enough to make a place says what sort of place it makes."""
    assert set(FEATURES) >= UNLISTED
    assert names("Gunmen burned the Orvane hamlets at dawn.") == ["Orvane"]


def test_a_side_of_a_town_is_no_point() -> None:
    """A part of a town, or what lies around it, is not the town."""
    [mention] = flat("A man was shot in northern Timbuktu.")
    assert (mention.place.name, mention.place.precision) == ("Timbuktu", Precision.DISTRICT)
