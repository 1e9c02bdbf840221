"""Claims joined into a record, all at once or report by report beside an index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from vaglio.codebook import load_codebook
from vaglio.codebook.linkage import load_linkage
from vaglio.codebook.tables import TABLES
from vaglio.model.record import Record, Reported
from vaglio.reconcile import (
    DEALS,
    Added,
    Gone,
    Group,
    Index,
    Telling,
    Workings,
    add,
    debtors_of,
    decided_incidents,
    join_all,
    keys_of,
    owners_of,
    part_of,
    parties_told_of,
    proposals_for,
    set_aside_in_order,
)

__all__ = [
    "DEALS",
    "Added",
    "Gone",
    "Group",
    "Index",
    "Telling",
    "Workings",
    "add_claims",
    "debtors_of",
    "decided_incidents",
    "join_claims",
    "keys_of",
    "owners_of",
    "part_of",
    "parties_told_of",
    "proposals_for",
    "reconcile_claims",
    "set_aside_in_order",
]


def reconcile_claims(
    reported: Iterable[Reported], *, before: Record | None = None, codebook: Path = TABLES
) -> Record:
    """Bring the claims of many reports together into one record.

    Args:
        reported: Claims with their reports, in any order.
        before: The record as it stands, where there is one.
        codebook: The folder of the definitions in force.

    Returns:
        The record; see `vaglio.reconcile.reconcile`.
    """
    return join_claims(reported, before=before, codebook=codebook).record


def join_claims(
    reported: Iterable[Reported],
    *,
    before: Record | None = None,
    owned: Mapping[str, str] | None = None,
    codebook: Path = TABLES,
) -> Workings:
    """Bring claims together, and give the accounts behind the record too.

    Args:
        reported: Claims with their reports, in any order.
        before: The record as it stands, where there is one.
        owned: For each claim of an incident that people decided on, and that
            is kept elsewhere, that incident's id.
        codebook: The folder of the definitions in force.

    Returns:
        The record, with what an index of it keeps.
    """
    return join_all(
        reported,
        codebook=load_codebook(codebook),
        linkage=load_linkage(codebook),
        before=before,
        owned=owned,
    )


def add_claims(
    reported: Iterable[Reported],
    *,
    index: Index,
    codebook: Path = TABLES,
    gone: Gone | None = None,
) -> Added:
    """Join new reports with a record of which an index is kept.

    Args:
        reported: The claims of reports of which the record holds none.
        index: What is known of the record.
        codebook: The folder of the definitions in force.
        gone: What the record no longer holds.

    Returns:
        What changes in the record; see `vaglio.reconcile.add`.
    """
    return add(
        reported,
        index=index,
        codebook=load_codebook(codebook),
        linkage=load_linkage(codebook),
        gone=gone,
    )
