"""Tests of the incident templates of MUC-4, on invented reports and keys."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vaglio.model.errors import CorpusInvalid
from vaglio.score.bench import BenchRow, Counts
from vaglio.score.bench._muc_fit import best_pairs, count, fill_fit, pair_up
from vaglio.score.bench._muc_keys import Fill, Slot, Template, days_of, fold_place, number_of
from vaglio.score.bench.muc4 import SET, slices_of

_STORY = (
    "   QUITO, 4 MAY 90 (INVENTED) -- [TEXT] THREE TEACHERS WERE KILLED YESTERDAY WHEN\n"
    "A BOMB EXPLODED IN A SCHOOL IN QUITO."
)
_DULL = "   QUITO, 4 MAY 90 (INVENTED) -- [TEXT] THE MINISTER OPENED A NEW LIBRARY TODAY."


def _fill(value: str, *refs: str, path: tuple[str, ...] = (), optional: bool = False) -> Fill:
    """Make a fill."""
    return Fill(values=(value,), refs=refs, paths=(path,) if path else (), optional=optional)


def _template(kind: str, date: str, *effects: Fill, optional: bool = False) -> Template:
    """Make a template of three slots."""
    return Template(
        slots={
            Slot.TYPE: (_fill(kind),),
            Slot.DATE: (_fill(date),),
            Slot.EFFECT: tuple(effects),
        },
        optional=optional,
    )


def test_days_are_read_as_the_keys_write_them() -> None:
    """A day, by a day, between two days, and a month alone, which is no day."""
    day = days_of("08 JAN 90")
    assert day is not None
    assert day.start == day.end
    by = days_of("- 8 JAN 90")
    assert by is not None
    assert by.start is None
    assert by.end == day.start
    between = days_of("08 JAN 90 - 10 JAN 90")
    assert between is not None
    assert (between.start, between.end) > (day.start, day.end)
    assert days_of("NOV 89") is None
    assert days_of("31 FEB 90") is None


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("12", ("", 12, None)),
        ("~30", ("~", 30, None)),
        ("5-", ("from", 5, None)),
        ("5 -", ("from", 5, None)),
        ("-15", ("to", 15, None)),
        ("- 15", ("to", 15, None)),
        ("3-4", ("range", 3, 4)),
        ("PLURAL", None),
    ],
)
def test_numbers_are_read_in_both_spellings(
    value: str, number: tuple[str, int, int | None] | None
) -> None:
    """Exact, about, at least, at most, between; a word is no number."""
    assert number_of(value) == number


def test_a_place_is_folded_without_its_sort() -> None:
    """What stands in brackets, accents and spaces do not count."""
    assert fold_place("SANTA  INÉS (TOWN)") == fold_place("Santa Ines")


@pytest.mark.parametrize(
    ("slot", "wanted", "found", "fit"),
    [
        (Slot.DATE, _fill("08 JAN 90"), _fill("08 JAN 90"), 1.0),
        (Slot.DATE, _fill("- 08 JAN 90"), _fill("08 JAN 90"), 0.5),
        (Slot.DATE, _fill("08 JAN 90"), _fill("09 JAN 90"), 0.0),
        (Slot.NUMBER, _fill("4", "CLERKS"), _fill("4", "FOUR CLERKS"), 1.0),
        (Slot.NUMBER, _fill("4", "CLERKS"), _fill("4", "GUARDS"), 0.5),
        (Slot.NUMBER, _fill("PLURAL", "CLERKS"), _fill("4", "CLERKS"), 0.5),
        (Slot.NUMBER, _fill("~30", "CLERKS"), _fill("32", "CLERKS"), 0.5),
        (Slot.NUMBER, _fill("5-", "CLERKS"), _fill("4", "CLERKS"), 0.0),
        (Slot.EFFECT, _fill("DEATH", "CLERK"), _fill("INJURY", "CLERK"), 0.0),
        (
            Slot.PLACE,
            _fill("", path=("PERU", "ORVA (DEPARTMENT)", "TULL (CITY)")),
            _fill("", path=("Peru", "Tull")),
            1.0,
        ),
        (
            Slot.PLACE,
            _fill("", path=("PERU", "TULL (CITY)")),
            _fill("", path=("PERU",)),
            0.5,
        ),
        (Slot.PLACE, _fill("", path=("PERU",)), _fill("", path=("CHILE", "TULL")), 0.0),
    ],
)
def test_fills_agree_wholly_in_part_or_not(
    slot: Slot, wanted: Fill, found: Fill, fit: float
) -> None:
    """Each slot has its way of agreeing by half."""
    assert fill_fit(slot, wanted, found) == fit


def test_pairs_are_chosen_so_that_all_fits_add_up_to_the_most() -> None:
    """The single best pair is given up where two others are worth more."""
    fits = {("a", "x"): 5.0, ("a", "y"): 4.0, ("b", "x"): 4.0, ("b", "y"): 0.0}
    assert best_pairs(["a", "b"], ["x", "y"], lambda w, f: fits[w, f]) == [(0, 1), (1, 0)]


def test_templates_are_paired_one_to_one() -> None:
    """Of two incidents found, the one of the right day is the key's; the other is extra."""
    key = _template("BOMBING", "08 JAN 90", _fill("DEATH", "CLERK"))
    near = _template("BOMBING", "08 JAN 90", _fill("INJURY", "CLERK"))
    far = _template("BOMBING", "01 JAN 90")
    pairs = pair_up([key], [far, near])
    assert [(p.wanted, p.found) for p in pairs] == [(key, near), (None, far)]


def test_what_is_optional_costs_nothing_when_missed() -> None:
    """Neither an optional template nor an optional fill is counted as missed."""
    counts = Counts()
    optional = _template("BOMBING", "08 JAN 90", _fill("DEATH", "CLERK"), optional=True)
    for pair in pair_up([optional], []):
        count(pair, Slot.EFFECT, counts)
    fill = _template("BOMBING", "08 JAN 90", _fill("DEATH", "CLERK", optional=True))
    for pair in pair_up([fill], [_template("BOMBING", "08 JAN 90")]):
        count(pair, Slot.EFFECT, counts)
    assert counts.missed == 0
    for pair in pair_up([fill], [_template("BOMBING", "08 JAN 90", _fill("DEATH", "CLERK"))]):
        count(pair, Slot.EFFECT, counts)
    assert (counts.right, counts.extra, counts.missed) == (1, 0, 0)


def test_splits_are_slices_and_numbered_ones_are_pooled_too() -> None:
    """A number at the end of a split's name is dropped for the pool."""
    assert slices_of("held2") == ("held2", "held")
    assert slices_of("dev") == ("dev",)


def _write(data: Path, documents: list[object], templates: list[object]) -> None:
    """Write an invented corpus."""
    folder = data / "muc4"
    folder.mkdir()
    for name, rows in (("documents", documents), ("templates", templates)):
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")


def _key(value: str, ref: str | None = None, **more: object) -> dict[str, object]:
    """Write a fill as the files do."""
    return {
        "raw": value,
        "optional": False,
        "values": [value],
        "refs": [ref] if ref else [],
        **more,
    }


def _rows(data: Path) -> dict[tuple[str, str], BenchRow]:
    """Measure the set."""
    return {(row.slice, row.metric): row for row in SET.measure(data, 1).rows}


def test_an_incident_is_found_with_its_day_its_place_and_its_victims(tmp_path: Path) -> None:
    """All that the report says plainly is right; the irrelevant report raises no alarm."""
    slots = {
        "incident_type": [_key("BOMBING")],
        "incident_date": [_key("03 MAY 90")],
        "incident_location": [
            _key("ECUADOR: QUITO (CITY)", paths=[["ECUADOR", "QUITO (CITY)"]]),
        ],
        "hum_tgt_number": [_key("3", "TEACHERS")],
        "hum_tgt_effect_of_incident": [_key("DEATH", "TEACHERS")],
        "perp_organization_confidence": [],
    }
    _write(
        tmp_path,
        [
            {"id": "A-1", "split": "held1", "text": _STORY},
            {"id": "A-2", "split": "held2", "text": _DULL},
        ],
        [{"doc": "A-1", "split": "held1", "template": 1, "optional": False, "slots": slots}],
    )
    rows = _rows(tmp_path)
    for slot in (Slot.TYPE, Slot.DATE, Slot.PLACE, Slot.NUMBER, Slot.EFFECT):
        assert (slot, rows["held", slot].f1) == (slot, 1.0)
        assert rows["held1", slot].n == 1
    assert rows["held", "false alarm on irrelevant report"].value == 0.0
    assert rows["held", "all slots"].n == 5


def test_a_missed_incident_is_shown(tmp_path: Path) -> None:
    """What the key wants and nobody found is the worst miss."""
    slots = {"incident_type": [_key("ARSON")], "incident_date": [_key("03 MAY 90")]}
    _write(
        tmp_path,
        [{"id": "A-2", "split": "held", "text": _DULL}],
        [{"doc": "A-2", "split": "held", "template": 1, "optional": False, "slots": slots}],
    )
    misses = SET.measure(tmp_path, 1).misses
    assert [(miss.kind, miss.wanted) for miss in misses] == [("incident missed", "ARSON")]


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    """A line that is no template is an error of the corpus."""
    _write(tmp_path, [{"id": "A-2", "split": "held", "text": _DULL}], [{"doc": "A-2"}])
    with pytest.raises(CorpusInvalid, match=r"templates.jsonl:1"):
        SET.measure(tmp_path, 1)
