"""Tests of how accounts are compared: in windows of days, by settings that Spark knows too."""

from __future__ import annotations

import re

import pytest
import sqlglot

from benchmark.claims import invented_claims
from vaglio.codebook import load_codebook
from vaglio.codebook.linkage import load_linkage
from vaglio.model.claim_json import claim_from_json, claim_to_json
from vaglio.reconcile._blocks import windows
from vaglio.reconcile._linking import KM, link, splink_settings
from vaglio.reconcile._order import in_order
from vaglio.reconcile._record import by_report, tell
from vaglio.reconcile._told import Told


@pytest.fixture(scope="module")
def told() -> list[Told]:
    """Give the accounts of some days of an invented war."""
    reports = by_report(in_order(invented_claims(900)))
    return tell(reports, codebook=load_codebook())


def test_windows_change_no_link(told: list[Told]) -> None:
    """Compared day by day or all at once, the same accounts go together with the same evidence."""
    linkage = load_linkage()
    assert len(list(windows(told, most=1))) > 4
    assert len(list(windows(told))) == 1
    whole = list(link(told, linkage=linkage))
    assert whole
    assert list(link(told, linkage=linkage, most=1)) == whole
    assert list(link(told, linkage=linkage, most=200)) == whole


def test_each_two_accounts_of_a_block_meet(told: list[Told]) -> None:
    """However the days are cut, the pairs that share a block are the same."""
    assert _pairs(told, most=1) == _pairs(told, most=10**9)


def _pairs(told: list[Told], *, most: int) -> set[tuple[int, int]]:
    """List the accounts that share a block in some window."""
    found = set()
    for window in windows(told, most=most):
        blocks: dict[int, list[int]] = {}
        for member, named in zip(window.members, window.blocks, strict=True):
            for block in named:
                blocks.setdefault(block, []).append(member)
        for members in blocks.values():
            found |= {(one, other) for one in members for other in members if one < other}
    return found


SPARK = frozenset(
    "ABS ARRAY_INTERSECT ASIN COALESCE COS LEAST LENGTH LEVENSHTEIN "
    "POWER RADIANS SIN SIZE SQRT".split()
)
"""Functions that the conditions may come to: those of Spark's SQL, as its reference has them."""

_CALL = re.compile(r"(\w+)\(")


def _spark(sql: str) -> str:
    """Translate a condition, as Splink does when it works over Spark."""
    [written] = sqlglot.transpile(
        sql, read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE
    )
    return written


def _conditions() -> list[str]:
    """List every condition of the settings, as Splink is given it."""
    linkage = load_linkage()
    written = [level.sql for comparison in linkage.comparisons for level in comparison.levels]
    return [sql.replace("{km}", KM) for sql in written if sql is not None]


@pytest.mark.parametrize("sql", _conditions())
def test_every_condition_can_be_said_in_spark(sql: str) -> None:
    """Translated, it parses as Spark's SQL, and uses no function that Spark lacks."""
    written = _spark(sql)
    assert sqlglot.parse_one(written, read="spark").sql(dialect="spark") == written
    assert set(_CALL.findall(written)) <= SPARK


def test_the_check_of_functions_can_fail() -> None:
    """What DuckDB alone knows is seen."""
    assert set(_CALL.findall(_spark("LEN(LIST_INTERSECT(a, b)) >= 1"))) - SPARK


def test_the_settings_hold_the_same_conditions() -> None:
    """What Splink is given is what was looked at."""
    given = str(splink_settings(load_linkage()))
    assert all(sql in given for sql in _conditions())


def test_invented_claims_keep_the_contract() -> None:
    """What the benchmark joins is what any program may send: written and read, it is the same."""
    for each in invented_claims(60):
        line = claim_to_json(each.claim, each.report)
        assert claim_from_json(line, input="line 1") == (each.report, each.claim)
