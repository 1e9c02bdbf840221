"""What a newer reading would change is proposed, with old and new, and decided by people."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.web.bringing import SHELLING, dossier, pasted, person, work_off
from vaglio.model.claim import Claim as ReadClaim
from vaglio.model.document import Document
from vaglio.model.report import Report as CameReport
from vaglio.pipeline import read_report
from vaglio_web.desk.queries.differences import differences, in_words
from vaglio_web.store import actions
from vaglio_web.store.models import Claim, Entry, Proposal, ProposalState, Report, Role, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def who() -> User:
    """Give a coder whose report was read and whose claim was accepted."""
    coder = person()
    actions.deliver(who=coder, dossier=dossier(), things=pasted(SHELLING))
    work_off()
    actions.accept_claim(who=coder, key=Claim.objects.get().key)
    return coder


def signed_in(who: User) -> Client:
    """Give a browser in which somebody is signed in."""
    client = Client()
    client.force_login(who)
    return client


def read_anew(who: User, monkeypatch: pytest.MonkeyPatch, change: dict[str, object]) -> None:
    """Read the report with a reader that reads one field otherwise, or finds nothing."""

    def reads_otherwise(report: CameReport) -> tuple[Document, list[ReadClaim]]:
        document, claims = read_report(report)
        for claim in claims:
            for name, value in change.items():
                object.__setattr__(claim, name, value)
        return document, claims if change else []

    monkeypatch.setattr("vaglio_web.store.actions.reading.read_report", reads_otherwise)
    actions.reread_report(who=who, key=Report.objects.get().key)
    work_off()


def test_a_second_reading_that_finds_the_same_proposes_nothing(who: User) -> None:
    """The same codebook gives the same claims; the second reading is kept all the same."""
    actions.reread_report(who=who, key=Report.objects.get().key)
    work_off()
    assert Report.objects.get().readings.count() == 2
    assert (Claim.objects.count(), Proposal.objects.count()) == (1, 0)


def test_a_field_read_otherwise_is_proposed_and_taken(
    who: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing changes until a person takes it; then the claim is as proposed."""
    before = Claim.objects.get().body
    read_anew(who, monkeypatch, {"provisional": True})
    assert Claim.objects.get().body == before
    proposal = Proposal.objects.get()
    client = signed_in(who)
    page = client.get("/desk/proposals/").content.decode()
    assert "Read otherwise" in page
    assert '<th scope="row">provisional</th>' in page
    assert "<del>no</del>" in page
    assert "<ins>yes</ins>" in page
    report = client.get(f"/desk/reports/{Report.objects.get().key}/").content.decode()
    assert "proposes 1 change:" in report
    client.post(f"/desk/proposals/{proposal.pk}/take/", {"why": "it says so"})
    assert Claim.objects.get().body["provisional"] is True
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.TAKEN
    again = client.post(f"/desk/proposals/{proposal.pk}/take/")
    assert again.status_code == 409


def test_a_claim_no_longer_found_is_proposed_and_left(
    who: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever declines keeps the claim as it is."""
    read_anew(who, monkeypatch, {})
    proposal = Proposal.objects.get()
    client = signed_in(who)
    assert "No longer found" in client.get("/desk/proposals/?about=claim").content.decode()
    assert "No longer found" not in client.get("/desk/proposals/?about=entry").content.decode()
    client.post(f"/desk/proposals/{proposal.pk}/decline/")
    assert Claim.objects.get().state == "accepted"
    assert "Leave it as it is" not in client.get("/desk/proposals/").content.decode()
    declined = client.get("/desk/proposals/?state=declined").content.decode()
    assert "No longer found" in declined


def test_what_was_declined_stays_declined_until_the_reading_changes(
    who: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same reading again asks nobody anew; another one does, and the first is no more."""
    read_anew(who, monkeypatch, {"provisional": True})
    actions.decline_proposal(who=who, id=Proposal.objects.get().pk)
    read_anew(who, monkeypatch, {"provisional": True, "codebook": "2"})
    assert [each.state for each in Proposal.objects.all()] == [ProposalState.DECLINED]
    read_anew(who, monkeypatch, {"provisional": True, "quote": "Shells killed seven civilians"})
    waiting = Proposal.objects.get(state=ProposalState.WAITING)
    assert waiting.body is not None
    assert waiting.body["quote"] == "Shells killed seven civilians"
    read_anew(who, monkeypatch, {"provisional": False})
    states = [each.state for each in Proposal.objects.order_by("id")]
    assert states == [ProposalState.DECLINED, ProposalState.STALE]


def test_a_claim_that_is_missed_again_is_not_proposed_again(
    who: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever kept a claim that the machine no longer finds is not asked at each reading."""
    for _ in range(2):
        read_anew(who, monkeypatch, {})
        for each in Proposal.objects.filter(state=ProposalState.WAITING):
            actions.decline_proposal(who=who, id=each.pk)
    assert [each.state for each in Proposal.objects.all()] == [ProposalState.DECLINED]


def test_a_proposal_for_an_entry_shows_what_would_go_where(who: User) -> None:
    """Claims that would be added stand below the entry, in their own words."""
    entry, claim = Entry.objects.first(), Claim.objects.get()
    assert entry is not None
    Proposal.objects.create(
        change="add claims",
        entry=entry,
        claims=[claim.key],
        why="1 new claims tell of it",
        made_at=claim.arrived_at,
    )
    page = signed_in(who).get("/desk/proposals/").content.decode()
    assert "These claims would be added" in page
    assert page.count("killed seven civilians") >= 2


def test_who_only_looks_decides_nothing(who: User) -> None:
    """An observer sees the proposals, and no button; absent ones are not found."""
    observer = signed_in(person(Role.OBSERVER))
    assert observer.get("/desk/proposals/").status_code == 200
    assert observer.post("/desk/proposals/1/take/").status_code == 404
    assert signed_in(who).post("/desk/proposals/999/take/").status_code == 404
    assert signed_in(who).get("/desk/proposals/?state=odd").status_code == 404


def test_a_field_is_said_in_words() -> None:
    """Tolls, days and names are said as people say them; nothing stays nothing."""
    toll = {"harm": "killed", "who": "civilian", "side": None, "low": 7, "best": 7, "high": None}
    assert in_words("tolls", [toll]) == ["killed, civilian: 7 / 7 / open"]
    assert in_words("when", {"start": "2031-05-03", "end": "2031-05-03"}) == ["2031-05-03"]
    assert in_words("when", {"start": None, "end": "2031-05-03"}) == ["open to 2031-05-03"]
    assert in_words("speaker", {"name": "the mayor", "span": [0, 9], "type": "government"}) == [
        "the mayor, type government"
    ]
    assert in_words("where", []) == []
    assert differences({"id": "a", "stance": "claims"}, {"id": "b", "stance": "claims"}) == []
