"""Which accounts of different reports tell of one incident, by Splink over DuckDB."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vaglio.codebook.linkage import Linkage, LinkComparison
from vaglio.model.claim import Harm
from vaglio.model.incident import Evidence, Join
from vaglio.reconcile._blocks import MOST_IN_WINDOW, Window, windows
from vaglio.reconcile._told import Told

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

_LOG = logging.getLogger(__name__)

COMPARED = "compared %d pairs of %d accounts"
"""What is logged of the work: an account pair compared in two windows counts twice."""

_SILENT = "SET enable_progress_bar = false"
"""DuckDB draws no bar of its own: only the command line shows anything."""

_SLACK = 0.001
"""Bits by which Splink keeps more than is needed: what is kept is weighed again, exactly."""

_AT_ONCE = 10_000
"""Links taken out of the table together."""

KM = (
    "(2 * 6371 * ASIN(SQRT(LEAST(1, POWER(SIN(RADIANS(lat_l - lat_r) / 2), 2) + "
    "COS(RADIANS(lat_l)) * COS(RADIANS(lat_r)) * POWER(SIN(RADIANS(lon_l - lon_r) / 2), 2)))))"
)
"""Kilometres over the ground between two points."""

_BLOCKING = {
    "blocking_rule": "l.blocks = r.blocks AND l.report <> r.report",
    "sql_dialect": "duckdb",
    "arrays_to_explode": ["blocks"],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Hold what speaks for two accounts being of one incident."""

    one: int
    """Index of the account that comes first."""
    other: int
    """Index of the other."""
    total: float
    """The evidence in bits, the starting odds included."""
    levels: tuple[int, ...]
    """For each comparison the index of the level that holds."""


def link(told: Sequence[Told], *, linkage: Linkage, most: int = MOST_IN_WINDOW) -> Iterator[Link]:
    """Compare the accounts of different reports, and keep those that go together.

    They are compared window by window; what goes together is kept outside
    Python until all are compared, so that only the links asked for are held.

    Args:
        told: The accounts.
        linkage: The evidence of each field.
        most: How many days of accounts are compared in one go; see `windows`.

    Returns:
        The pairs whose evidence passes the threshold, the strongest first.
    """
    if len(told) < 2:
        return
    import duckdb

    with duckdb.connect() as kept:
        kept.execute(_SILENT)
        kept.execute(f"CREATE TABLE links ({_kept_columns(linkage)})")
        compared = 0
        for window in windows(told, most=most):
            if len(window.members) > 1:
                found, count = _compare(told, window, linkage)
                kept.register("found", found)
                kept.execute("INSERT INTO links SELECT * FROM found")
                kept.unregister("found")
                compared += count
        _LOG.info(COMPARED, compared, len(told))
        patterns = _weigh(kept, linkage)
        kept.execute(
            "SELECT one, other, ANY_VALUE(weighed.pattern) FROM links JOIN weighed USING "
            f"({', '.join(_gammas(linkage))}) GROUP BY one, other "
            "ORDER BY ANY_VALUE(weighed.total) DESC, one, other"
        )
        while rows := kept.fetchmany(_AT_ONCE):
            for one, other, pattern in rows:
                levels = patterns[pattern]
                yield Link(one=one, other=other, total=linkage.total(levels), levels=levels)


def _weigh(kept: duckdb.DuckDBPyConnection, linkage: Linkage) -> list[tuple[int, ...]]:
    """Weigh each way in which two accounts were found to compare; those too weak are left out.

    The order of the links rests on these totals, to six digits, and not on
    sums of floating numbers that Splink makes in an order of its own.
    """
    names = _gammas(linkage)
    found = kept.execute(f"SELECT DISTINCT {', '.join(names)} FROM links").fetchall()
    patterns = [tuple(map(_level, linkage.comparisons, held)) for held in found]
    kept.execute(f"CREATE TABLE weighed ({_gamma_columns(linkage)}, pattern INTEGER, total DOUBLE)")
    rows = [
        (*held, index, weight_in_order(linkage.total(levels)))
        for index, (held, levels) in enumerate(zip(found, patterns, strict=True))
        if linkage.total(levels) >= linkage.needed
    ]
    if rows:
        marks = ", ".join("?" for _ in rows[0])
        kept.executemany(f"INSERT INTO weighed VALUES ({marks})", rows)
    return patterns


def in_strength(each: Link) -> tuple[float, int, int]:
    """Say where a link stands among others: the strongest first."""
    return -weight_in_order(each.total), each.one, each.other


def weight_in_order(total: float) -> float:
    """Give the evidence as links are put in order by it."""
    return round(total, 6)


def _gammas(linkage: Linkage) -> list[str]:
    """Name the columns in which Splink says which level holds."""
    return [f"gamma_{comparison.field}" for comparison in linkage.comparisons]


def _kept_columns(linkage: Linkage) -> str:
    """Write the columns of what is kept of a pair."""
    return f"one INTEGER, other INTEGER, {_gamma_columns(linkage)}"


def _gamma_columns(linkage: Linkage) -> str:
    """Write the columns that say which level holds."""
    return ", ".join(f"{name} TINYINT" for name in _gammas(linkage))


def _compare(told: Sequence[Told], window: Window, linkage: Linkage) -> tuple[pa.Table, int]:
    """Compare the accounts of one window; give what goes together, and how many were compared."""
    import duckdb
    from splink import DuckDBAPI, Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    with duckdb.connect() as connection:
        connection.execute(_SILENT)
        table = DuckDBAPI(connection).register(account_table(told, window))
        linker = Linker(table, splink_settings(linkage), log_level=None)
        pairs = linker.inference.compute_blocked_pairs_for_predict().physical_name
        [(count,)] = connection.execute(f"SELECT COUNT(*) FROM {pairs}").fetchall()
        needed = linkage.needed - _SLACK
        found = linker.inference.predict(threshold_match_weight=needed).physical_name
        ids = [f"{pick}(unique_id_l, unique_id_r)" for pick in ("LEAST", "GREATEST")]
        columns = ", ".join([*ids, *_gammas(linkage)])
        kept = connection.sql(f"SELECT {columns} FROM {found}")
        return kept.to_arrow_table(), count


def _level(comparison: LinkComparison, gamma: int) -> int:
    """Turn Splink's level number, counted from the last and -1 for unknown, into an index."""
    if gamma >= 0:
        return len(comparison.levels) - 1 - gamma
    return next((i for i, level in enumerate(comparison.levels) if level.m is None), 0)


def join_of(each: Link, told: Sequence[Told], linkage: Linkage) -> Join:
    """Say in words what joined two accounts."""
    pairs = zip(linkage.comparisons, each.levels, strict=True)
    levels = [comparison.levels[index] for comparison, index in pairs]
    return Join(
        one=told[each.one].id,
        other=told[each.other].id,
        start=linkage.start,
        evidence=tuple(
            Evidence(words=level.words, weight=level.weight) for level in levels if level.weight
        ),
        total=each.total,
        needed=linkage.needed,
    )


def splink_settings(linkage: Linkage) -> dict[str, object]:
    """Write the comparisons as Splink's own settings, for DuckDB or, by its translation, Spark.

    Args:
        linkage: The evidence of each field.

    Returns:
        The settings, with every m and u fixed.
    """
    return {
        "link_type": "dedupe_only",
        "probability_two_random_records_match": linkage.prior,
        "blocking_rules_to_generate_predictions": [_BLOCKING],
        "comparisons": [_comparison(each) for each in linkage.comparisons],
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": False,
    }


def _comparison(comparison: LinkComparison) -> dict[str, object]:
    """Write one comparison as Splink has it."""
    levels: list[dict[str, object]] = []
    for level in comparison.levels:
        row: dict[str, object] = {
            "sql_condition": "ELSE" if level.sql is None else level.sql.replace("{km}", KM),
            "label_for_charts": level.words,
        }
        if level.m is None:
            row["is_null_level"] = True
        else:
            row |= {"m_probability": level.m, "u_probability": level.u}
        levels.append(row)
    return {"output_column_name": comparison.field, "comparison_levels": levels}


def account_table(told: Sequence[Told], window: Window) -> pa.Table:
    """Lay the accounts of a window out as a table, for the comparisons' conditions.

    Args:
        told: All accounts.
        window: Those to lay out, with their blocks.

    Returns:
        One row for each account of the window. Columns: days as ordinals,
        point in degrees, places and parties as lists, numbers killed and
        injured; null where the account does not say.
    """
    import pyarrow as pa

    given = [told[index] for index in window.members]
    points = [each.point() for each in given]
    places = [each.places() for each in given]
    columns: dict[str, object] = {
        "unique_id": pa.array(window.members, pa.int32()),
        "report": [each.report.id for each in given],
        "blocks": pa.array(window.blocks, pa.list_(pa.int32())),
        "day0": pa.array([d.days[0].toordinal() if d.days else None for d in given], pa.int64()),
        "day1": pa.array([d.days[1].toordinal() if d.days else None for d in given], pa.int64()),
        "exact": [int(each.dated) for each in given],
        "lat": pa.array([p.latitude if p else None for p in points], pa.float64()),
        "lon": pa.array([p.longitude if p else None for p in points], pa.float64()),
        "places": pa.array(places, pa.list_(pa.string())),
        "place": pa.array([each.place_name() for each in given], pa.string()),
        "placed": [int(bool(named)) for named in places],
        "actors": pa.array([each.actors() for each in given], pa.list_(pa.string())),
        "mode": pa.array([each.mode() for each in given], pa.string()),
    }
    for harm in (Harm.KILLED, Harm.INJURED):
        numbers = [each.number(harm) for each in given]
        columns[f"{harm}_known"] = [int(number is not None) for number in numbers]
        columns[f"{harm}_low"] = pa.array([n[0] if n else None for n in numbers], pa.int64())
        columns[f"{harm}_high"] = pa.array([n[1] if n else None for n in numbers], pa.int64())
    return pa.table(columns)
