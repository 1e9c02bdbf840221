"""An agreement, talks and a road in a browser: read, decided and followed by keys alone."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.web.browsers import Visit
from tests.web.installations import Installation

ROOT = Path(__file__).parents[2]

_FILL = f"""
import json, sys
sys.path.insert(0, {str(ROOT)!r})
import django
django.setup()
from tests.web.dealings import ALL, paste
from tests.web.desks import make_desk
from tests.web.vetting import signed_in
from vaglio_web.store.models import Entry
client = signed_in(make_desk().editor)
client.defaults["SERVER_NAME"] = "localhost"
paste(client, *ALL)
entries = {{e.kind: e.key for e in Entry.objects.order_by("id")[:6]}}
print(json.dumps({{"session": client.cookies["sessionid"].value, "entries": entries}}))
"""


@pytest.fixture
def entries(visit: Visit, installation: Installation) -> dict[str, str]:
    """Fill a desk by its own page, sign its editor in, and give an entry of each kind."""
    made = json.loads(installation.run("-W", "ignore", "-c", _FILL).stdout.splitlines()[-1])
    cookie = {"name": "sessionid", "value": made["session"], "url": visit.address}
    visit.page.context.add_cookies([cookie])  # type: ignore[list-item]
    found: dict[str, str] = made["entries"]
    return found


def test_dealings_are_read_and_decided(visit: Visit, entries: dict[str, str]) -> None:
    """Axe finds nothing on any page; a claim's number leads to it; accepted by its key."""
    for kind, name in (("agreement", "agreements"), ("track", "tracks"), ("access", "access")):
        page = visit.go(f"/desk/{name}/")
        visit.check_accessible()
        visit.go(f"/desk/entries/{entries[kind]}/")
        expect(page.locator("#held")).to_contain_text("open with you")
        visit.check_accessible()
        link = page.locator('a[href^="#claim-"]').last
        target = str(link.get_attribute("href"))
        link.focus()
        page.keyboard.press("Enter")
        expect(page.locator(target)).to_be_in_viewport()
        page.keyboard.press("a")
        expect(page.locator("#messages")).to_contain_text("Accepted")
        expect(page.locator("#held")).to_contain_text("open with you")
        page.keyboard.press("x")
        page.wait_for_url(re.compile("/split/$"))
        visit.check_accessible()
