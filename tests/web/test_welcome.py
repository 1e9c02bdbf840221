"""Accounts are made by invitation, and by nothing else."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.people import PASSWORD, make_person, signed_in, try_to_sign_in
from vaglio_web.store import actions
from vaglio_web.store.access import Absent
from vaglio_web.store.actions import Conflict
from vaglio_web.store.models import Invitation, LogEntry, Role, User

pytestmark = pytest.mark.django_db

ADA = {"name": "Ada", "email": "Ada@Desk.example", "password": PASSWORD}


def _first() -> str:
    """Make the link for the first account."""
    token = actions.invite_first()
    assert token is not None
    return token


def test_the_first_link_makes_an_owner_and_signs_them_in(client: Client) -> None:
    """The link that `vaglio open` prints leads to the desk, with an account that owns it."""
    token = _first()
    assert client.get(f"/welcome/{token}/").status_code == 200
    sent = client.post(f"/welcome/{token}/", ADA)
    assert sent.headers["Location"] == "/desk/begin/"
    ada = User.objects.get()
    assert (ada.name, ada.email, ada.role) == ("Ada", "ada@desk.example", Role.OWNER)
    assert client.get("/desk/people/").status_code == 200
    assert LogEntry.objects.filter(action="person.join", subject=f"u:{ada.pk}").exists()


def test_a_link_made_anew_voids_the_one_before() -> None:
    """Of the links that several starts of the desk printed, only the last one works."""
    old, new = _first(), _first()
    with pytest.raises(Absent):
        actions.open_invitation(old)
    assert actions.open_invitation(new).role == Role.OWNER


def test_no_first_link_once_there_is_an_account() -> None:
    """Nobody becomes owner by starting the desk again."""
    make_person(Role.OWNER)
    assert actions.invite_first() is None


def test_wrong_used_and_outdated_links_look_alike(client: Client) -> None:
    """Who tries links learns nothing of those that there are."""
    used, outdated = _first(), actions.invite(who=make_person(Role.OWNER), role="coder")
    actions.accept_invitation(token=used, **ADA)
    Invitation.objects.filter(used_at=None).update(expires_at=timezone.now())
    pages = [client.get(f"/welcome/{token}/") for token in ("wrong", used, outdated)]
    assert {page.status_code for page in pages} == {404}
    # Only the token that guards the form against other sites is another each time.
    said = {re.sub(r'"[\w]{64}"', "", page.content.decode()) for page in pages}
    assert len(said) == 1


def test_the_link_is_shown_once_and_only_its_hash_is_kept() -> None:
    """An owner sees the link; whoever reads the database cannot use it."""
    browser = signed_in(make_person(Role.OWNER))
    page = browser.post("/desk/people/invite/", {"role": "coder"}).content.decode()
    found = re.search(r"/welcome/([\w-]+)/", page)
    assert found is not None
    assert actions.open_invitation(found[1]).role == Role.CODER
    assert found[1] not in str(Invitation.objects.values().get())
    assert found[1] not in browser.get("/desk/people/").content.decode()


def test_a_guest_is_invited_until_a_date() -> None:
    """The account that an invitation makes ends when the invitation says."""
    owner, until = make_person(Role.OWNER), timezone.localdate() + dt.timedelta(days=3)
    token = actions.invite(who=owner, role="observer", access_until=until)
    guest = actions.accept_invitation(token=token, **ADA)
    assert (guest.role, guest.access_until) == (Role.OBSERVER, until)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"password": "short"}, "too short"),
        ({"password": "password1234"}, "too common"),
        ({"email": "OWNER@desk.example"}, "there is an account with this address"),
        ({"name": " "}, "required"),
    ],
)
def test_what_is_wrong_with_an_account_is_said(
    client: Client, change: dict[str, str], said: str
) -> None:
    """The form stays, with the words that say what to mend, and the link stays good."""
    token = actions.invite(who=make_person(Role.OWNER), role="coder")
    page = client.post(f"/welcome/{token}/", ADA | change)
    assert said in page.content.decode()
    assert User.objects.count() == 1
    assert actions.open_invitation(token).used_at is None


def test_who_has_an_account_does_not_make_another_by_mistake() -> None:
    """An owner who tries the link out does not use it up."""
    owner = make_person(Role.OWNER)
    token = actions.invite(who=owner, role="coder")
    assert signed_in(owner).get(f"/welcome/{token}/").status_code == 403
    assert actions.open_invitation(token).used_at is None


def test_two_factors_are_set_up_at_once_where_the_desk_asks(client: Client) -> None:
    """A new account leads straight to its second factor, without asking the password again."""
    token = actions.invite(who=make_person(Role.OWNER), role="coder")
    actions.change_policy(who=User.objects.get(), two_factor_required=True)
    sent = client.post(f"/welcome/{token}/", ADA)
    assert sent.headers["Location"] == "/accounts/2fa/app/activate/"
    assert "otpauth" not in (page := client.get(sent.headers["Location"])).content.decode()
    assert page.status_code == 200


@pytest.mark.parametrize(
    "path",
    (
        "signup/ email/ confirm-email/ password/reset/ password/set/ login/code/ 3rdparty/"
        " 2fa/webauthn/ 2fa/trust/ signup/passkey/ phone/change/"
    ).split(),
)
def test_pages_that_nobody_needs_are_not_there(path: str) -> None:
    """Nothing that would make an account or change an address can be reached."""
    browser = signed_in(make_person(Role.OWNER))
    assert browser.get(f"/accounts/{path}").status_code == 404
    assert browser.post(f"/accounts/{path}", ADA).status_code == 404


def test_a_role_or_a_day_that_cannot_be_is_refused() -> None:
    """An invitation is for one of the roles, and not for yesterday."""
    owner = make_person(Role.OWNER)
    with pytest.raises(Conflict, match="no such role"):
        actions.invite(who=owner, role="king")
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    with pytest.raises(Conflict, match="has passed"):
        actions.invite(who=owner, role="coder", access_until=yesterday)


def test_who_made_an_account_signs_in_with_it_however_the_address_is_written(
    client: Client,
) -> None:
    """Capitals in an e-mail address shut nobody out."""
    actions.accept_invitation(token=_first(), **ADA)
    assert try_to_sign_in(client, email="ADA@desk.example") == "/desk/"
