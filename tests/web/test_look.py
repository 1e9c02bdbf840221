"""What every page of the desk looks like, the packages' own pages among them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from vaglio_web.store.models import User

CSS = Path(__file__).parents[2] / "src/vaglio_web/desk/static/desk/desk.css"


@pytest.fixture
def editor(db: None) -> User:  # noqa: ARG001 - it opens the database
    """Make an editor."""
    return User.objects.create_user(
        email="ed@desk.test", name="Ed Itor", role="editor", password="a long enough word"
    )


@pytest.mark.django_db
def test_the_sign_in_looks_like_the_desk() -> None:
    """A stranger finds the desk's frame, and no way to make an account alone."""
    page = Client().get("/accounts/login/").content.decode()
    assert 'class="skip"' in page
    assert "desk/desk.css" in page
    assert "signup" not in page


@pytest.mark.parametrize(
    "path", ["/accounts/2fa/", "/accounts/sessions/", "/accounts/password/change/"]
)
def test_the_account_s_pages_look_like_the_desk(editor: User, path: str) -> None:
    """Two-factor sign-in, sessions and the password stand in the desk's frame."""
    client = Client()
    client.force_login(editor)
    page = client.get(path).content.decode()
    assert 'aria-label="Desk"' in page
    assert "Ed Itor" in page


def test_no_page_holds_a_script_or_a_style_of_its_own(editor: User) -> None:
    """The security policy would refuse it, and the page would break."""
    client = Client()
    client.force_login(editor)
    page = client.get("/accounts/2fa/").content.decode()
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page)
    assert "includeIndicatorStyles" in page


def _luminance(colour: str) -> float:
    """Compute the relative luminance of a colour, as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    """Compute the contrast of two colours."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


INKS = {
    "ink": (
        *("ground", "sheet", "raised", "go-soft", "words", "words-on", "other", "code"),
        *("good-soft", "bad-soft", "care-soft", "past-soft"),
    ),
    "soft": ("ground", "sheet", "raised", "go-soft", "code"),
    "go": ("ground", "sheet", "raised", "go-soft"),
    "go-ink": ("go",),
    "good": ("good-soft", "sheet"),
    "bad": ("bad-soft", "sheet"),
    "care": ("care-soft", "sheet"),
    "past": ("past-soft", "sheet"),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_ink_is_read_on_every_ground(scheme: str) -> None:
    """Text has a contrast of 4.5 to 1 at least, in the light and in the dark."""
    words = CSS.read_text(encoding="utf-8")
    light, dark = words.split("@media (prefers-color-scheme: dark)")[:2]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light if scheme == "light" else dark))
    weak = [
        (ink, ground, round(_contrast(colours[ink], colours[ground]), 2))
        for ink, grounds in INKS.items()
        for ground in grounds
        if _contrast(colours[ink], colours[ground]) < 4.5
    ]
    assert weak == []
