"""An export as an editor gets it: asked for, written by the worker, saved by the browser."""

from __future__ import annotations

from pathlib import Path

from tests.web.browsers import Visit
from tests.web.export_reading import references_in
from tests.web.installations import Installation
from tests.web.people import PASSWORD
from vaglio.model.exported import ExportForm

ROOT = Path(__file__).parents[2]
_FILL = f"""
import sys; sys.path.insert(0, {str(ROOT)!r})
import django; django.setup()
from tests.web.outgoing import make_outgoing
make_outgoing()
"""
_WORK = """
import django; django.setup()
from django.core.management import call_command
call_command("db_worker", batch=True, startup_delay=False, verbosity=0, queue_name="*")
"""
_PHONE = {"width": 390, "height": 844}


def test_from_the_list_to_a_saved_file(
    installation: Installation, visit: Visit, tmp_path: Path
) -> None:
    """The page turns from written to ready by itself; nothing is cut off on a phone."""
    installation.run("-c", _FILL)
    page = visit.go("/accounts/login/")
    page.get_by_label("E-mail").fill("editor@desk.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/")
    visit.go("/desk/incidents/?place=Tar")
    page.get_by_role("link", name="Export what is accepted of these").click()
    page.get_by_label("Form").select_option("geojson")
    page.get_by_role("button", name="Write it").click()
    page.get_by_text("Waiting").wait_for()
    visit.check_accessible()
    installation.run("-c", _WORK)
    page.get_by_text("Ready").wait_for()
    visit.check_accessible()
    with page.expect_download() as saving:
        page.locator("#files").get_by_role("button", name="Export").click()
    assert saving.value.suggested_filename.endswith(".geojson")
    saved = Path(saving.value.path()).read_bytes()
    assert [*references_in(ExportForm.GEOJSON, saved, tmp_path).values()] == [10]
    page.set_viewport_size(_PHONE)  # type: ignore[arg-type]
    assert page.evaluate("document.documentElement.scrollWidth") <= _PHONE["width"]
    visit.check_accessible()
