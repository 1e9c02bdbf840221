"""Where it was: of a claim, of an incident, and which places of one sound are too far off."""

from __future__ import annotations

import pytest

from tests.library.extract_reports import read
from tests.library.place_texts import flat
from vaglio.model.claim import Precision
from vaglio.model.claim_json import header_of
from vaglio.model.record import Reported
from vaglio.pipeline import incidents_of, reconcile_claims


def _where(text: str) -> list[list[str]]:
    """Name the places of each claim that counts people harmed."""
    _, claims = read(text)
    return [[place.name for place in claim.where] for claim in claims if claim.tolls]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Five people were killed when a shell hit the town of Ban Tonlee.", ["Ban Tonlee"]),
        ("Rockets hit Ban Nakhao town, killing five people.", ["Ban Nakhao"]),
        ("Shells hit Ban Nakhao, Ban Phusai and Mahret villages, killing five people.",
         ["Ban Nakhao", "Ban Phusai", "Mahret"]),
        ("Five men from Ban Tonlee were killed.", []),
        ("Five men were killed, a doctor in Ban Tonlee said.", []),
        ("Five men were killed, a doctor said in Ban Tonlee.", []),
        ("A blast near the bishops of Ban Tonlee and Ban Nakhao killed five people.", []),
        ("An attack on the mayor of Ban Tonlee killed five people.", ["Ban Tonlee"]),
    ],
)  # fmt: skip
def test_sentence_says_where_people_were_harmed(text: str, where: list[str]) -> None:
    """What was hit is where it was; where somebody comes from or speaks is not."""
    assert _where(text)[0] == where


def test_place_that_only_sounds_so_must_be_near() -> None:
    """A village of the north is not the port in the south that is spelt a little like it."""
    north = flat("Shells hit Mosul and the village of al-Basira near Tal Afar.")
    assert [m.place.precision for m in north if m.place.name == "al-Basira"] == [
        Precision.NAMED_ONLY
    ]
    south, _ = flat("Iraqi soldiers shelled the village of al-Basira near Abu al Khasib.")
    assert south.place.latitude == pytest.approx(30.5, abs=0.1)


def test_place_outside_what_holds_it_is_not_meant() -> None:
    """“in the north of Syria” does not hold a town of Utah."""
    found = flat("Rockets hit American troops at Price Village in northeast Syria, the U.S. said.")
    assert [m.place.latitude for m in found if m.place.name.startswith("Price")] == [None]


def test_small_town_with_a_plain_name_is_no_village_of_that_name() -> None:
    """The town of Price in Utah is no “Price Village”, wherever that is."""
    [found] = flat("Rockets hit American troops at Price Village on Friday, the U.S. said.")[:1]
    assert (found.place.name, found.place.precision) == ("Price Village", Precision.NAMED_ONLY)


def test_incident_of_a_village_that_is_only_named_takes_no_later_town() -> None:
    """No pin is better than one in a town that the report names further down."""
    [incident] = incidents_of(
        *read(
            "Shelling killed five people in the village of Ban Tonlee. "
            "The shelling cut the road that leads to the hospital in Baidoa."
        )
    )
    assert incident.where[0].name == "Ban Tonlee"
    assert incident.where[0].latitude is None


def test_of_two_places_told_first_the_more_exact_is_the_incidents() -> None:
    """One outlet names the district, the other the town in it: the pin is the town's."""
    reports = [
        read(f"Shelling killed five people {where} on 3 May 2031.")
        for where in ("in Baidoa district", "in Baidoa")
    ]
    told = [Reported(claim=c, report=header_of(doc)) for doc, claims in reports for c in claims]
    [incident] = reconcile_claims(told).incidents
    assert incident.where[0].precision is Precision.TOWN


def test_incident_stands_where_the_report_tells_it_first() -> None:
    """A town that is named further down is not the incident's, though it is more exact."""
    [incident] = incidents_of(
        *read(
            "Shelling killed five people in the countryside of Baidoa. "
            "The shelling, aimed at Luuq among others, killed two farmers more in Baidoa district."
        )
    )
    assert incident.where[0].name == "Baidoa"


def test_looking_back_to_another_place_and_day_is_another_incident() -> None:
    """News without a day is fresh: what was elsewhere four days ago is no part of it."""
    main, other = incidents_of(
        *read(
            "Shelling killed five people in Ban Tonlee.\n\n"
            "On 30 April a raid killed two people in Ban Phusai."
        )
    )
    assert main.when is None
    assert [place.name for place in other.where] == ["Ban Phusai"]


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("Shells fell in the countryside of the city of Mosul.", Precision.DISTRICT),
        ("Shells fell in the city of Mosul.", Precision.TOWN),
        ("Gunmen held the road between Mosul and Kirkuk.", Precision.ROUTE),
    ],
)
def test_around_a_town_and_between_two_is_no_point(text: str, precision: Precision) -> None:
    """What lies around a town, or on the way to another, is not the town itself."""
    assert flat(text)[0].place.precision is precision
