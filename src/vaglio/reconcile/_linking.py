"""Which accounts of different reports tell of one incident, by Splink over DuckDB."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vaglio.codebook.linkage import Linkage, LinkComparison
from vaglio.model.claim import Harm
from vaglio.model.incident import Evidence, Join
from vaglio.reconcile._blocks import blocks_of
from vaglio.reconcile._told import Told

if TYPE_CHECKING:
    import pyarrow as pa

_KM = (
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


def link(told: Sequence[Told], *, linkage: Linkage) -> list[Link]:
    """Compare the accounts of different reports, and keep those that go together.

    Args:
        told: The accounts.
        linkage: The evidence of each field.

    Returns:
        The pairs whose evidence passes the threshold, the strongest first.
    """
    if len(told) < 2:
        return []
    from splink import DuckDBAPI, Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    table = DuckDBAPI().register(account_table(told))
    linker = Linker(table, splink_settings(linkage), log_level=None)
    found: pa.Table = linker.inference.predict(
        threshold_match_weight=linkage.needed
    ).as_pyarrow_table()  # type: ignore[no-untyped-call]
    ones, others = found["unique_id_l"].to_pylist(), found["unique_id_r"].to_pylist()
    totals = found["match_weight"].to_pylist()
    held = [
        _levels(comparison, found[f"gamma_{comparison.field}"].to_pylist())
        for comparison in linkage.comparisons
    ]
    links = [
        Link(one=min(one, other), other=max(one, other), total=total, levels=tuple(levels))
        for one, other, total, *levels in zip(ones, others, totals, *held, strict=True)
    ]
    return sorted(links, key=lambda each: (-round(each.total, 6), each.one, each.other))


def _levels(comparison: LinkComparison, gammas: Sequence[int]) -> list[int]:
    """Turn Splink's level numbers, counted from the last and -1 for unknown, into indices."""
    last = len(comparison.levels) - 1
    unknown = next((i for i, level in enumerate(comparison.levels) if level.m is None), 0)
    return [unknown if gamma < 0 else last - gamma for gamma in gammas]


def join_of(each: Link, told: Sequence[Told], linkage: Linkage) -> Join:
    """Say in words what joined two accounts."""
    pairs = zip(linkage.comparisons, each.levels, strict=True)
    levels = [comparison.levels[index] for comparison, index in pairs]
    return Join(
        one=told[each.one].id,
        other=told[each.other].id,
        start=linkage.start,
        evidence=tuple(
            Evidence(words=level.words, weight=level.weight)
            for level in levels
            if level.m is not None
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
        "retain_intermediate_calculation_columns": True,
    }


def _comparison(comparison: LinkComparison) -> dict[str, object]:
    """Write one comparison as Splink has it."""
    levels: list[dict[str, object]] = []
    for level in comparison.levels:
        row: dict[str, object] = {
            "sql_condition": "ELSE" if level.sql is None else level.sql.replace("{km}", _KM),
            "label_for_charts": level.words,
        }
        if level.m is None:
            row["is_null_level"] = True
        else:
            row |= {"m_probability": level.m, "u_probability": level.u}
        levels.append(row)
    return {"output_column_name": comparison.field, "comparison_levels": levels}


def account_table(told: Sequence[Told]) -> pa.Table:
    """Lay the accounts out as a table, one row each, for the comparisons' conditions.

    Args:
        told: The accounts.

    Returns:
        Columns: days as ordinals, point in degrees, places and parties as
        lists, numbers killed and injured; null where the account does not say.
    """
    import pyarrow as pa

    points = [each.point() for each in told]
    columns: dict[str, object] = {
        "unique_id": list(range(len(told))),
        "report": [each.report.id for each in told],
        "blocks": pa.array(blocks_of(told), pa.list_(pa.string())),
        "day0": pa.array([d.days[0].toordinal() if d.days else None for d in told], pa.int64()),
        "day1": pa.array([d.days[1].toordinal() if d.days else None for d in told], pa.int64()),
        "exact": [int(each.dated) for each in told],
        "lat": pa.array([p.latitude if p else None for p in points], pa.float64()),
        "lon": pa.array([p.longitude if p else None for p in points], pa.float64()),
        "places": pa.array([each.places() for each in told], pa.list_(pa.string())),
        "placed": [int(bool(each.places())) for each in told],
        "actors": pa.array([each.actors() for each in told], pa.list_(pa.string())),
        "mode": pa.array([_mode(each) for each in told], pa.string()),
    }
    for harm in (Harm.KILLED, Harm.INJURED):
        numbers = [each.number(harm) for each in told]
        columns[f"{harm}_known"] = [int(number is not None) for number in numbers]
        columns[f"{harm}_low"] = pa.array([n[0] if n else None for n in numbers], pa.int64())
        columns[f"{harm}_high"] = pa.array([n[1] if n else None for n in numbers], pa.int64())
    return pa.table(columns)


def _mode(told: Told) -> str | None:
    """Give the weapon or way, where the account names one."""
    event = told.incident.event
    return event.mode if event is not None else None
