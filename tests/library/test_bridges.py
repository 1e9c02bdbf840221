"""Attacks of one day that several outlets tell of, and that nothing may bring into one."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from tests.library.extract_reports import report_of
from vaglio.model.claim import Harm
from vaglio.model.claim_json import header_of
from vaglio.model.incident import Incident
from vaglio.model.record import Reported
from vaglio.pipeline import read_report, reconcile_claims


def _told(*texts: str) -> list[Incident]:
    """Join what outlets printed on 4 May 2031, each one text."""
    outlets = ("Valley Post", "Radio Tarnok", "Estuary Review", "Marsk Daily")
    reported = []
    for outlet, text in zip(outlets, texts, strict=False):
        report = replace(report_of(text), id=f"r:{outlet}", publisher=outlet)
        document, claims = read_report(report)
        header = header_of(document)
        reported += [Reported(claim=claim, report=header) for claim in claims]
    return list(reconcile_claims(reported).incidents)


def _killed(incidents: list[Incident]) -> list[int | None]:
    """Give the best number of killed of each incident."""
    return sorted(
        toll.best or 0
        for incident in incidents
        for toll in incident.tolls
        if toll.harm is Harm.KILLED and toll.part_of is None
    )


_ATTACKS = (
    "Shelling killed five people in Marsk on 3 May 2031.",
    "A car bomb killed nine people in Marsk on 3 May 2031.",
    "Gunmen shot dead a teacher in Marsk on 3 May 2031.",
)


@pytest.mark.parametrize("order", list(itertools.permutations(_ATTACKS)))
def test_another_weapon_with_another_number_is_another_attack(order: tuple[str, ...]) -> None:
    """A town may be shelled and bombed on one day: each attack keeps its dead."""
    assert _killed(_told(*order)) == [1, 5, 9]


def test_who_names_no_weapon_does_not_join_two_attacks() -> None:
    """“An attack killed five” goes with the shelling, and does not draw in the car bomb."""
    assert _killed(
        _told(*_ATTACKS[:2], "An attack killed five people in Marsk on 3 May 2031.")
    ) == [
        5,
        9,
    ]


def test_who_names_no_place_does_not_join_two_towns() -> None:
    """Twelve dead in each of two towns are twenty-four, whoever counts twelve without a town."""
    incidents = _told(
        "An air strike killed 12 people in Tindel on 3 May 2031.",
        "An air strike killed 12 people in Brasko on 3 May 2031.",
        "An air strike killed 12 people on 3 May 2031.",
    )
    assert _killed(incidents) == [12, 12]


def test_one_village_is_spelt_in_two_ways() -> None:
    """A village that no gazetteer has is known again where its name is spelt alike."""
    [incident] = _told(
        "An air strike killed 12 people in the village of Ban Nakhao on 3 May 2031.",
        "An air strike killed 12 people in the village of Ban Nakhau on 3 May 2031.",
    )
    assert len(incident.reports) == 2


def test_place_named_in_passing_is_not_where_it_was() -> None:
    """Two towns are not one because both reports look back to a third."""
    look_back = "\n\nThe road to Brodna, where shells hit a bus station, was closed."
    incidents = _told(
        f"An air strike killed 12 people in Tindel on 3 May 2031.{look_back}",
        f"An air strike killed 30 people in Brasko on 3 May 2031.{look_back}",
    )
    assert _killed(incidents) == [12, 30]
