"""The browser that the desk is tried with sees what it has to see."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.web import screens
from tests.web.browsers import Visit
from tests.web.screens import digests, keep_screen

_INLINE = """
const script = document.createElement("script");
script.textContent = "document.title = 'run'";
document.body.append(script);
"""
_PAGE = """<!doctype html><html lang="en"><title>A page</title><main><h1>A page</h1>{}</main>"""


@pytest.fixture
def inside(visit: Visit) -> Visit:
    """Open a page of the desk, whichever, and forget what went wrong on it."""
    visit.go("/accounts/login/")
    visit.problems.clear()
    return visit


def test_an_inline_script_is_refused_and_noticed(inside: Visit) -> None:
    """A page that carried a script of its own would fail every test that opens it."""
    before = inside.page.title()
    inside.page.evaluate(_INLINE)
    assert inside.page.title() == before
    assert any("Content Security Policy" in problem for problem in inside.problems)
    inside.problems.clear()


def test_a_request_to_another_machine_is_refused_and_noticed(inside: Visit) -> None:
    """A page that fetched a font from elsewhere would fail every test that opens it."""
    inside.page.evaluate("fetch('http://192.0.2.1/').catch(() => null)")
    assert any("Content Security Policy" in problem for problem in inside.problems)
    inside.problems.clear()


def test_an_error_of_a_script_is_noticed(inside: Visit) -> None:
    """A handler that breaks off half way does not pass unseen."""
    inside.page.evaluate("setTimeout(() => { throw new Error('broke off'); })")
    inside.page.wait_for_timeout(100)
    assert any("broke off" in problem for problem in inside.problems)
    inside.problems.clear()


def test_what_shuts_people_out_is_found(visit: Visit) -> None:
    """A field that a screen reader cannot name is grave; one with a label is not."""
    visit.page.set_content(_PAGE.format("<label>Place <select></select></label>"))
    visit.check_accessible()
    visit.page.set_content(_PAGE.format("<select></select>"))
    with pytest.raises(AssertionError, match="select-name"):
        visit.check_accessible()


def test_a_screenshot_is_kept_with_its_digest(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A picture that changed is seen in a diff that people can read."""
    monkeypatch.setattr(screens, "FOLDER", tmp_path)
    monkeypatch.setattr(screens, "DIGESTS", tmp_path / "digests.toml")
    keep_screen("b", b"one")
    keep_screen("a", b"two")
    keep_screen("b", b"three")
    assert list(digests()) == ["a.png", "b.png"]
    assert (tmp_path / "b.png").read_bytes() == b"three"
