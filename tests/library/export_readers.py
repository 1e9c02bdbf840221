"""Exports of invented records, read back as those who load them do."""

from __future__ import annotations

import io

import pandas as pd

from tests.library.export_records import RECORD, reported
from vaglio.export import export_record, load_references
from vaglio.model.exported import Exported, ExportForm
from vaglio.model.incident import Incident
from vaglio.model.record import Decided, Record, Standing

REFERENCES = load_references()


def export(form: ExportForm, *incidents: Incident, targets: tuple[str, ...] = ()) -> Exported:
    """Export incidents that are all accepted; the invented record where there are none."""
    if not incidents:
        return export_record(RECORD, form=form, references=REFERENCES)
    decided = tuple(Decided(id=each.id, standing=Standing.ACCEPTED) for each in incidents)
    record = Record(
        claims=(reported("c:1", targets=targets),), incidents=incidents, decided=decided
    )
    return export_record(record, form=form, references=REFERENCES)


def table(exported: Exported) -> pd.DataFrame:
    """Read a CSV as pandas does."""
    return pd.read_csv(io.BytesIO(exported.data))


def one(exported: Exported) -> dict[str, object]:
    """Give the only row of a table; empty cells left out."""
    [row] = table(exported).to_dict("records")
    return {str(name): cell for name, cell in row.items() if not pd.isna(cell)}
