"""What holds for every export of any record: it validates, and nothing unvetted goes out."""

from __future__ import annotations

import csv
import io
import tempfile
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.library.export_records import PROPOSED, RECORD, SHELLED, reported
from vaglio.codebook import load_codebook
from vaglio.export import export_record, load_references
from vaglio.model.access import Access
from vaglio.model.agreement import Agreement
from vaglio.model.claim import Event, Place, Precision, When
from vaglio.model.exported import ExportForm
from vaglio.model.incident import Alleged, Incident, IncidentToll
from vaglio.model.record import Decided, Record, Standing
from vaglio.model.span import Span
from vaglio.model.track import Meeting, Track

REFERENCES = load_references()
FORMS = list(ExportForm)
MARKS = {
    ExportForm.GED: b"PROPOSAL, not vetted",
    ExportForm.ACLED: b"vaglio:proposal",
    ExportForm.POLECAT: b"PROPOSAL i:00000000000000dd",
    ExportForm.GEOJSON: b"PROPOSAL, not vetted",
    ExportForm.HXL: b"PROPOSAL i:00000000000000dd",
    ExportForm.JSONLD: b"PROPOSAL, not vetted",
    ExportForm.ANNOTATIONS: b"PROPOSAL, not vetted",
    ExportForm.CSV: b"PROPOSAL, not vetted",
    ExportForm.PARQUET: b"PROPOSAL, not vetted",
}

TEXTS = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(["=x", "\t", "A"])
SPANS = st.builds(lambda a, n: Span(start=a, end=a + n), st.integers(0, 99), st.integers(1, 99))
CODES = [Event(type=row.type, mode=row.mode) for row in load_codebook().plover]
NUMBERS = st.none() | st.integers(-1, 50)
IDS = st.sampled_from(["i:1", "i:2", "g:1", "t:1", "a:1"])


def _ordered(toll: IncidentToll) -> IncidentToll:
    """Put the numbers of a toll in order, as most records have them."""
    given_numbers = [n for n in (toll.low, toll.best, toll.high) if n is not None]
    numbers = iter(sorted(abs(n) for n in given_numbers))
    return replace(
        toll, **{k: next(numbers) for k in ("low", "best", "high") if getattr(toll, k) is not None}
    )


TOLLS = st.builds(
    IncidentToll, low=NUMBERS, best=NUMBERS, high=NUMBERS,
    part_of=st.none() | st.integers(0, 2), side=st.none() | st.sampled_from(["Armenia", "x"]),
)  # fmt: skip
PLACES = st.builds(
    Place, name=TEXTS, span=SPANS,
    place=st.none() | st.sampled_from(["geonames:184745", "region:nagorno-karabakh", "x"]),
    latitude=st.none() | st.floats(-95, 95), longitude=st.none() | st.floats(-185, 185),
    radius_km=st.none() | st.floats(-1, 3000), precision=st.sampled_from(Precision),
)  # fmt: skip
WHENS = st.builds(When, start=st.none() | st.dates(), end=st.none() | st.dates(), span=SPANS)
DAYS = st.dates().map(lambda day: When(start=day, end=day, text="x", span=Span(start=0, end=1)))
CLAIMS = st.lists(st.sampled_from(["c:1", "c:2", "c:3"]), max_size=3).map(tuple)


def _some(each: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    """Draw a few of something."""
    return st.lists(each, max_size=3).map(tuple)


INCIDENTS = st.builds(
    Incident, id=IDS, title=TEXTS, event=st.none() | st.sampled_from(CODES),
    when=st.none() | WHENS | DAYS, where=_some(PLACES), claims=CLAIMS,
    tolls=_some(TOLLS | TOLLS.map(_ordered)), toll_history=st.just(()),
    disagreements=st.just(()), sources=st.just(()),
    actors=_some(st.builds(Alleged, name=TEXTS, actor=st.sampled_from([None, "ARM", "AZE"]),
                           claims=CLAIMS)),
)  # fmt: skip
RECORDS = st.builds(
    Record,
    claims=st.just((reported("c:1", targets=("civilians",)), reported("c:2", targets=("rebels",)))),
    incidents=_some(INCIDENTS),
    agreements=_some(st.builds(Agreement, id=IDS, when=WHENS | DAYS, where=_some(PLACES),
                               commitments=st.just(()), claims=CLAIMS)),
    tracks=_some(st.builds(Track, id=IDS, claims=CLAIMS, meetings=_some(
        st.builds(Meeting, when=WHENS, where=_some(PLACES))))),
    access=_some(st.builds(Access, id=IDS, where=_some(PLACES), claims=CLAIMS)),
    decided=_some(st.builds(Decided, id=IDS, ref=st.none() | TEXTS)),
    proposals=st.just(()), set_aside=st.just(()),
)  # fmt: skip
st.register_type_strategy(str, TEXTS)
st.register_type_strategy(Span, SPANS)


def _readable(form: ExportForm, data: bytes) -> bytes:
    """Give the text of an export; of Parquet, that of its cells."""
    if form is not ExportForm.PARQUET:
        return data
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.parquet")
        path.write_bytes(data)
        return repr(duckdb.read_parquet(str(path)).fetchall()).encode()


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(record=RECORDS, proposals=st.booleans())
def test_every_export_of_any_record_validates(
    form: ExportForm, record: Record, proposals: bool
) -> None:
    """However odd a record is, the export holds its format's rules, and loses nothing unsaid."""
    exported = export_record(record, form=form, references=REFERENCES, proposals=proposals)
    entries = [*record.incidents, *record.agreements, *record.tracks, *record.access]
    allowed = {Standing.ACCEPTED} | ({Standing.PROPOSED} if proposals else set())
    going = [each for each in entries if record.standing_of(each.id) in allowed]
    assert exported.count + len(exported.left_out) == len(going)


@pytest.mark.parametrize("form", FORMS)
def test_nothing_unvetted_goes_out(form: ExportForm) -> None:
    """No word of what was proposed, rejected or withdrawn is in any export or companion."""
    exported = export_record(RECORD, form=form, references=REFERENCES)
    for data in (_readable(form, exported.data), exported.changes):
        assert b"hidden" not in data.lower()
        assert PROPOSED.id.encode() not in data


@pytest.mark.parametrize("form", FORMS)
def test_proposals_go_out_when_asked_for_and_each_is_marked(form: ExportForm) -> None:
    """The mark stands in the entry itself; what was rejected or withdrawn stays in."""
    exported = export_record(RECORD, form=form, references=REFERENCES, proposals=True)
    text = _readable(form, exported.data)
    assert MARKS[form] in text
    assert b"hidden-rejected" not in text
    assert b"hidden-withdrawn" not in text
    plain = export_record(RECORD, form=form, references=REFERENCES)
    assert exported.count == plain.count + 1
    assert MARKS[form] not in _readable(form, plain.data)


@given(record=RECORDS)
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
def test_without_the_flag_a_proposal_changes_nothing(record: Record) -> None:
    """An export is the same whether proposals are in the record or not."""
    undecided = {each.id for each in record.decided if each.standing is Standing.ACCEPTED}
    bare = replace(
        record,
        incidents=tuple(e for e in record.incidents if e.id in undecided),
        agreements=tuple(e for e in record.agreements if e.id in undecided),
        tracks=tuple(e for e in record.tracks if e.id in undecided),
        access=tuple(e for e in record.access if e.id in undecided),
    )
    for form in (ExportForm.CSV, ExportForm.GEOJSON, ExportForm.JSONLD):
        one = export_record(record, form=form, references=REFERENCES)
        other = export_record(bare, form=form, references=REFERENCES)
        assert (one.data, one.changes) == (other.data, other.changes)


@pytest.mark.parametrize("form", FORMS)
def test_writing_again_gives_the_same_bytes(form: ExportForm) -> None:
    """An export depends on the record and on nothing else."""
    first, second = (export_record(RECORD, form=form, references=REFERENCES) for _ in range(2))
    assert first.data == second.data


def test_an_entry_that_was_decided_on_twice_stays_in() -> None:
    """Accepted and withdrawn at once: nobody knows which counts."""
    both = (
        Decided(id=SHELLED.id, standing=Standing.ACCEPTED),
        Decided(id=SHELLED.id, standing=Standing.WITHDRAWN),
    )
    record = replace(RECORD, decided=both)
    for form in FORMS:
        exported = export_record(record, form=form, references=REFERENCES)
        assert exported.count == 0
        assert [each.why for each in exported.left_out] == [
            "it was decided on twice, and not alike"
        ]


def test_the_companion_names_what_was_withdrawn_merged_and_corrected() -> None:
    """Each with the day, the public note and the entry that it went into, if that is public."""
    exported = export_record(RECORD, form=ExportForm.GEOJSON, references=REFERENCES)
    rows = list(csv.DictReader(io.StringIO(exported.changes.decode())))
    told = {row["ref"]: (row["change"], row["into_ref"], row["note"]) for row in rows}
    assert told == {
        "D-3": ("merged", "D-7", ""),
        "D-4": ("merged", "", ""),
        "D-7": ("corrected", "", "'-1 was a slip"),
        "D-9": ("withdrawn", "", "Not an attack"),
    }


def test_the_companion_names_entries_as_the_export_does() -> None:
    """Who deletes by the id of the export finds it in the companion."""
    exported = export_record(RECORD, form=ExportForm.GED, references=REFERENCES)
    [row, *_] = csv.DictReader(io.StringIO(exported.data.decode()))
    changes = csv.DictReader(io.StringIO(exported.changes.decode()))
    assert row["id"] in {each["exported_id"] for each in changes if each["id"] == SHELLED.id}
