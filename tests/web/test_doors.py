"""Every page of the desk has a door: every role times every address, allowed and refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.web.desks import SHELLING, bring
from tests.web.people import make_person, signed_in
from tests.web.vetting import claim_of, reading_of
from vaglio_web.store import access, actions
from vaglio_web.store.access import WHO_MAY, Absent, may
from vaglio_web.store.models import Entry, EntryKind, Report, Role, User
from vaglio_web.store.queries.sentences import SENTENCES, SILENT

pytestmark = pytest.mark.django_db

ROLES = tuple(Role)

# Each address of the desk: the action that its door asks for, and how to fill the address in.
# A page that is not here fails the test that walks them all; add a line with the page.
DOORS: dict[str, tuple[str, Callable[[], dict[str, Any]]]] = {
    "desk:incident-list": ("desk.see", dict),
    "desk:agreement-list": ("desk.see", dict),
    "desk:track-list": ("desk.see", dict),
    "desk:access-list": ("desk.see", dict),
    "desk:entry": ("desk.see", lambda: {"key": _entry().key}),
    "desk:entry-reference": ("desk.see", lambda: {"code": _entry().references.all()[0].code}),
    "desk:entry-claims": ("desk.see", lambda: {"key": _entry().key}),
    "desk:entry-decide": ("desk.see", lambda: {"key": _entry().key, "word": "accept"}),
    "desk:entry-undo": ("decision.undo", lambda: {"key": _entry().key, "number": 1}),
    "desk:entry-hold": ("entry.hold", lambda: {"key": _entry().key}),
    "desk:entry-leave": ("entry.hold", lambda: {"key": _entry().key}),
    "desk:entry-note": ("note.write", lambda: {"key": _entry().key}),
    "desk:entry-merge": ("entry.merge", lambda: {"key": _entry().key}),
    "desk:entry-split": ("entry.split", lambda: {"key": _entry().key}),
    "desk:entry-move": ("entry.move", lambda: {"key": _entry().key}),
    "desk:report-bring": ("report.bring", dict),
    "desk:report-list": ("desk.see", dict),
    "desk:report-show": ("desk.see", lambda: {"key": reading_of().report.key}),
    "desk:report-original": ("desk.see", lambda: {"key": _brought().key}),
    "desk:report-retry": ("report.retry", lambda: {"key": reading_of().report.key}),
    "desk:report-reread": ("report.reread", lambda: {"key": reading_of().report.key}),
    "desk:batch-show": ("desk.see", lambda: {"name": _batch()}),
    "desk:batch-list": ("desk.see", lambda: {"name": _batch()}),
    "desk:delivery-retry": ("report.retry", lambda: {"id": 1}),
    "desk:proposal-list": ("desk.see", dict),
    "desk:proposal-take": ("proposal.take", lambda: {"id": 1}),
    "desk:proposal-decline": ("proposal.decline", lambda: {"id": 1}),
    "desk:queue": ("desk.see", dict),
    "desk:queue-suggest": ("desk.see", lambda: {"field": "speaker"}),
    "desk:queue-decide": ("desk.see", dict),
    "desk:claim": ("desk.see", lambda: {"key": _claim_key()}),
    "desk:claim-next": ("desk.see", lambda: {"key": _claim_key()}),
    "desk:claim-previous": ("desk.see", lambda: {"key": _claim_key()}),
    "desk:claim-decide": ("desk.see", lambda: {"key": _claim_key(), "word": "accept"}),
    "desk:claim-hold": ("claim.hold", lambda: {"key": _claim_key()}),
    "desk:claim-leave": ("claim.hold", lambda: {"key": _claim_key()}),
    "desk:claim-note": ("note.write", lambda: {"key": _claim_key()}),
    "desk:claim-amend": ("claim.amend", lambda: {"key": _claim_key()}),
    "desk:claim-add": ("claim.add", lambda: {"key": reading_of().report.key}),
    "desk:claim-places": ("desk.see", dict),
    "desk:decision-undo": ("decision.undo", lambda: {"number": 1}),
    "desk:export-list": ("export.ask", dict),
    "desk:export-ask": ("export.ask", dict),
    "desk:export-files": ("export.ask", dict),
    "desk:export-take": ("export.take", lambda: {"id": 1, "file": "data"}),
    "desk:log-list": ("log.see", dict),
    "desk:log-history": ("log.see", lambda: {"key": _logged_key()}),
    "desk:log-export": ("log.export", lambda: {"form": "csv"}),
    "desk:log-verify": ("log.verify", dict),
    "desk:agreement": ("agreement.see", dict),
    "desk:mine": ("desk.see", dict),
    "desk:note-list": ("desk.see", lambda: {"subject": _claim_key()}),
    "desk:note-write": ("note.write", lambda: {"subject": _claim_key()}),
    "desk:state": ("state.see", dict),
    "desk:state-parts": ("state.see", dict),
    "desk:state-permissions": ("state.see", dict),
    "desk:person-begin": ("desk.see", dict),
    "desk:person-list": ("person.see", dict),
    "desk:person-invite": ("person.invite", dict),
    "desk:person-show": ("person.see", lambda: {"id": _owner().pk}),
    "desk:person-change": ("person.change", lambda: {"id": _owner().pk}),
    "desk:person-sign-out": ("person.sign-out", lambda: {"id": _owner().pk}),
    "desk:person-unpair": ("person.unpair", lambda: {"id": _owner().pk}),
    "desk:person-reset": ("person.reset", lambda: {"id": _owner().pk}),
    "desk:policy": ("policy.change", dict),
}

# Pages before the door: they let nobody in who is not invited or known.
OPEN = {
    "home": "leads to the desk's own door",
    "health": "says whether the desk can work, and no more",
    "welcome": "makes the account of an invitation",
    "account_login": "signs in",
    "account_logout": "signs out",
    "account_inactive": "says that access has ended",
    "account_reset_password_from_key": "asks for the key that an owner made",
    "account_reset_password_from_key_done": "says that the password is set",
    "mfa_authenticate": "asks for the second factor, after the password",
}

# A person's own account: open to everybody who has one, and to nobody else.
OWN = (
    "account_change_password",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
    "usersessions_list",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One address of the site."""

    name: str
    pattern: URLPattern


def _owner() -> User:
    """Give somebody whom a page can be about."""
    return User.objects.get(role=Role.OWNER)


def _logged_key() -> str:
    """Give the key of something that was decided on."""
    return f"d:{actions.make_dossier(who=_owner(), title='Oranja').slug}"


def _claim_key() -> str:
    """Give the key of a claim that waits."""
    return claim_of(reading_of(), "The army denies that it fired.").key


def _entry() -> Entry:
    """Give an incident that a report tells of, accepted, so that it has a reference code."""
    dossier = actions.make_dossier(who=_owner(), title="Oranja")
    bring(SHELLING, who=_owner(), dossier=dossier)
    actions.join_dossier.call(dossier.pk)
    incident = Entry.objects.filter(kind=EntryKind.INCIDENT)[0]
    return actions.accept_entry(who=_owner(), key=incident.key)


def _brought() -> Report:
    """Give a report whose bytes are kept."""
    dossier = actions.make_dossier(who=_owner(), title="Oranja")
    brought = actions.bring_in(who=_owner(), data=b"Shells.", source="pasted", dossier=dossier)
    return brought.fresh[0]


def _batch() -> str:
    """Give the name of what was brought in at one go."""
    dossier = actions.make_dossier(who=_owner(), title="Oranja")
    thing = actions.Brought(source="pasted", data=b"Shells.")
    return actions.deliver(who=_owner(), dossier=dossier, things=[thing])


def _walk(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[Address]:
    """Give every address below, with its full name."""
    for each in patterns:
        if isinstance(each, URLResolver):
            inside = f"{prefix}{each.namespace}:" if each.namespace else prefix
            yield from _walk(each.url_patterns, inside)
        else:
            yield Address(name=f"{prefix}{each.name}", pattern=each)


ADDRESSES = {each.name: each for each in _walk(get_resolver().url_patterns)}


@pytest.fixture
def everybody() -> dict[Role, User]:
    """Make one person of each role."""
    return {role: make_person(role) for role in ROLES}


def test_every_address_has_its_line() -> None:
    """No page was added whose door nobody thought of, and none has two names."""
    assert set(ADDRESSES) == {*DOORS, *OPEN, *OWN}
    assert len(ADDRESSES) == len(list(_walk(get_resolver().url_patterns)))


@pytest.mark.parametrize("name", DOORS)
def test_a_door_asks_for_the_action_that_is_said(name: str) -> None:
    """What the table says stands on the page."""
    assert getattr(ADDRESSES[name].pattern.callback, "action", None) == DOORS[name][0]


@pytest.mark.parametrize("name", DOORS)
def test_every_role_at_every_address(everybody: dict[Role, User], name: str) -> None:
    """Who may comes in; who may not is told the same as where nothing is."""
    action, fill = DOORS[name]
    path = reverse(name, kwargs=fill())
    for role, who in everybody.items():
        status = signed_in(who).get(path).status_code
        if role in WHO_MAY[action]:
            assert status in (200, 302, 405), f"{role} may {action}"
        else:
            assert status == 404, f"{role} may not {action}"


@pytest.mark.parametrize("name", DOORS)
def test_a_stranger_is_led_to_the_sign_in(everybody: dict[Role, User], name: str) -> None:
    """Nothing is seen, sent or told apart without an account."""
    assert everybody
    path = reverse(name, kwargs=DOORS[name][1]())
    for answer in (Client().get(path), Client().post(path)):
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/accounts/login/?next=")


def test_a_part_of_a_page_is_not_replaced_by_the_sign_in() -> None:
    """Whoever was signed out meanwhile keeps what they wrote: a script is told, not led away."""
    answer = Client().get(reverse("desk:log-list"), headers={"HX-Request": "true"})
    assert (answer.status_code, answer.content) == (401, b"")


@pytest.mark.parametrize("name", OWN)
def test_ones_own_account_is_for_those_who_have_one(name: str) -> None:
    """A stranger is led to the sign-in."""
    answer = Client().get(reverse(name))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/login/")


def test_absent_and_forbidden_look_alike(everybody: dict[Role, User]) -> None:
    """A coder cannot tell a person who is there from one who is not."""
    browser = signed_in(everybody[Role.CODER])
    there = browser.get(reverse("desk:person-show", args=(_owner().pk,)))
    absent = browser.get(reverse("desk:person-show", args=(999_999,)))
    assert there.status_code == absent.status_code == 404
    owners = signed_in(everybody[Role.OWNER])
    assert owners.get(reverse("desk:person-show", args=(999_999,))).status_code == 404


def test_no_page_stays_in_the_browser(everybody: dict[Role, User]) -> None:
    """Whoever sits down after somebody has signed out finds nothing by going back."""
    answer = signed_in(everybody[Role.OWNER]).get(reverse("desk:person-list"))
    assert "no-store" in answer.headers["Cache-Control"]


# What each role may do, written out once more by hand: a slip in the doors is seen here.
EVERYONE = "desk.see log.see"
CODERS = """
    report.bring report.retry report.reread claim.hold claim.accept claim.amend claim.reject
    claim.look claim.add entry.hold entry.accept entry.reject entry.look entry.move entry.merge
    entry.split entry.assign proposal.take proposal.decline decision.undo note.write agreement.see
"""
EDITORS = """
    claim.withdraw claim.note entry.publish entry.correct entry.withdraw entry.veil
    entry.mark-name entry.embargo
    dossier.make dossier.change export.ask export.take log.export log.verify state.see
"""
OWNERS = """
    person.see person.invite person.change person.reset person.unpair person.sign-out policy.change
"""
MACHINE = "report.read report.supply record.join person.rescue"


def test_every_role_times_every_action(everybody: dict[Role, User]) -> None:
    """Who may do what, whole: each role has what the one below has, and the machine its own."""
    observer = set(EVERYONE.split())
    coder = observer | set(CODERS.split())
    editor = coder | set(EDITORS.split())
    owner = editor | set(OWNERS.split())
    machine = set(MACHINE.split())
    allowed = {"observer": observer, "coder": coder, "editor": editor, "owner": owner}
    assert set(WHO_MAY) == owner | machine
    for action in WHO_MAY:
        for role, who in everybody.items():
            assert may(who, action) == (action in allowed[role]), f"{role} {action}"
        assert may(None, action) == (action in machine), action


def test_an_ended_or_closed_account_may_nothing(everybody: dict[Role, User]) -> None:
    """The store itself refuses, whichever page forgets to ask."""
    owner = everybody[Role.OWNER]
    owner.is_active = False
    assert not any(may(owner, action) for action in WHO_MAY)
    with pytest.raises(Absent):
        access.require(owner, "desk.see")


def test_every_action_has_a_sentence_or_leaves_no_trace() -> None:
    """Whatever the log holds is told in words."""
    assert not SENTENCES.keys() & SILENT
    assert SENTENCES.keys() | SILENT == WHO_MAY.keys() | {"person.join"}
