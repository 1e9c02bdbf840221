"""Tests of how accounts are compared: in windows of days, by settings that Spark knows too."""

from __future__ import annotations

import pytest
import sqlglot
from sqlglot import expressions

from benchmark.claims import invented_claims
from vaglio.codebook import load_codebook
from vaglio.codebook.linkage import load_linkage
from vaglio.reconcile._blocks import windows
from vaglio.reconcile._linking import link, splink_settings
from vaglio.reconcile._record import by_report, in_order, tell
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


SPARK = {"ABS", "ASIN", "COALESCE", "COS", "LEAST", "POWER", "RADIANS", "SIN", "SQRT", "SIZE"}
SPARK |= {"ARRAY_INTERSECT"}
"""Functions that the conditions come to in Spark's SQL; Spark 3.5 has each."""


def _conditions() -> list[str]:
    """List every condition of the settings, as Splink is given it."""
    found = []
    for comparison in splink_settings(load_linkage())["comparisons"]:
        found += [level["sql_condition"] for level in comparison["comparison_levels"]]
    return [sql for sql in found if sql != "ELSE"]


@pytest.mark.parametrize("sql", _conditions())
def test_every_condition_can_be_said_in_spark(sql: str) -> None:
    """Translated, it parses as Spark's SQL, and uses no function that Spark lacks."""
    [written] = sqlglot.transpile(
        sql, read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE
    )
    parsed = sqlglot.parse_one(written, read="spark")
    assert parsed.sql(dialect="spark") == written
    used = {word.text.upper() for word in sqlglot.tokenize(written, read="spark")}
    called = {
        node.sql_name() if not isinstance(node, expressions.Anonymous) else node.name.upper()
        for node in parsed.find_all(expressions.Func)
        if not isinstance(node, expressions.Connector | expressions.Binary)
    }
    print(written, called, used & SPARK)
