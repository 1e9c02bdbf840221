"""A person vets in a browser: by keyboard alone, by marking words, with a line that breaks."""

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
from tests.web.vetting import claim_of, person, reading_of, signed_in
lines = [
    "😀 قُتل تسعة أشخاص 👩🏽‍🚒 The mayor said nine people died in Velbor.",
    *(f"Shell number {n} fell on Lenta, and killed {n} people." for n in range(2, 9)),
]
reading = reading_of("Shells fall\\n\\n" + "\\n\\n".join(lines), sections=("title",))
claims = [claim_of(reading, "nine people died", place="Velbor")]
claims += [
    claim_of(reading, line[:-1], place="Lenta", tolls=[(f"killed {n} people", n)])
    for n, line in enumerate(lines[1:], start=2)
]
session = signed_in(person()).cookies["sessionid"].value
print(json.dumps({"session": session, "claims": [c.key for c in claims], "text": reading.text}))
"""
_STATES = """
import json
from vaglio_web.store.models import Claim, LogEntry
print(json.dumps({
    "claims": [[c.quote, c.state, c.body] for c in Claim.objects.order_by("id")],
    "log": [e.action for e in LogEntry.objects.order_by("number")],
}))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One desk with a report of eight claims, open in a browser."""

    visit: Visit
    installation: Installation
    claims: list[str]
    text: str

    def look(self) -> dict[str, list[object]]:
        """Give the claims with their states, and the log, as the database has them."""
        out = self.installation.run("-W", "ignore", "-c", _SETUP + _STATES).stdout
        found: dict[str, list[object]] = json.loads(out)
        return found

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.visit.page.keyboard.press(key)

    def arrive(self, number: int) -> None:
        """Wait until a claim is open, and held."""
        self.visit.page.wait_for_url(re.compile(rf"/claims/{self.claims[number]}/"))
        expect(self.visit.page.locator("#held")).to_contain_text("open with you")


@pytest.fixture
def desk(visit: Visit, installation: Installation) -> Desk:
    """Fill a desk, and sign its editor in."""
    made = json.loads(installation.run("-W", "ignore", "-c", _SETUP + _FILL).stdout)
    cookie = {"name": "sessionid", "value": made["session"], "url": visit.address}
    visit.page.context.add_cookies([cookie])  # type: ignore[list-item]
    return Desk(visit=visit, installation=installation, claims=made["claims"], text=made["text"])


def test_a_person_vets_by_keyboard_alone(desk: Desk) -> None:
    """Accept, reject with a reason, second look, undo, next, previous, note and help, no mouse."""
    page = desk.visit.go("/desk/")
    desk.press("j", "j", "k", "Enter")
    desk.arrive(0)
    desk.press("a")
    desk.arrive(1)
    desk.press("r", "2", "Enter")
    desk.arrive(2)
    desk.press("s")
    desk.arrive(3)
    desk.press("u")
    desk.arrive(2)
    desk.press("j")
    desk.arrive(3)
    desk.press("k")
    desk.arrive(2)
    desk.press("n")
    page.keyboard.type("ask again: a j k")
    desk.press("Tab", "Tab", "Enter")
    expect(page.locator("#notes")).to_contain_text("ask again: a j k")
    desk.press("?")
    expect(page.locator("#keys")).to_be_visible()
    desk.press("Escape")
    expect(page.locator("#keys")).not_to_be_visible()
    now = desk.look()
    states = [state for _, state, _ in now["claims"]]  # type: ignore[misc]
    assert states == ["accepted", "rejected", *["waiting"] * 6]
    assert now["log"] == [
        "claim.accept",
        "claim.reject",
        "claim.look",
        "decision.undo",
        "note.write",
    ]


def _mark(desk: Desk, first: str, last: str) -> None:
    """Mark words in the report with the mouse, from the first to the last."""
    page = desk.visit.page
    page.evaluate(
        """([first, last]) => {
          const text = document.getElementById("report-text");
          const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
          const range = document.createRange();
          let begun = false;
          while (walk.nextNode()) {
            const at = walk.currentNode.data.indexOf(first);
            if (!begun && at >= 0) { range.setStart(walk.currentNode, at); begun = true; }
            const end = walk.currentNode.data.indexOf(last);
            if (begun && end >= 0) { range.setEnd(walk.currentNode, end + last.length); break; }
          }
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          text.dispatchEvent(new MouseEvent("mouseup"));
        }""",
        [first, last],
    )


def test_a_claim_is_amended_by_marking_words(desk: Desk) -> None:
    """What is marked in the report fills the field, counted in code points in every script."""
    page = desk.visit.go(f"/desk/claims/{desk.claims[0]}/")
    desk.arrive(0)
    desk.press("e")
    page.get_by_label("The words that make the claim").click()
    _mark(desk, "قُتل", "Velbor")
    page.get_by_label("Speaker (nothing").click()
    _mark(desk, "The mayor", "The mayor")
    expect(page.get_by_label("Sort of speaker")).to_have_value("person")
    page.get_by_label("The word that shows it").click()
    _mark(desk, "said", "said")
    page.get_by_role("button", name="One more toll").click()
    _mark(desk, "تسعة", "أشخاص")
    for end in ("Low", "Best", "High"):
        page.get_by_label(end, exact=True).fill("9")
    page.get_by_role("button", name="Keep and accept").click()
    desk.arrive(1)
    _, state, body = desk.look()["claims"][0]  # type: ignore[misc]
    assert state == "accepted"
    start, end = body["span"]
    assert body["quote"] == desk.text[start:end]
    assert body["quote"].startswith("قُتل تسعة")
    assert body["quote"].endswith("died in Velbor")
    assert (body["speaker"]["name"], body["cue"]["text"]) == ("The mayor", "said")
    assert [(toll["quote"], toll["best"]) for toll in body["tolls"]] == [("تسعة أشخاص", 9)]


def test_a_missed_claim_is_added_by_marking_words(desk: Desk) -> None:
    """Words are marked, a key is pressed, and the form holds them."""
    page = desk.visit.go(f"/desk/claims/{desk.claims[2]}/")
    desk.arrive(2)
    _mark(desk, "The mayor said", "The mayor said")
    desk.press("c")
    words = page.get_by_label("The words that make the claim")
    expect(words).to_have_value("The mayor said")
    page.get_by_role("button", name="Add and accept").click()
    expect(page.locator("blockquote")).to_contain_text("The mayor said")
    assert desk.look()["log"] == ["claim.add"]


def test_nothing_is_lost_when_the_line_breaks(desk: Desk) -> None:
    """A decision that does not arrive is told of, what was written stays, and it is sent again."""
    page = desk.visit.go(f"/desk/claims/{desk.claims[0]}/")
    desk.arrive(0)
    page.get_by_label("Why, if there is").fill("as it stands")
    page.context.set_offline(True)
    page.get_by_role("button", name="Accept").click()
    expect(page.locator("#messages")).to_contain_text("Not sent")
    expect(page.get_by_label("Why, if there is")).to_have_value("as it stands")
    desk.visit.problems.clear()
    page.context.set_offline(False)
    page.get_by_role("button", name="Accept").click()
    desk.arrive(1)
    assert desk.look()["log"] == ["claim.accept"]
    assert desk.visit.problems == []


def test_who_was_signed_out_loses_nothing(desk: Desk) -> None:
    """Signed out meanwhile, somebody signs in in another window, and sends again what is there."""
    page = desk.visit.go(f"/desk/claims/{desk.claims[0]}/")
    desk.arrive(0)
    page.get_by_label("Why, if there is").fill("as it stands")
    page.context.clear_cookies()
    page.get_by_role("button", name="Accept").click()
    expect(page.locator("#messages")).to_contain_text(re.compile("signed out|did not know"))
    window = page.context.new_page()
    window.goto(desk.visit.address + "/accounts/login/")
    window.get_by_label("E-mail address").fill("editor@desk.test")
    window.get_by_label("Password").fill("words, many")
    window.get_by_role("button", name="Sign in").click()
    expect(window.get_by_role("heading", name="Queue")).to_be_visible()
    page.get_by_role("button", name="Accept").click()
    desk.arrive(1)
    assert desk.look()["log"] == ["claim.accept"]
    desk.visit.problems.clear()


def test_a_wrong_form_says_where(desk: Desk) -> None:
    """The field that is wrong is named, gets the cursor, and keeps what was written."""
    page = desk.visit.go(f"/desk/claims/{desk.claims[3]}/amend/")
    low = page.get_by_label("Low", exact=True)
    low.fill("dozens")
    page.get_by_role("button", name="Keep and accept").click()
    expect(page.locator("[data-problems]")).to_contain_text("Low: write a whole number")
    expect(low).to_be_focused()
    expect(low).to_have_value("dozens")
    desk.visit.problems.clear()


def test_a_field_shows_its_words(desk: Desk) -> None:
    """A field that is pointed at lights its words in the report."""
    page = desk.visit.go(f"/desk/claims/{desk.claims[1]}/")
    page.locator('[data-field="toll-0"]').hover()
    expect(page.locator(".report-text .lit")).to_have_text("killed 2 people")


def test_everybody_can_read_the_pages(desk: Desk) -> None:
    """Axe finds nothing grave on the queue, the review screen and its forms; also on a phone."""
    paths = {
        "queue": "/desk/",
        "review": f"/desk/claims/{desk.claims[1]}/",
        "amend": f"/desk/claims/{desk.claims[1]}/amend/",
    }
    for path in paths.values():
        desk.visit.go(path)
        desk.visit.check_accessible()
    desk.visit.page.set_viewport_size({"width": 390, "height": 844})
    for path in paths.values():
        page = desk.visit.go(path)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        desk.visit.check_accessible()
