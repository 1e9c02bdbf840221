"""One person's way through the whole desk, in a browser, from the first start to the second."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.web.browsers import Visit
from tests.web.clusters import Cluster
from tests.web.installations import Installation
from tests.web.journey import Journey, mark_words
from tests.web.opened import OpenedDesk, free_port
from tests.web.people import PASSWORD, code_of

UPLOADED = """Ferry landing shelled in Marbel, five dead

MARBEL, June 5, 2024 (Coast Courier) - Rockets hit the ferry landing of Marbel on Tuesday
and killed five
people, the harbour master said. At least twelve people were wounded, according to the
town's hospital.

The Sea Guard denied that it had fired. "We have no launchers within forty kilometres,"
its spokesman said.
"""
PASTED = """The Sea Guard said on Thursday that a rocket of its own had gone astray and killed
four people in Marbel on Tuesday.

The harbour master of Marbel called the statement a confession.
"""
_READING_MS = 120_000


@pytest.fixture
def desk(request: pytest.FixtureRequest, database: str, tmp_path: Path) -> Iterator[OpenedDesk]:
    """Give a desk that was never opened: no data folder, no table."""
    data = tmp_path / "desk"
    url = f"sqlite:///{data / 'desk.sqlite3'}"
    cluster: Cluster | None = None
    if database == "postgresql":
        cluster = request.getfixturevalue("cluster")
        name = cluster.new_database()
        url = cluster.url(name)
    installation = Installation(data=data, database_url=url)
    yield OpenedDesk(installation=installation, port=free_port())
    if cluster is not None:
        cluster.drop_database(name)


@pytest.fixture
def desk_address(desk: OpenedDesk) -> str:
    """Have the browser's windows look at that desk."""
    return desk.address


def test_from_the_first_start_to_the_second(desk: OpenedDesk, visit: Visit) -> None:
    """What the issue asks of the desk can be done by one person in one sitting."""
    journey = Journey(visit=visit, desk=desk)
    with desk.opened() as start:
        assert start.link is not None
        secret = _make_the_account(journey, start.link)
        _sign_in(journey, secret)
        _bring_in(journey)
        _vet_ten_claims_by_keyboard(journey)
        _amend_by_marking_words(journey)
        _merge_two_incidents_and_undo(journey)
        _publish(journey)
        _look_around(journey)
        before = journey.stored()
        assert start.stop() == 0
    with desk.opened() as start:
        assert start.link is None
        journey.visit.go("/desk/")
        expect(journey.page.locator("h1")).to_have_text("Queue")
        assert journey.stored() == before
        assert start.stop() == 0
    verified = desk.installation.run("-m", "vaglio.cli", "log", "verify").stdout
    assert re.search(r"[1-9]\d* decisions, none changed", verified)


def _make_the_account(journey: Journey, link: str) -> str:
    """Follow the printed link, choose a password, set the app up; give its secret."""
    page = journey.visit.go(link)
    journey.look_at("welcome")
    page.get_by_label("Name").fill("Ada Ferri")
    page.get_by_label("E-mail address").fill("ada@desk.example")
    page.get_by_label("Password").fill(PASSWORD)
    journey.press("Enter")
    page.get_by_role("link", name="Set it up now").click()
    secret = page.locator("#authenticator_secret").input_value()
    page.get_by_label("Authenticator code").fill(code_of(secret))
    journey.press("Enter")
    page.wait_for_url("**/2fa/codes/")
    page.locator("details.account summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/accounts/login/")
    return secret


def _sign_in(journey: Journey, secret: str) -> None:
    """Sign in with both factors."""
    page = journey.page
    journey.look_at("sign-in")
    page.get_by_label("E-mail address").fill("ada@desk.example")
    page.get_by_label("Password").fill(PASSWORD)
    journey.press("Enter")
    page.wait_for_url("**/2fa/authenticate/")
    page.get_by_label("Code").fill(code_of(secret))
    journey.press("Enter")
    page.wait_for_url("**/desk/")


def _bring_in(journey: Journey) -> None:
    """Send a file and a pasted text at one go, and see on the page how they come in."""
    page = journey.visit.go("/desk/bring/")
    page.get_by_label("Or a new dossier").fill("Marbel")
    page.get_by_label("The report’s text").fill(PASTED)
    page.get_by_label("Its headline").fill("Sea Guard speaks of a stray rocket")
    page.get_by_label("Publisher").fill("Coast Courier")
    page.get_by_label("Day of publication").fill("2024-06-07")
    report = {"name": "marbel.txt", "mimeType": "text/plain", "buffer": UPLOADED.encode()}
    page.get_by_label("Choose files").set_input_files(report)
    journey.look_at("bring-in")
    page.get_by_role("button", name="Bring in").click()
    page.wait_for_url(re.compile(r"/desk/bring/[^/]+/$"))
    done = "Done: 2 of 2 taken in, 2 of 2 reports through"
    expect(page.locator("#batch")).to_contain_text(done, timeout=_READING_MS)
    journey.look_at("brought-in")
    page.get_by_role("link", name="Reports", exact=True).click()
    expect(page.locator("tbody tr")).to_have_count(6)
    journey.look_at("reports")
    page.get_by_role("link", name="Sea Guard speaks of a stray rocket").click()
    expect(page.locator("mark").first).to_be_visible()
    journey.look_at("report")


def _vet_ten_claims_by_keyboard(journey: Journey) -> None:
    """Eight accepted, one rejected with its reason, one left for a second look: no mouse."""
    page = journey.visit.go("/desk/")
    journey.look_at("queue")
    journey.press("j", "j", "k", "Enter")
    page.wait_for_url("**/claims/**")
    journey.held()
    for _ in range(4):
        journey.decide("a")
    journey.look_at("review", whole=False)
    journey.press("r")
    expect(page.locator("#reject")).to_be_visible()
    journey.decide("1", "Enter")
    journey.decide("s")
    for _ in range(4):
        journey.decide("a")
    states = journey.stored()["claims"][:10]
    assert states == [*["accepted"] * 4, "rejected", "second look", *["accepted"] * 4]
    journey.decide("u")
    assert journey.stored()["claims"][9] == "waiting"
    journey.decide("a")


def _amend_by_marking_words(journey: Journey) -> None:
    """Words that are marked in the report with the mouse become the words of the claim."""
    page = journey.visit.go("/desk/?dossier=marbel")
    page.get_by_role("link", name="Rockets hit the ferry landing").click()
    journey.held()
    journey.press("e")
    page.wait_for_url("**/amend/**")
    words = page.get_by_label("The words that make the claim")
    words.click()
    mark_words(page, "Rockets", "Tuesday")
    expect(words).to_have_value("Rockets hit the ferry landing of Marbel on Tuesday")
    journey.look_at("amend", whole=False)
    mark_words(page, "Rockets", "people")
    page.get_by_role("button", name="Keep and accept").click()
    page.wait_for_url(lambda url: "/amend/" not in url)
    [amended] = journey.stored()["amended"]
    assert amended.startswith("Rockets hit")


def _merge_two_incidents_and_undo(journey: Journey) -> None:
    """The same loss, told by two speakers: accepted, merged, and taken apart again."""
    page = journey.visit.go("/desk/incidents/")
    journey.look_at("incidents")
    page.get_by_role("link", name="He added that two heroic soldiers fell").click()
    journey.held()
    journey.press("a")
    expect(page.locator("#messages")).to_contain_text("Accepted")
    journey.held()
    before = journey.stored()["incidents"]
    journey.press("m")
    page.wait_for_url("**/merge/")
    page.get_by_role("link", name="accused the Valley Defence Forces of shelling").click()
    expect(page.locator("#both-title")).to_be_visible()
    journey.look_at("merge")
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("Merged")
    journey.held()
    assert sorted(journey.stored()["incidents"]) != sorted(before)
    journey.press("u")
    expect(page.locator("#messages")).to_contain_text("Taken back")
    assert journey.stored()["incidents"] == before


def _publish(journey: Journey) -> None:
    """An incident goes out with those of its claims that were accepted."""
    page = journey.visit.go("/desk/incidents/?place=Omdara")
    page.locator("tbody a").first.click()
    journey.held()
    for box in page.locator("input[name=claim]").all():
        box.check()
    page.locator(".several").get_by_role("button", name="Accept").click()
    expect(page.locator("#messages")).to_contain_text("Each is a decision of its own")
    journey.held()
    journey.press("a")
    expect(page.locator("#messages")).to_contain_text("Accepted")
    journey.held()
    expect(page.locator(".main-nav [aria-current]")).to_have_text("Incidents")
    journey.look_at("incident")
    page.locator("details.more summary").first.click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("Published")
    assert journey.stored()["published"] == ["incident"]


def _look_around(journey: Journey) -> None:
    """The pages on people, decisions and the state of things tell of this sitting."""
    page = journey.visit.go("/desk/log/")
    expect(page.locator("ol.log")).to_contain_text("rejected")
    journey.look_at("log")
    page = journey.visit.go("/desk/people/")
    expect(page.locator("main")).to_contain_text("Ada Ferri")
    journey.look_at("people")
    journey.visit.go("/desk/-/")
    journey.look_at("state")
