"""What the desk has accepted leaves it, in every form, and nothing else does."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.utils import timezone

from tests.web.export_reading import references_in
from tests.web.installations import Installation
from tests.web.outgoing import CORRECTED, LATER, WITHDRAWN, Outgoing, amend_toll, make_outgoing
from vaglio.cli import main
from vaglio.model.claim_json import claim_to_json
from vaglio.model.exported import Exported, ExportForm
from vaglio.model.record import Record, Standing
from vaglio.model.record_json import read_record
from vaglio.pipeline import export_record, load_references
from vaglio_web.store import actions
from vaglio_web.store.models import Claim, Entry, EntryClaim, LogEntry, Reference
from vaglio_web.store.queries.outgoing import Wanted

ROOT = Path(__file__).parents[2]
INCIDENTS_ONLY = {ExportForm.GED, ExportForm.HXL, ExportForm.CSV, ExportForm.PARQUET}
WITH_AGREEMENTS = {ExportForm.ACLED, ExportForm.POLECAT}
NO_TOLL = {ExportForm.POLECAT, ExportForm.ANNOTATIONS}
HIDDEN = ("Lina", "Orvek", "Korlo", "Mirna")
"""The veiled name, the place that is held back, and the one that nobody has decided on."""


@pytest.fixture
def out() -> Outgoing:
    """Make a desk with an entry of every standing."""
    return make_outgoing()


def _export(record: Record, form: ExportForm) -> Exported:
    """Write a record in one form."""
    return export_record(record, form=form, references=load_references())


def _code(entry: Entry) -> str:
    """Give the code of an entry that holds one only."""
    return Reference.objects.get(entry=entry).code


def _changes(data: bytes) -> dict[str, dict[str, str]]:
    """Read the file of changes, by reference."""
    return {row["ref"]: row for row in csv.DictReader(io.StringIO(data.decode()))}


def _standing(entry: Entry, wanted: Wanted | None = None) -> Standing | None:
    """Give how an entry stands in the desk's record; None where it is not named."""
    decided = {each.id: each for each in actions.record_of(wanted or Wanted()).decided}
    return decided[entry.key].standing if entry.key in decided else None


@pytest.mark.django_db
def test_every_form_holds_what_was_accepted_and_nothing_else(out: Outgoing, tmp_path: Path) -> None:
    """Read back by pandas, DuckDB or json: the accepted entries, with the desk's own numbers."""
    record = actions.record_of(Wanted())
    dead = {out.code(1): 5, out.code(2): 10, out.code(4): 4, out.code(6): 1}
    assert [_code(each) for each in (out.accepted, out.veiled)] == [out.code(1), out.code(6)]
    agreement, track, road = map(_code, out.others)
    for form in ExportForm:
        exported = _export(record, form)
        found = references_in(form, exported.data, tmp_path)
        if form is ExportForm.ANNOTATIONS:
            assert len(found) == len(record.claims) > len(dead)
            continue
        others = {agreement, track, road}
        if form in INCIDENTS_ONLY:
            others = set()
        elif form in WITH_AGREEMENTS:
            others = {agreement}
        elif form is ExportForm.GEOJSON:
            others = {agreement, road} | {each for each in found if each.startswith(track)}
        assert set(found) == set(dead) | others, form
        if form not in NO_TOLL:
            assert {code: found[code] for code in dead} == dead, form


@pytest.mark.django_db
@pytest.mark.parametrize("published", [False, True])
def test_no_form_tells_what_is_hidden(out: Outgoing, published: bool) -> None:
    """Neither a veiled name nor what is held back or waits stands anywhere, changes included."""
    record = actions.record_of(Wanted(published=published))
    for form in ExportForm:
        exported = _export(record, form)
        whole = (exported.data + exported.changes).decode(errors="replace")
        assert [word for word in HIDDEN if word in whole] == [], form
        for entry in (out.held, out.waiting):
            assert entry.key not in whole, form


@pytest.mark.django_db
def test_the_changes_name_what_went(out: Outgoing) -> None:
    """Withdrawn, merged and corrected ones stand in the companion under their own old codes."""
    record = actions.record_of(Wanted())
    for form in ExportForm:
        rows = _changes(_export(record, form).changes)
        gone = {code: row for code, row in rows.items() if row["change"] != "left out"}
        assert {code: row["change"] for code, row in gone.items()} == {
            out.code(2): "corrected",
            out.code(3): "withdrawn",
            out.code(5): "merged",
        }, form
        assert gone[out.code(2)]["note"] == CORRECTED
        assert gone[out.code(3)]["note"] == WITHDRAWN
        assert gone[out.code(5)]["into"] == out.kept.key
        assert gone[out.code(5)]["into_ref"] == out.code(4)
        assert {row["on"] for row in gone.values()} == {timezone.localdate().isoformat()}


@pytest.mark.django_db
def test_only_what_is_published_when_that_is_asked(out: Outgoing) -> None:
    """What was accepted and never published is out; what is published is there word for word."""
    amend_toll(out.desk, out.corrected, 11)  # which nobody has published
    record = actions.record_of(Wanted(published=True))
    assert [each.id for each in record.incidents] == [
        *(out.corrected.key, out.kept.key, out.veiled.key)
    ]
    assert [toll.best for toll in record.incidents[0].tolls] == [10]
    assert (record.agreements, record.tracks, record.access) == ((), (), ())
    named = {each.id: each.standing for each in record.decided}
    assert named[out.withdrawn.key] is Standing.WITHDRAWN
    assert out.merged.key not in named, "the public never read it"
    accepted = actions.record_of(Wanted())
    assert [toll.best for toll in accepted.incidents[1].tolls] == [11]


@pytest.mark.django_db
def test_only_accepted_claims_tell(out: Outgoing) -> None:
    """A claim that is rejected leaves with its number; an entry that none tells of is set aside."""
    claims = list(out.accepted.claims.order_by("id"))
    for claim in claims:
        assert claim.key in {each.claim.id for each in actions.record_of(Wanted()).claims}
        actions.reject_claim(who=out.desk.coder, key=claim.key, reason="not said")
    record = actions.record_of(Wanted())
    assert not {claim.key for claim in claims} & {each.claim.id for each in record.claims}
    assert out.accepted.key not in {each.id for each in record.incidents}
    assert [each.input for each in record.set_aside] == [out.code(1)]
    assert _standing(out.accepted) is Standing.WITHDRAWN, "who has it deletes it"


@pytest.mark.django_db
def test_what_is_accepted_no_more_is_named(out: Outgoing) -> None:
    """Rejected, put up again or undone: whoever loaded it before is told to delete it."""
    assert _standing(out.accepted) is Standing.ACCEPTED
    actions.look_again_at_entry(who=out.desk.coder, key=out.accepted.key)
    assert _standing(out.accepted) is Standing.WITHDRAWN
    actions.reject_entry(who=out.desk.coder, key=out.accepted.key, reason="twice")
    assert _standing(out.accepted) is Standing.WITHDRAWN
    assert _standing(out.accepted, Wanted(published=True)) is None


@pytest.mark.django_db
def test_what_is_held_back_is_named_only_where_it_was_read(out: Outgoing) -> None:
    """Withdrawn and then held back: it was read. Held back and then withdrawn: it was not."""
    desk, until = out.desk, timezone.now() + LATER
    actions.set_embargo(who=desk.editor, key=out.withdrawn.key, until=until)
    assert _standing(out.withdrawn) is Standing.WITHDRAWN
    actions.publish_entry(who=desk.editor, key=out.held.key)
    assert _standing(out.held) is None
    assert _standing(out.held, Wanted(published=True)) is None
    actions.withdraw_entry(who=desk.editor, key=out.held.key, note="It is not ripe.")
    assert _standing(out.held) is None
    actions.set_embargo(who=desk.editor, key=out.held.key, until=until + LATER)
    assert _standing(out.held) is None
    assert _standing(out.held, Wanted(published=True)) is None


@pytest.mark.django_db
def test_codes_of_what_was_merged_again_and_undone(out: Outgoing) -> None:
    """A chain of mergers leads to what stands now, each under its own code; undone, it is back."""
    desk = out.desk
    actions.withdraw_entry(who=desk.editor, key=out.kept.key, note="It is looked at again.")
    actions.merge_entries(who=desk.coder, key=out.accepted.key, other_key=out.kept.key)
    decided = {each.id: each for each in actions.record_of(Wanted()).decided}
    assert (decided[out.accepted.key].ref, decided[out.accepted.key].into) == (out.code(1), None)
    assert (decided[out.kept.key].ref, decided[out.kept.key].into) == (
        *(out.code(4), out.accepted.key),
    )
    assert decided[out.kept.key].note == "It is looked at again."
    assert (decided[out.merged.key].ref, decided[out.merged.key].into) == (
        *(out.code(5), out.accepted.key),
    )
    last = LogEntry.objects.filter(action="entry.merge").order_by("-number")[0]
    actions.undo(who=desk.coder, number=last.number)
    decided = {each.id: each for each in actions.record_of(Wanted()).decided}
    assert decided[out.kept.key].standing is Standing.WITHDRAWN
    assert (decided[out.kept.key].ref, decided[out.merged.key].into) == (
        *(out.code(4), out.kept.key),
    )


@pytest.mark.django_db
def test_what_had_no_code_goes_out_under_the_one_it_gained(out: Outgoing) -> None:
    """An entry kept in a merger before anybody accepted it: its code is no deletion."""
    actions.merge_entries(who=out.desk.coder, key=out.waiting.key, other_key=out.accepted.key)
    decided = {each.id: each for each in actions.record_of(Wanted()).decided}
    assert decided[out.waiting.key].ref == out.code(1)
    assert out.accepted.key not in decided


@pytest.mark.django_db
def test_a_claim_of_two_entries_is_as_veiled_as_the_stricter(out: Outgoing) -> None:
    """A line of negotiation that shows names does not uncover a claim of a veiled incident."""
    track = out.others[1]
    actions.veil_names(who=out.desk.editor, key=track.key, veiled=False)
    for claim in Claim.objects.filter(links__entry=out.veiled):
        EntryClaim.objects.create(entry=track, claim=claim)
    record = actions.record_of(Wanted())
    lines = [claim_to_json(each.claim, each.report) for each in record.claims]
    assert [line for line in lines if "Orvek" in line or "Lina" in line] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        (Wanted(kind="incident", place="Tar"), ["Tarsk"]),
        (Wanted(kind="incident", since=dt.date(2031, 5, 9), until=dt.date(2031, 5, 12)), ["Ushta"]),
        (Wanted(kind="agreement"), []),
        (Wanted(dossier="elsewhere"), []),
        (Wanted(dossier="oranja", grade="confirmed"), []),
    ],
)
def test_a_narrowed_record(out: Outgoing, wanted: Wanted, places: list[str]) -> None:
    """What the list is narrowed to is what goes out, changes included."""
    assert out.desk
    record = actions.record_of(wanted)
    found = [each.where[0].name for each in record.incidents]
    kinds = (bool(record.agreements), bool(record.tracks or record.access))
    assert (found, kinds) == (places, (wanted.kind == "agreement", False))
    if wanted.place:
        assert [each.ref for each in record.decided] == [out.code(2)]


def _vaglio(installation: Installation, *arguments: str | Path, status: int = 0) -> str:
    """Run a command on a desk, and give what it says."""
    result = installation.run("-m", "vaglio.cli", *map(str, arguments), check=False)
    assert result.returncode == status, result.stdout + result.stderr
    return result.stdout + result.stderr


FILL = f"""
import sys; sys.path.insert(0, {str(ROOT)!r})
import django; django.setup()
from tests.web.outgoing import make_outgoing
make_outgoing()
"""


def test_from_the_command_line(installation: Installation, tmp_path: Path) -> None:
    """A folder that `export` and `explain` read; it is written anew, and no other is."""
    installation.run("-c", FILL)
    folder = tmp_path / "record"
    said = _vaglio(installation, "record", folder)
    assert "4 incidents, 1 agreement, 1 track, 1 road or crossing, 14 claims written" in said
    assert "named as gone: 1 withdrawn, 1 merged" in said
    first = {path.name: path.read_bytes() for path in folder.glob("*.jsonl")}
    for form in ExportForm:
        data, run = tmp_path / form.value, CliRunner()
        result = run.invoke(main, ["export", str(folder), "--to", form.value, "-o", str(data)])
        assert result.exit_code == 0, result.output
        assert len(references_in(form, data.read_bytes(), tmp_path)) >= 4
        assert len(_changes((tmp_path / f"{form.value}.changes.csv").read_bytes())) >= 3
    record = read_record(folder)
    asked = ["explain", str(folder), "--incident", record.incidents[1].id]
    explained = CliRunner().invoke(main, asked)
    assert (explained.exit_code, "10" in explained.output) == (0, True)
    _vaglio(installation, "record", folder)
    assert {path.name: path.read_bytes() for path in folder.glob("*.jsonl")} == first
    said = _vaglio(installation, "record", folder, "--published", "--dossier", "oranja")
    assert "3 incidents, 0 agreements" in said
    (folder / "imported-reports.jsonl").write_text("{}")
    assert "there is something else in it" in _vaglio(installation, "record", folder, status=2)
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "incidents.jsonl").write_text("")
    refused = _vaglio(installation, "record", tmp_path / "own", status=2)
    assert "there is something else in it" in refused
    assert "there are: oranja" in _vaglio(
        installation, "record", folder, "--dossier", "elsewhere", status=2
    )
