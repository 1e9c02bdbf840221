"""A worker that is killed leaves nothing half done, and nothing is lost."""

from __future__ import annotations

import pytest

from tests.web.bringing import DENIAL, SHELLING
from tests.web.installations import Installation
from tests.web.workers import Workplace

TEXTS = (SHELLING, DENIAL, SHELLING.replace("seven", "nine").replace("governor", "mayor"))


@pytest.fixture
def place(installation: Installation) -> Workplace:
    """Give a desk of its own, to which three reports were brought."""
    workplace = Workplace(installation=installation)
    workplace.bring(*TEXTS)
    return workplace


PLACES = (
    "actions.reports.append",  # a report is stored, and not yet logged
    "actions.deliveries.is_mine",  # its report is there, and the delivery does not say so
    "reading.read_report",  # a report is being read
    "reading._write",  # its claims are stored, and not yet logged
    "joining.plan",  # a dossier is being joined
    "_settling._log",  # its entries are stored, and not yet logged
    "joining._give_back",  # it is joined, and does not say so
)


def test_a_worker_killed_anywhere_is_made_good(place: Workplace) -> None:
    """One worker after the other dies; the last does what they dropped, once and whole."""
    for where in PLACES:
        place.kill_at(where)
        between = place.look()
        assert (between["broken"], between["empty"], between["twice"]) == ([], 0, []), where
        assert between["claims"] == between["versions"], where
    after = place.finish()
    assert after["reports"] == ["read"] * 3
    assert after["deliveries"] == ["brought"] * 3
    assert after["readings"] == [1, 1, 1]
    assert (after["known"], after["twice"], after["empty"]) == (0, [], 0)
    assert (after["unjoined"], after["broken"], after["failed"]) == ([0], [], [])
    assert after["entries"] > 0


def test_two_workers_share_the_work(place: Workplace) -> None:
    """No report is read twice, and the dossier is joined."""
    workers = [place.start(), place.start()]
    outputs = [worker.communicate(timeout=60)[0] for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0], outputs
    after = place.look()
    assert (after["reports"], after["readings"]) == (["read"] * 3, [1, 1, 1])
    assert (after["unjoined"], after["twice"], after["failed"]) == ([0], [], [])
    assert after["broken"] == []
