"""An editor at the page of an incident: numbers opened, claims split off, merged, undone."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.web.browsers import Visit
from tests.web.installations import Installation

ROOT = Path(__file__).parents[2]

_SETUP = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import django; django.setup()\n"
_FILL = """
import json
from tests.web.desks import LATER, LATEST, SHELLING, make_desk
from tests.web.vetting import signed_in
from vaglio_web.store.models import Entry
desk = make_desk(SHELLING, LATER, LATEST)
entry = Entry.objects.get(kind="incident")
session = signed_in(desk.editor).cookies["sessionid"].value
print(json.dumps({"session": session, "entry": entry.key}))
"""
_STATES = """
import json
from vaglio_web.store.models import Entry, LogEntry
print(json.dumps({
    "entries": {
        e.key: [e.state, e.public, e.claims.count()]
        for e in Entry.objects.filter(kind="incident")
    },
    "log": [e.action for e in LogEntry.objects.order_by("number") if e.who_id],
}))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """The page of one incident, open in a browser."""

    visit: Visit
    installation: Installation
    entry: str

    @property
    def path(self) -> str:
        """Give the address of the page."""
        return f"/desk/entries/{self.entry}/"

    def look(self) -> dict[str, dict[str, list[object]]]:
        """Give the incidents and the log as the database has them."""
        out = self.installation.run("-W", "ignore", "-c", _SETUP + _STATES).stdout
        found: dict[str, dict[str, list[object]]] = json.loads(out)
        return found

    def arrive(self) -> None:
        """Open the page, and wait until it is held."""
        self.visit.go(self.path)
        self.held()

    def held(self) -> None:
        """Wait until the page is held."""
        expect(self.visit.page.locator("#held")).to_contain_text("open with you")


@pytest.fixture
def screen(visit: Visit, installation: Installation) -> Screen:
    """Fill a desk, and sign its editor in."""
    made = json.loads(installation.run("-W", "ignore", "-c", _SETUP + _FILL).stdout)
    cookie = {"name": "sessionid", "value": made["session"], "url": visit.address}
    visit.page.context.add_cookies([cookie])  # type: ignore[list-item]
    return Screen(visit=visit, installation=installation, entry=made["entry"])


def test_an_incident_is_vetted_by_keyboard(screen: Screen) -> None:
    """Accept, a note, second look, undo: each by its key, each in the log."""
    page = screen.visit.page
    screen.arrive()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page.locator("#messages")).to_contain_text("Accepted")
    screen.held()
    page.keyboard.press("r")
    page.keyboard.press("6")
    expect(page.locator("#reason-6")).to_be_checked()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.type("Ask the hospital: are they one?")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.locator("#notes")).to_contain_text("Ask the hospital")
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("s")
    expect(page.locator("#messages")).to_contain_text("second look")
    screen.held()
    page.keyboard.press("u")
    expect(page.locator("#messages")).to_contain_text("Taken back")
    found = screen.look()
    assert found["entries"][screen.entry][0] == "accepted"
    assert found["log"][-4:] == ["entry.accept", "note.write", "entry.look", "decision.undo"]


def test_a_number_opens_its_sentences(screen: Screen) -> None:
    """The low leads to the sentence that set it, and why it is not lower; axe finds nothing."""
    page = screen.visit.page
    screen.arrive()
    sentences = page.locator("#toll-0-low")
    expect(sentences).to_be_hidden()
    page.locator('a[href="#toll-0-low"]').focus()
    page.keyboard.press("Enter")
    expect(sentences).to_be_visible()
    expect(sentences).to_contain_text("Why not lower")
    screen.visit.check_accessible()


def test_claims_are_split_off_merged_again_and_undone(screen: Screen) -> None:
    """Both sides stand beside each other before the merger; undo gives both back."""
    page = screen.visit.page
    screen.arrive()
    page.keyboard.press("x")
    page.wait_for_url(re.compile("/split/$"))
    screen.visit.check_accessible()
    page.locator("input[name=claim]").last.check()
    page.get_by_role("button", name="Split them off").click()
    expect(page.locator("#messages")).to_contain_text("Split off")
    screen.arrive()
    page.keyboard.press("m")
    page.wait_for_url(re.compile("/merge/$"))
    page.locator("tbody a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("other="))
    expect(page.locator("#both-title")).to_be_visible()
    screen.visit.check_accessible()
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("Merged")
    screen.held()
    page.keyboard.press("u")
    expect(page.locator("#messages")).to_contain_text("Taken back")
    states = sorted(str(state) for state, _, _ in screen.look()["entries"].values())
    assert states == ["accepted", "accepted"]


def test_published_with_its_claims_and_shown_in_the_list(screen: Screen) -> None:
    """Claims are accepted together, the entry published by mouse; the list says so."""
    page = screen.visit.page
    screen.arrive()
    for box in page.locator("input[name=claim]").all():
        box.check()
    page.locator(".several").get_by_role("button", name="Accept").click()
    expect(page.locator("#messages")).to_contain_text("Each is a decision of its own")
    screen.held()
    page.keyboard.press("a")
    expect(page.locator("#messages")).to_contain_text("Accepted")
    screen.held()
    page.locator("details.more summary").first.click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("Published")
    assert screen.look()["entries"][screen.entry][1] == "published"
    screen.visit.check_accessible()
    screen.visit.go("/desk/incidents/?public=published")
    expect(page.locator("tbody tr")).to_have_count(1)
    screen.visit.check_accessible()
