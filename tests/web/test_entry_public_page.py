"""What the pages of an entry offer to who puts it before the public."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.desks import LATER, SHELLING, Desk, make_desk
from tests.web.vetting import signed_in
from vaglio_web.store import actions
from vaglio_web.store.models import Entry, EntryKind, PublicState

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    """Make a desk at which two reports tell of one incident."""
    return make_desk(SHELLING, LATER)


@pytest.fixture
def incident(desk: Desk) -> Entry:  # noqa: ARG001 - it is made there
    """Give the incident of which the reports tell."""
    return Entry.objects.get(kind=EntryKind.INCIDENT)


@pytest.fixture
def editor(desk: Desk) -> Client:
    """Sign the editor in."""
    return signed_in(desk.editor)


def _at(entry: Entry, *words: str) -> str:
    """Give an address of an entry."""
    return "/".join(["/desk/entries", entry.key, *words, ""])


def _now(entry: Entry) -> Entry:
    """Give an entry as it is stored now."""
    return Entry.objects.get(pk=entry.pk)


def _decide(client: Client, entry: Entry, word: str, **sent: str) -> int:
    """Send one decision on an entry as it is now."""
    seen = str(_now(entry).version)
    return client.post(_at(entry, "decide", word), {"seen": seen, **sent}).status_code


def test_published_corrected_withdrawn_by_the_page(
    desk: Desk, editor: Client, incident: Entry
) -> None:
    """Each publication stands on the page with its note and what it changed."""
    claims = list(incident.claims.order_by("id"))
    actions.accept_claim(who=desk.coder, key=claims[0].key)
    assert _decide(editor, incident, "publish") == 409
    _decide(editor, incident, "accept")
    assert _decide(editor, incident, "publish", note="First.") == 302
    for claim in claims[1:]:
        actions.accept_claim(who=desk.coder, key=claim.key)
    assert _decide(editor, incident, "correct", note=" ") == 409
    assert _decide(editor, incident, "correct", note="More sources.") == 302
    page = editor.get(_at(incident))
    corrected, first = page.context["publications"]
    assert (first.publication.note, corrected.publication.note) == ("First.", "More sources.")
    assert "Toll" in [row.label for row in corrected.changes]
    assert "More sources." in page.content.decode()
    assert _decide(editor, incident, "withdraw", note="A source took it back.") == 302
    assert _now(incident).public == PublicState.WITHDRAWN


def test_two_people_by_the_page(desk: Desk, editor: Client, incident: Entry) -> None:
    """The page says who asked, and lets only another agree."""
    actions.change_policy(who=desk.owner, two_people_publish=True)
    actions.accept_claim(who=desk.coder, key=incident.claims.order_by("id")[0].key)
    _decide(editor, incident, "accept")
    assert "Ask to publish" in editor.get(_at(incident)).content.decode()
    _decide(editor, incident, "publish")
    assert "Another person has to agree" in editor.get(_at(incident)).content.decode()
    assert _decide(editor, incident, "publish") == 409
    owner = signed_in(desk.owner)
    assert "Agree, and publish" in owner.get(_at(incident)).content.decode()
    assert _decide(owner, incident, "publish") == 302
    assert _now(incident).public == PublicState.PUBLISHED


def test_held_back_and_veiled_by_the_page(desk: Desk, editor: Client, incident: Entry) -> None:
    """A time is read by the desk's clock; names may be veiled as the policy says, or not."""
    assert _decide(editor, incident, "embargo", until="2040-01-02T03:04") == 302
    until = _now(incident).embargo_until
    assert until is not None
    assert timezone.localtime(until).isoformat()[:16] == "2040-01-02T03:04"
    assert "held back until 2 January 2040, 03:04" in editor.get(_at(incident)).content.decode()
    assert _decide(editor, incident, "embargo", until="soon") == 409
    assert _decide(editor, incident, "embargo", until="") == 302
    assert _now(incident).embargo_until is None
    for word, veiled in (("yes", True), ("no", False), ("policy", None)):
        assert _decide(editor, incident, "veil", veiled=word) == 302
        assert _now(incident).names_veiled is veiled
    assert _decide(editor, incident, "veil", veiled="perhaps") == 409
    assert desk.dossier.pk == incident.dossier_id
