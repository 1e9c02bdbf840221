"""Tests of the record's JSON Lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaglio.model.access import Access
from vaglio.model.agreement import Agreement
from vaglio.model.errors import RecordInvalid, SourceMissing
from vaglio.model.incident import Incident
from vaglio.model.record import Decided, Proposal, Record, SetAside, Standing
from vaglio.model.record_json import (
    SCHEMAS,
    entry_from_json,
    entry_to_json,
    read_record,
    write_record,
)
from vaglio.model.span import Span
from vaglio.model.track import Track

OFFSETS, LENGTHS = st.integers(0, 10**6), st.integers(1, 500)
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(Span, st.builds(lambda a, n: Span(start=a, end=a + n), OFFSETS, LENGTHS))
st.register_type_strategy(str, st.text(st.characters(codec="utf-8")))

ENTRIES = [Incident, Agreement, Track, Access, Decided, Proposal, SetAside]


@pytest.mark.parametrize("form", ENTRIES)
@given(data=st.data())
def test_an_entry_survives_its_line(form: type[Incident], data: st.DataObject) -> None:
    """What is written is read back, on one line, with its schema first."""
    entry = data.draw(st.from_type(form))
    line = entry_to_json(entry)
    assert len(line.splitlines()) == 1
    assert next(iter(json.loads(line))) == "schema"
    assert entry_from_json(line, form=form, input="a:1") == entry


def test_another_schema_is_refused() -> None:
    """A line of an older form is not read as the newer one."""
    line = '{"schema":"vaglio.decided/0","id":"i:1","standing":"accepted"}'
    with pytest.raises(RecordInvalid, match="is of the schema vaglio"):
        entry_from_json(line, form=Decided, input="x.jsonl:3")


def test_a_wrong_field_is_named() -> None:
    """The error says which field is wrong."""
    line = f'{{"schema":"{SCHEMAS[Decided]}","id":"i:1","standing":"maybe"}}'
    with pytest.raises(RecordInvalid, match="standing"):
        entry_from_json(line, form=Decided, input="x.jsonl:3")


def test_a_record_survives_its_folder(tmp_path: Path) -> None:
    """Files that are empty hold nothing, and nothing is lost."""
    record = Record(
        claims=(),
        incidents=(),
        decided=(Decided(id="i:1", standing=Standing.ACCEPTED, ref="D-7"),),
        set_aside=(SetAside(input="a.jsonl:2", claim=None, why="no claim"),),
    )
    write_record(record, tmp_path / "record")
    assert read_record(tmp_path / "record") == record
    assert record.standing_of("i:1") is Standing.ACCEPTED
    assert record.standing_of("i:2") is Standing.PROPOSED


def test_no_record_is_an_error(tmp_path: Path) -> None:
    """An empty folder is not an empty record."""
    with pytest.raises(SourceMissing):
        read_record(tmp_path)
