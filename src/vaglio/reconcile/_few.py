"""A few pairs of accounts compared at once, by the same conditions and weights as all are."""

from __future__ import annotations

from collections.abc import Sequence

from vaglio.codebook.linkage import Linkage, LinkComparison
from vaglio.reconcile._blocks import Window
from vaglio.reconcile._linking import KM, Link, account_table
from vaglio.reconcile._told import Told


def link_few(
    told: Sequence[Told], pairs: Sequence[tuple[int, int]], *, linkage: Linkage
) -> list[Link]:
    """Compare some pairs of accounts.

    Splink takes half a second to start, whatever it is asked. Here DuckDB
    evaluates the very conditions that Splink is given, on the same columns;
    the weights are added up as they are for Splink's pairs.

    Args:
        told: The accounts, in their order.
        pairs: Places of the two accounts of each pair, the earlier first.
        linkage: The evidence of each field.

    Returns:
        The pairs whose evidence passes the threshold, in no order.

    Source:
        Fellegi and Sunter 1969, as Splink computes it.
    """
    if not pairs:
        return []
    import duckdb
    import pyarrow as pa

    everyone = tuple(range(len(told)))
    with duckdb.connect() as connection:
        accounts = account_table(told, Window(members=everyone, blocks=tuple(() for _ in told)))
        ones, others = zip(*pairs, strict=True)
        connection.register("accounts", accounts)
        connection.register("pairs", pa.table({"one": ones, "other": others}))
        rows = connection.execute(_query(accounts.column_names, linkage)).fetchall()
    return [
        Link(one=one, other=other, total=total, levels=tuple(levels))
        for one, other, *levels in rows
        if (total := linkage.total(levels)) >= linkage.needed
    ]


def _query(columns: Sequence[str], linkage: Linkage) -> str:
    """Write the question: which level of each field holds for each pair."""
    sides = ", ".join(f"{side}.{name} AS {name}_{side}" for side in "lr" for name in columns)
    levels = ", ".join(_cases(comparison) for comparison in linkage.comparisons)
    return (
        f"SELECT one, other, {levels} FROM (SELECT one, other, {sides} FROM pairs "
        "JOIN accounts l ON l.unique_id = one JOIN accounts r ON r.unique_id = other)"
    )


def _cases(comparison: LinkComparison) -> str:
    """Write one field: the first level whose condition holds."""
    last = len(comparison.levels) - 1
    cases = " ".join(
        f"WHEN {level.sql.replace('{km}', KM)} THEN {index}"
        for index, level in enumerate(comparison.levels)
        if level.sql is not None
    )
    return f"CASE {cases} ELSE {last} END"
