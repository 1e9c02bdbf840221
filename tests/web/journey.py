"""What one person does in front of a desk, again and again, in a browser."""

from __future__ import annotations

import json
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.web.browsers import Visit
from tests.web.opened import OpenedDesk

_STATES = """
import json
import django; django.setup()
from vaglio_web.store.models import Claim, Entry, LogEntry
print(json.dumps({
    "claims": list(Claim.objects.order_by("id").values_list("state", flat=True)),
    "amended": [c.quote for c in Claim.objects.filter(versions__number=1)],
    "incidents": [
        f"{e.key} {e.state} {e.claims.count()}"
        for e in Entry.objects.filter(kind="incident").order_by("id")
    ],
    "published": [e.kind for e in Entry.objects.filter(public="published")],
    "log": [e.action for e in LogEntry.objects.filter(who__isnull=False).order_by("number")],
}))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """A person in front of the desk."""

    visit: Visit
    desk: OpenedDesk

    @property
    def page(self) -> Page:
        """Give the window."""
        return self.visit.page

    def look_at(self, name: str, *, whole: bool = True) -> None:
        """Find that nobody is shut out of this page, wide or on a phone, and keep how it looks."""
        self.visit.check_accessible()
        self.visit.shoot(name, whole=whole)
        before = self.page.viewport_size
        assert before is not None
        self.page.set_viewport_size({"width": 390, "height": 844})
        assert self.page.evaluate("document.documentElement.scrollWidth") <= 390, name
        self.visit.check_accessible()
        self.page.set_viewport_size(before)

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def held(self) -> None:
        """Wait until what is shown is held for this person."""
        expect(self.page.locator("#held")).to_contain_text("open with you")

    def decide(self, *keys: str) -> None:
        """Decide of the claim that is shown, by keys, and wait for the next."""
        before = self.page.url
        self.press(*keys)
        self.page.wait_for_url(lambda url: url != before)
        self.held()

    def stored(self) -> dict[str, list[str]]:
        """Give what the database has now."""
        out = self.desk.installation.run("-W", "ignore", "-c", _STATES).stdout
        found: dict[str, list[str]] = json.loads(out)
        return found


def mark_words(page: Page, first: str, last: str) -> None:
    """Draw the mouse over the report's text, from the first words to the last."""
    ends = page.evaluate(
        """([first, last]) => {
          const text = document.getElementById("report-text");
          const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
          const find = (words, end) => {
            for (let node = walk.currentNode; node; node = walk.nextNode()) {
              const at = node.nodeType === Node.TEXT_NODE ? node.data.indexOf(words) : -1;
              if (at < 0) continue;
              const range = document.createRange();
              range.setStart(node, at);
              range.setEnd(node, at + words.length);
              if (!end) node.parentElement.scrollIntoView({ block: "center" });
              return range;
            }
          };
          const ranges = [find(first, false), find(last, true)];
          const one = ranges[0].getClientRects()[0];
          const other = [...ranges[1].getClientRects()].at(-1);
          return [
            [one.left + 1, one.top + one.height / 2],
            [other.right - 1, other.top + other.height / 2],
          ];
        }""",
        [first, last],
    )
    page.mouse.move(*ends[0])
    page.mouse.down()
    page.mouse.move(*ends[1], steps=5)
    page.mouse.up()
