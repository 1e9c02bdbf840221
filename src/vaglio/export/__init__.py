"""Record -> the forms that the field uses: GED, ACLED, POLECAT, GeoJSON; and tables back."""

from __future__ import annotations

from vaglio.export._export import export_record
from vaglio.export._import import import_table
from vaglio.export._references import References, load_references
from vaglio.export._take_in import import_file

__all__ = ["References", "export_record", "import_file", "import_table", "load_references"]
