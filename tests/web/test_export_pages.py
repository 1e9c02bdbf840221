"""Exports asked for at the desk: written in the background, downloaded, logged."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.web.desks import Desk
from tests.web.export_reading import references_in
from tests.web.outgoing import Outgoing, make_outgoing
from tests.web.people import signed_in
from vaglio.model.exported import ExportForm
from vaglio_web.store import actions
from vaglio_web.store.actions import Conflict, exports
from vaglio_web.store.models import Export, ExportPart, ExportState, LogEntry
from vaglio_web.store.queries.outgoing import Wanted

pytestmark = pytest.mark.django_db


@pytest.fixture
def out() -> Outgoing:
    """Make a desk with an entry of every standing."""
    return make_outgoing()


def _ask(desk: Desk, form: ExportForm = ExportForm.CSV) -> Export:
    """Ask for an export, as an editor."""
    return actions.ask_export(who=desk.editor, form=form, wanted=Wanted())


def _written(export: Export) -> Export:
    """Have the worker write, and give the export as it is then."""
    actions.write_next_export.call()
    return Export.objects.get(pk=export.pk)


def _take(browser: Client, export: Export, file: str) -> tuple[str, bytes]:
    """Download a file: its name and its bytes."""
    answer = browser.post(reverse("desk:export-take", args=(export.pk, file)))
    assert answer.status_code == 200
    return answer.headers["Content-Disposition"], b"".join(answer.streaming_content)  # type: ignore[arg-type]


def test_from_a_list_to_a_file(out: Outgoing, tmp_path: Path) -> None:
    """The list's filter fills the form in; what is downloaded is what fits it; the log knows."""
    browser = signed_in(out.desk.editor)
    listed = browser.get(f"{reverse('desk:incident-list')}?place=Tar&state=accepted")
    link = f"{reverse('desk:export-list')}?kind=incident&amp;state=accepted&amp;place=Tar"
    assert link in listed.content.decode()
    page = browser.get(link.replace("&amp;", "&")).content.decode()
    assert 'name="place" value="Tar"' in page
    assert '<option value="incident" selected>' in page
    asked = {"form": "csv", "kind": "incident", "place": "Tar"}
    answer = browser.post(reverse("desk:export-ask"), asked, follow=True).content.decode()
    assert "is being written" in answer
    assert "hx-trigger" in answer
    export = _written(Export.objects.get())
    assert (export.state, export.count) == (ExportState.WRITTEN, 1)
    files = browser.get(reverse("desk:export-files")).content.decode()
    assert "hx-trigger" not in files
    assert "all that is accepted, incident, place begins “Tar”" in files

    named, data = _take(browser, export, "data")
    day = timezone.localdate().isoformat()
    assert f'filename="vaglio-csv-{day}.csv"' in named
    assert references_in(ExportForm.CSV, data, tmp_path) == {out.code(2): 10}
    named, changes = _take(browser, export, "changes")
    assert f'filename="vaglio-csv-{day}.csv.changes.csv"' in named
    assert "corrected" in changes.decode()
    logged = LogEntry.objects.filter(action="export.take").order_by("number")
    assert [(each.who, each.subject) for each in logged] == [
        (out.desk.editor, f"x:{export.pk}")
    ] * 2
    for entry, (file, body) in zip(logged, (("data", data), ("changes", changes)), strict=True):
        assert entry.after == {
            "form": "csv",
            "wanted": {"kind": "incident", "place": "Tar"},
            "file": file,
            "count": 1,
            "sha256": hashlib.sha256(body).hexdigest(),
        }
    told = browser.get(reverse("desk:log-list")).content.decode()
    assert "downloaded an export" in told
    assert list(actions.broken_at()) == []


def test_every_form_is_downloaded(out: Outgoing, tmp_path: Path) -> None:
    """Each form, in pieces as small as they come, holds what the library writes."""
    browser = signed_in(out.desk.owner)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exports, "PART", 500)
        for form in ExportForm:
            export = _written(_ask(out.desk, form))
            _, data = _take(browser, export, "data")
            assert hashlib.sha256(data).hexdigest() == export.digest
            assert len(references_in(form, data, tmp_path)) >= 4
            assert b"Orvek" not in data
            assert export.parts.filter(file="data").count() == -(-len(data) // 500) > 1
    assert Export.objects.filter(state=ExportState.WRITTEN).count() == len(ExportForm)


def test_what_cannot_be_asked_or_taken(out: Outgoing) -> None:
    """A wrong field is shown, an absent file is not found, nothing is written by looking."""
    browser = signed_in(out.desk.editor)
    wrong = browser.post(reverse("desk:export-ask"), {"form": "csv", "since": "tomorrow"})
    assert (wrong.status_code, Export.objects.count()) == (400, 0)
    export = _ask(out.desk)
    take = reverse("desk:export-take", args=(export.pk, "data"))
    assert browser.post(take).status_code == 404, "it is not written yet"
    _written(export)
    assert browser.get(take).status_code == 405
    assert browser.post(take.replace("data", "other")).status_code == 404
    assert signed_in(out.desk.coder).post(take).status_code == 404
    assert not LogEntry.objects.filter(action="export.take").exists()
    for _ in range(exports.MOST_WAITING):
        _ask(out.desk)
    with pytest.raises(Conflict, match="wait already"):
        _ask(out.desk)
    full = browser.post(reverse("desk:export-ask"), {"form": "csv"})
    assert full.status_code == 409
    assert "wait already" in full.content.decode()


def test_a_worker_that_dies_leaves_nothing_half_written(
    out: Outgoing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another takes the export up; the pieces of the first go. One that always breaks off ends."""
    export = _ask(out.desk)
    with monkeypatch.context() as patch:
        patch.setattr(exports, "_end", _die)
        with pytest.raises(KeyboardInterrupt):
            actions.write_next_export.call()
    assert Export.objects.get().state == ExportState.WRITING
    before = set(ExportPart.objects.values_list("pk", flat=True))
    assert before
    actions.drop_leases()
    export = _written(export)
    assert export.state == ExportState.WRITTEN
    assert not before & set(ExportPart.objects.values_list("pk", flat=True))
    with monkeypatch.context() as patch:
        patch.setattr(exports, "export_record", _die_of_a_bug)
        broken = _written(_ask(out.desk))
    assert (broken.state, broken.problem) == (
        ExportState.FAILED,
        "writing it broke off; ask for it again",
    )
    page = signed_in(out.desk.editor).get(reverse("desk:export-list")).content.decode()
    assert "writing it broke off" in page


def test_an_old_export_goes(out: Outgoing) -> None:
    """After a week its bytes are not kept any longer; who had it stays in the log."""
    export = _written(_ask(out.desk))
    Export.objects.update(arrived_at=export.arrived_at - dt.timedelta(days=8))
    actions.wake()
    assert (Export.objects.count(), ExportPart.objects.count()) == (0, 0)
    assert LogEntry.objects.filter(subject=f"x:{export.pk}").exists()


def _die(*_: object, **__: object) -> None:
    """End the worker as Ctrl-C does."""
    raise KeyboardInterrupt


def _die_of_a_bug(*_: object, **__: object) -> None:
    """Break off."""
    raise RuntimeError("a bug")
