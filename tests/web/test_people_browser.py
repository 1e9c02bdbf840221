"""People and the log as they are used: in a browser, by keyboard, wide and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.web.browsers import Visit
from tests.web.installations import Installation
from tests.web.people import PASSWORD, code_of

_SETUP = "import django; django.setup(); from vaglio_web.store import actions;"
_FIRST = f"{_SETUP} print(actions.invite_first())"
_OWNER = (
    f"{_SETUP} actions.accept_invitation(token=actions.invite_first(), name='Ada Ferri',"
    f" email='ada@desk.example', password='{PASSWORD}')"
)
_WORK = (
    f"{_SETUP} from vaglio_web.store.models import User; ada = User.objects.get();"
    " actions.make_dossier(who=ada, title='Oranja and its neighbours');"
    " actions.change_dossier(who=ada, slug='oranja-and-its-neighbours', title='Oranja', note='n');"
    " actions.invite(who=ada, role='coder')"
)


@pytest.fixture
def owner(installation: Installation, visit: Visit) -> Page:
    """Sign an owner in, as people do."""
    installation.run("-c", _OWNER)
    installation.run("-c", _WORK)
    page = visit.go("/accounts/login/")
    page.get_by_label("E-mail address").fill("ada@desk.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/")
    visit.problems.clear()  # the queue is another page's business
    return page


def _check(visit: Visit, name: str) -> None:
    """Look at a page: nobody is shut out, and nothing is cut off on a phone."""
    visit.check_accessible()
    before = visit.page.viewport_size
    visit.page.set_viewport_size({"width": 390, "height": 844})
    wide = visit.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390, f"{name} is {wide} wide on a phone"
    visit.check_accessible()
    assert before is not None
    visit.page.set_viewport_size(before)


def test_from_the_first_link_to_two_factors(installation: Installation, visit: Visit) -> None:
    """The link makes an account; the app's code sets the second factor up; both open the desk."""
    token = installation.run("-c", _FIRST).stdout.strip()
    page = visit.go(f"/welcome/{token}/")
    _check(visit, "welcome")
    page.get_by_label("Name").fill("Ada Ferri")
    page.get_by_label("E-mail address").fill("ada@desk.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Set it up now").click()
    secret = page.locator("#authenticator_secret").input_value()
    _check(visit, "two-factors")
    page.get_by_label("Authenticator code").fill(code_of(secret))
    page.keyboard.press("Enter")
    page.wait_for_url("**/2fa/codes/")
    _check(visit, "recovery-codes")
    page.locator("details.account summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/accounts/login/")
    _check(visit, "sign-in")
    page.get_by_label("E-mail address").fill("ada@desk.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/2fa/authenticate/")
    _check(visit, "second-factor")
    page.get_by_label("Code").fill(code_of(secret))
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/")
    visit.problems.clear()


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("people/", "people"),
        ("people/1/", "person"),
        ("policy/", "policy"),
        ("log/", "log"),
        ("log/of/d:oranja-and-its-neighbours/", "history"),
        ("log/verify/", "log-verified"),
        ("mine/", "changed-after-you"),
        ("agreement/", "agreement"),
        ("-/", "state"),
        ("-/permissions/", "permissions"),
        ("-/parts/", "parts"),
    ],
)
@pytest.mark.usefixtures("owner")
def test_each_page_can_be_used_by_everybody(visit: Visit, path: str, name: str) -> None:
    """Axe finds nothing grave, light or dark, wide or on a phone."""
    page = visit.go(f"/desk/{path}")
    page.evaluate("document.querySelectorAll('main details').forEach(each => each.open = true)")
    _check(visit, name)


def test_the_log_is_filtered_by_keyboard(owner: Page, visit: Visit) -> None:
    """The filter is a plain form; what it finds is told in words."""
    visit.go("/desk/log/")
    owner.get_by_label("What was done").focus()
    owner.get_by_label("What was done").select_option("dossier.change")
    owner.keyboard.press("Enter")
    owner.get_by_role("button", name="Show").press("Enter")
    owner.wait_for_url("**action=dossier.change**")
    assert "changed a dossier" in owner.locator("main").inner_text()
    assert "opened a dossier" not in owner.locator("ol.log").inner_text()


def test_an_invitation_is_made_and_its_link_shown(owner: Page, visit: Visit) -> None:
    """The link can be copied from its field; it is not there on the next page."""
    visit.go("/desk/people/")
    owner.get_by_role("button", name="Make the link").click()
    link = owner.get_by_label("The link").input_value()
    assert "/welcome/" in link
    _check(visit, "invitation")
    visit.go("/desk/people/")
    assert link not in owner.content()
