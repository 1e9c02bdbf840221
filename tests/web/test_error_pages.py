"""What went wrong is told in the desk's own words and style, without a page of somebody else's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, include, path

from tests.web.vetting import person, signed_in

pytestmark = pytest.mark.django_db

_WRONG = {"wrong": BadRequest("odd"), "forbidden": PermissionDenied(), "broken": RuntimeError("!")}


def _raises(_request: HttpRequest, how: str) -> HttpResponse:
    """Break off as a page might."""
    raise _WRONG[how]


urlpatterns: list[URLPattern | URLResolver] = [
    path("raises/<str:how>/", _raises),
    path("", include("vaglio_web.urls")),
]


@pytest.fixture
def visitor() -> Iterator[Client]:
    """Sign somebody in at a desk with pages that break off."""
    client = signed_in(person())
    client.raise_request_exception = False
    with override_settings(ROOT_URLCONF=__name__):
        yield client


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/raises/wrong/", 400, "Not understood"),
        ("/raises/forbidden/", 403, "Not for you"),
        ("/nowhere/", 404, "Not found"),
        ("/desk/entries/i:nothing/", 404, "Not found"),
        ("/raises/broken/", 500, "The desk broke off"),
    ],
)
def test_each_is_a_page_of_the_desk(visitor: Client, address: str, status: int, words: str) -> None:
    """It has the desk's style, says what happened, and leads back; no trace is shown."""
    answer = visitor.get(address)
    page = answer.content.decode()
    assert (answer.status_code, f"<h1>{words}</h1>" in page) == (status, True)
    assert "/static/desk/desk.css" in page
    assert '<a href="/">' in page
    assert "Traceback" not in page
    assert "RuntimeError" not in page


def test_a_form_that_was_open_too_long_is_told_so() -> None:
    """Nothing was sent, and the page says what to do."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(person())
    answer = client.post("/desk/people/invite/", {"role": "coder"})
    page = answer.content.decode()
    assert (answer.status_code, "<h1>Not sent</h1>" in page) == (403, True)
    assert "/static/desk/desk.css" in page


def test_signing_in_speaks_as_the_other_pages_do() -> None:
    """One word for one thing: an e-mail address is called so everywhere."""
    page = Client().get("/accounts/login/").content.decode()
    assert "E-mail address" in page
    assert "Email" not in page
    row = {"login": "nobody@desk.example", "password": "not the right one"}
    said = Client().post("/accounts/login/", row).content.decode()
    assert "The e-mail address or the password is not correct." in said
