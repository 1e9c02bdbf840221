"""Tests of claims as nobody should send them: refused by line, or handled and shown."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from benchmark.claims import invented_claims
from vaglio.cli import main
from vaglio.explain import record_in_words
from vaglio.model.claim import Reality
from vaglio.model.claim_json import claim_to_json
from vaglio.model.incident import Grade
from vaglio.model.record import Reported
from vaglio.model.record_json import read_record
from vaglio.pipeline import reconcile_claims
from vaglio.reconcile._blocks import MOST_IN_BLOCK

CLAIMS = list(invented_claims(4))
LINES = [claim_to_json(each.claim, each.report) for each in CLAIMS]


def _joined(folder: Path, *lines: str) -> Result:
    """Reconcile lines into a record, as somebody types it."""
    file = folder / "claims.jsonl"
    file.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return CliRunner().invoke(main, ["reconcile", str(file), "--into", str(folder / "record")])


def _changed(**fields: object) -> str:
    """Change some keys of the first line."""
    return json.dumps(json.loads(LINES[0]) | fields)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (_changed(schema="vaglio.claim/0"), "schema is 'vaglio.claim/0', not 'vaglio.claim/1'"),
        (_changed(quote=""), "quote"),
        (_changed(quote=None), "quote"),
        (_changed(span=None), "span"),
        (_changed(span=[7, 7]), "span"),
        ("{", "it is no JSON"),
    ],
    ids=["older schema", "no words", "null words", "no span", "empty span", "cut off"],
)
def test_a_line_that_is_no_claim_is_refused_by_its_number(
    tmp_path: Path, line: str, problem: str
) -> None:
    """The error names file, line and field; the other lines are joined; the exit status says so."""
    answer = _joined(tmp_path, LINES[0], line, *LINES[1:])
    assert answer.exit_code == 2
    assert f"{tmp_path / 'claims.jsonl'}:2: this is no claim" in answer.stderr
    assert problem in answer.stderr
    assert "1 lines were no claims, and are not in the record" in answer.stderr
    assert len(read_record(tmp_path / "record").claims) == len(LINES)


def test_ids_given_twice_are_listed(tmp_path: Path) -> None:
    """The same claim counts once; another claim of its id is not taken for it."""
    other = _changed(provisional=True)
    answer = _joined(tmp_path, *LINES, LINES[0], other)
    assert answer.exit_code == 0
    record = read_record(tmp_path / "record")
    assert len(record.claims) == len(LINES)
    other_id, again = sorted(each.why for each in record.set_aside)
    assert other_id.startswith("another claim has its id, and is taken by its content")
    assert "Town" in other_id
    assert again == "the same claim was given before"
    assert all(each.claim == CLAIMS[0].claim.id for each in record.set_aside)
    assert answer.stderr.count("set aside") == 2


def test_a_time_that_ends_before_it_begins(tmp_path: Path) -> None:
    """In a line it is refused by number; from a program the claim is set aside with both days."""
    early, late = "2031-05-03", "2031-06-01"
    when = json.loads(LINES[0])["when"] | {"start": late, "end": early}
    answer = _joined(tmp_path, LINES[1], _changed(when=when))
    assert answer.exit_code == 2
    assert "claims.jsonl:2: this is no claim: when" in answer.stderr
    first = CLAIMS[0].claim
    assert first.when is not None
    days = (dt.date.fromisoformat(late), dt.date.fromisoformat(early))
    backwards = replace(first, when=replace(first.when, start=days[0], end=days[1]))
    record = reconcile_claims([replace(CLAIMS[0], claim=backwards), *CLAIMS[1:]])
    assert [(each.claim, each.why) for each in record.set_aside] == [
        (first.id, f"its time ends ({early}) before it begins ({late})")
    ]
    assert len(record.claims) == len(CLAIMS) - 1


def test_a_toll_that_is_part_of_itself(tmp_path: Path) -> None:
    """Itself at once is refused by line; over another toll it is set aside."""
    row = json.loads(LINES[1])
    toll = row["tolls"][0]
    at_once = json.dumps(row | {"tolls": [toll | {"part_of": 0}]})
    over = json.dumps(row | {"tolls": [toll | {"part_of": 1}, toll | {"part_of": 0}]})
    answer = _joined(tmp_path, LINES[0], at_once, over)
    assert answer.exit_code == 2
    assert "claims.jsonl:2: this is no claim: tolls[0].part_of names no other toll" in answer.stderr
    [aside] = read_record(tmp_path / "record").set_aside
    assert aside.why == "its toll 1 is part of itself"


def test_what_every_source_denies_is_shown_and_counts_nothing() -> None:
    """It stays in the record, discounted, with its claims and without a toll."""
    denied = [
        replace(each, claim=replace(each.claim, reality=Reality.DENIED)) for each in CLAIMS[:2]
    ]
    record = reconcile_claims(denied)
    [incident] = record.incidents
    assert incident.grade is Grade.DISCOUNTED
    assert incident.tolls == ()
    assert set(incident.claims) == {each.claim.id for each in denied}
    assert "discounted" in record_in_words(record)


def _crowd(count: int) -> list[Reported]:
    """Have ever more outlets tell of things on one day and at one place."""
    day = dt.date(2031, 5, 3)
    [head, number] = CLAIMS[:2]
    assert head.claim.when is not None
    when = replace(head.claim.when, start=day, end=day)
    made = []
    for index in range(count // 2):
        id = f"r:crowd-{index}"
        report = replace(head.report, id=id, source=f"Outlet {index}", published=day)
        toll = replace(number.claim.tolls[0], low=index % 90, best=index % 90, high=index % 90)
        for each, changes in ((head, {"when": when}), (number, {"tolls": (toll,)})):
            own = replace(each.claim, id=f"{each.claim.id}-{index}", report_id=id, as_of=day)
            made.append(Reported(claim=replace(own, **changes), report=report))
    return made


def test_ten_thousand_claims_on_one_day_and_place() -> None:
    """All are kept and joined; that not each two were compared is counted and listed."""
    told = _crowd(10_000)
    record = reconcile_claims(told)
    assert {each.claim.id for each in record.claims} == {each.claim.id for each in told}
    joined = [claim for incident in record.incidents for claim in incident.claims]
    assert sorted(joined) == sorted(each.claim.id for each in told)
    assert record.set_aside
    assert all(each.claim is None for each in record.set_aside)
    name = CLAIMS[0].claim.where[0].name.lower()
    town = f'more than {MOST_IN_BLOCK} share "{name}": there only those that give the same'
    assert any(each.why.startswith(town) for each in record.set_aside)
    assert {each.input for each in record.set_aside} == {
        "accounts of 2031-05-03",
        "accounts of 2031-05-04",
    }
    assert f"{len(record.set_aside)} set aside" in record_in_words(record)


def test_a_quiet_day_lists_nothing() -> None:
    """Where each two were compared, nothing is said to have been left."""
    assert reconcile_claims(_crowd(MOST_IN_BLOCK)).set_aside == ()
