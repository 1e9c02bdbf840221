"""Signing in: throttled, with two factors, and shut to whose access has ended."""

from __future__ import annotations

import datetime as dt
import re
from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from click.testing import CliRunner
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests.web.people import PASSWORD, code_of, make_person, signed_in, try_to_sign_in
from vaglio_web.commands import account
from vaglio_web.middleware import last_seen
from vaglio_web.store import actions
from vaglio_web.store.access import Absent
from vaglio_web.store.actions import Conflict
from vaglio_web.store.models import LogEntry, Role, User

pytestmark = pytest.mark.django_db

NEW = "another long password"
WRONG = "not the password"  # not one that anybody has


def _pair(client: Client) -> tuple[str, list[str]]:
    """Set a second factor up as a person does; give its secret and the recovery codes."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/app/activate/").content.decode()
    found = re.search(r'value="([A-Z2-7]{32})"', page)
    assert found is not None
    sent = client.post("/accounts/2fa/app/activate/", {"code": code_of(found[1])})
    assert sent.headers["Location"] == "/accounts/2fa/codes/"
    codes = re.findall(
        r"^(\d{8})$", client.get("/accounts/2fa/codes/download/").content.decode(), re.MULTILINE
    )
    return found[1], codes


def test_an_authenticator_app_shows_what_the_standard_says() -> None:
    """The codes of these tests are those of RFC 6238, appendix B."""
    assert code_of("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", at=59) == "287082"


def test_the_sixth_wrong_try_is_refused() -> None:
    """Guessing ends after five tries, even with the right password; others are not kept out."""
    coder, other = make_person(), make_person(email="other@desk.example")
    for _ in range(5):
        said = try_to_sign_in(Client(), email=coder.email, password=WRONG)
        assert "not correct" in said
    assert "Too many failed" in try_to_sign_in(Client(), email=coder.email)
    assert try_to_sign_in(Client(), email=other.email) == "/desk/"


def test_guessing_at_many_accounts_from_one_place_is_refused() -> None:
    """Ten wrong tries a minute are all that one address has, whoever they are for."""
    for number in range(10):
        try_to_sign_in(Client(), email=f"{number}@desk.example", password=WRONG)
    assert "Too many failed" in try_to_sign_in(Client(), email=make_person().email)


def test_tries_are_counted_for_all_processes_together() -> None:
    """The count is kept in the database, where every process of the desk finds it."""
    assert settings.CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"
    cache.set("tries", 5)
    assert cache.get("tries") == 5


def test_an_account_that_is_not_there_looks_like_a_wrong_password() -> None:
    """Who tries addresses learns none that the desk knows."""
    coder = make_person()
    there = try_to_sign_in(Client(), email=coder.email, password=WRONG)
    assert there == try_to_sign_in(Client(), email="nobody@desk.example", password=WRONG)


def test_who_has_a_second_factor_needs_it() -> None:
    """The password alone opens nothing; with the code of the app it does, once."""
    coder = make_person()
    secret, _ = _pair(signed_in(coder))
    browser = Client()
    assert try_to_sign_in(browser, email=coder.email) == "/accounts/2fa/authenticate/"
    assert browser.get("/desk/begin/").status_code == 302
    page = browser.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "Incorrect code" in page.content.decode()
    sent = browser.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert sent.headers["Location"] == "/desk/"
    assert browser.get("/desk/begin/").status_code == 200


def test_a_recovery_code_opens_once() -> None:
    """Who has lost the phone signs in with a code from paper, and not twice with the same."""
    coder = make_person()
    _, codes = _pair(signed_in(coder))
    for expected in (302, 200):
        browser = Client()
        try_to_sign_in(browser, email=coder.email)
        sent = browser.post("/accounts/2fa/authenticate/", {"code": codes[0]})
        assert sent.status_code == expected


def test_a_desk_that_asks_for_two_factors_gets_them() -> None:
    """Until it is set up no page opens but the set-up; afterwards it cannot be given up."""
    owner = make_person(Role.OWNER)
    browser = signed_in(owner)
    actions.change_policy(who=owner, two_factor_required=True)
    for path in ("/desk/people/", "/accounts/password/change/", "/accounts/2fa/"):
        assert browser.get(path).headers["Location"] == "/accounts/2fa/app/activate/"
    sent = browser.post("/desk/people/invite/", {"role": "owner"})
    assert sent.headers["Location"] == "/accounts/2fa/app/activate/"
    part = browser.get("/desk/people/", headers={"HX-Request": "true"})
    assert part.headers["HX-Redirect"] == "/accounts/2fa/app/activate/"
    _pair(browser)
    assert browser.get("/desk/people/").status_code == 200
    browser.post("/accounts/2fa/app/deactivate/")
    assert Authenticator.objects.filter(user=owner, type="totp").exists()
    actions.change_policy(who=owner, two_factor_required=False)
    browser.post("/accounts/2fa/app/deactivate/")
    assert not Authenticator.objects.filter(user=owner).exists()


def test_a_guests_access_ends_by_itself() -> None:
    """On the last day it works; on the day after neither the open session nor a new one does."""
    guest = make_person()
    browser = signed_in(guest)
    User.objects.filter(pk=guest.pk).update(access_until=timezone.localdate())
    assert browser.get("/desk/begin/").status_code == 200
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    User.objects.filter(pk=guest.pk).update(access_until=yesterday)
    assert browser.get("/desk/begin/").headers["Location"] == "/accounts/inactive/"
    assert browser.get("/desk/begin/").headers["Location"].startswith("/accounts/login/")
    assert try_to_sign_in(Client(), email=guest.email) == "/accounts/inactive/"


def test_a_closed_account_is_shut_out_at_once() -> None:
    """Closing an account does not wait for its sessions to end."""
    owner, coder = make_person(Role.OWNER), make_person()
    browser = signed_in(coder)
    assert browser.get("/desk/begin/").status_code == 200
    actions.change_person(who=owner, id=coder.pk, role="coder", access_until=None, active=False)
    assert browser.get("/desk/begin/").status_code == 302
    assert try_to_sign_in(Client(), email=coder.email) == "/accounts/inactive/"


def test_a_desk_never_loses_its_last_owner() -> None:
    """The last owner is not closed, not made a guest, and not made a coder."""
    owner = make_person(Role.OWNER)
    until = timezone.localdate()
    for role, end, active in (
        ("owner", None, False),
        ("owner", until, True),
        ("coder", None, True),
    ):
        with pytest.raises(Conflict, match="needs an owner"):
            actions.change_person(
                who=owner, id=owner.pk, role=role, access_until=end, active=active
            )
    owner.refresh_from_db()
    assert (owner.role, owner.access_until, owner.is_active) == (Role.OWNER, None, True)


def test_sessions_are_seen_and_ended() -> None:
    """A person sees where they are signed in and ends the rest; an owner ends them all."""
    owner, coder = make_person(Role.OWNER), make_person()
    here, there = Client(), Client(headers={"User-Agent": "A browser on a lost phone"})
    for browser in (here, there):
        try_to_sign_in(browser, email=coder.email)
    assert "on a lost phone" in here.get("/accounts/sessions/").content.decode()
    here.post("/accounts/sessions/")
    assert there.get("/desk/begin/").status_code == 302
    assert here.get("/desk/begin/").status_code == 200
    sent = signed_in(owner).post(f"/desk/people/{coder.pk}/sign-out/")
    assert sent.status_code == 302
    assert here.get("/desk/begin/").status_code == 302
    assert LogEntry.objects.get(action="person.sign-out").after == {"sessions ended": 1}


def test_last_seen_is_not_written_with_every_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is read costs no write, but for one every few minutes."""
    browser = signed_in(make_person())
    browser.get("/desk/begin/")
    session = UserSession.objects.get()
    browser.get("/desk/begin/")
    assert UserSession.objects.get().last_seen_at == session.last_seen_at
    old, later = session.last_seen_at, timezone.now() + dt.timedelta(minutes=6)
    monkeypatch.setattr(last_seen, "timezone", SimpleNamespace(now=lambda: later))
    browser.get("/desk/begin/")
    assert UserSession.objects.get().last_seen_at > old


def _reset_link(browser: Client, person: User) -> str:
    """Have an owner make the link for a new password."""
    page = browser.post(f"/desk/people/{person.pk}/reset/").content.decode()
    found = re.search(r"(/accounts/password/reset/key/[\w-]+/)", page)
    assert found is not None
    return found[1]


def test_a_forgotten_password_is_set_anew_by_a_link_from_an_owner() -> None:
    """The link works once, ends open sessions and keeps the second factor."""
    owner, coder = make_person(Role.OWNER), make_person()
    open_before = signed_in(coder)
    _pair(open_before)
    link = _reset_link(signed_in(owner), coder)
    browser = Client()
    form = browser.get(link).headers["Location"]
    browser.post(form, {"password1": NEW, "password2": NEW})
    assert try_to_sign_in(Client(), email=coder.email, password=PASSWORD).startswith("The e-mail")
    sent = try_to_sign_in(Client(), email=coder.email, password=NEW)
    assert sent == "/accounts/2fa/authenticate/"
    assert open_before.get("/desk/begin/").status_code == 302
    assert "set-password" not in Client().get(link).headers.get("Location", "")


def test_no_link_for_whom_there_is_none() -> None:
    """A closed account gets no new password, and neither does nobody."""
    owner, coder = make_person(Role.OWNER), make_person()
    browser = signed_in(owner)
    actions.change_person(who=owner, id=coder.pk, role="coder", access_until=None, active=False)
    assert browser.post(f"/desk/people/{coder.pk}/reset/").status_code == 404
    assert browser.post("/desk/people/999999/reset/").status_code == 404


def test_a_lost_second_factor_is_dropped_by_an_owner() -> None:
    """Their sessions end with it, and the log tells."""
    owner, coder = make_person(Role.OWNER), make_person()
    theirs = signed_in(coder)
    _pair(theirs)
    signed_in(owner).post(f"/desk/people/{coder.pk}/unpair/")
    assert try_to_sign_in(Client(), email=coder.email) == "/desk/"
    assert theirs.get("/desk/begin/").status_code == 302
    assert LogEntry.objects.filter(action="person.unpair", subject=f"u:{coder.pk}").exists()


def test_the_last_owner_is_helped_by_the_machine_itself() -> None:
    """Whoever may run commands makes the link that no owner can; nobody else can call it."""
    owner = make_person(Role.OWNER)
    _pair(signed_in(owner))
    key = actions.rescue(email="OWNER@desk.example")
    assert Client().get(f"/accounts/password/reset/key/{key}/").status_code == 302
    assert not Authenticator.objects.filter(user=owner).exists()
    assert LogEntry.objects.get(action="person.rescue").who is None
    with pytest.raises(Absent):
        actions.rescue(email="nobody@desk.example")


def test_the_command_prints_that_link_and_says_where_there_is_none() -> None:
    """`vaglio account reset` gives the whole link, for the address that it is told."""
    make_person(Role.OWNER)
    told = ["reset", "owner@desk.example", "--at", "https://desk.example/"]
    done = CliRunner().invoke(account, told)
    assert done.output.startswith("https://desk.example/accounts/password/reset/key/")
    path = done.output.strip().removeprefix("https://desk.example")
    assert Client().get(path).headers["Location"].endswith("-set-password/")
    missed = CliRunner().invoke(account, ["reset", "nobody@desk.example"])
    assert missed.exit_code == 1
    assert "no open account has this address" in missed.output


def test_an_address_that_a_reset_wrote_down_keeps_nobody_from_a_second_factor() -> None:
    """An account made by Django itself, without an address of allauth's, can have one too."""
    owner, coder = make_person(Role.OWNER), make_person()
    _reset_link(signed_in(owner), coder)
    assert not EmailAddress.objects.filter(user=coder, verified=True).exists()
    assert _pair(signed_in(coder))[0]
