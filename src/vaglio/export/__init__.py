"""Record -> GED, ACLED, POLECAT, GeoJSON and others; a team's table -> record."""

from __future__ import annotations

from vaglio.export._export import export_record
from vaglio.export._import import import_table
from vaglio.export._record_parquet import write_parquet
from vaglio.export._references import References, load_references
from vaglio.export._take_in import import_file

__all__ = [
    "References",
    "export_record",
    "import_file",
    "import_table",
    "load_references",
    "write_parquet",
]
