"""Record -> the forms that the field uses: GED, ACLED, POLECAT, GeoJSON and others."""

from __future__ import annotations

from vaglio.export._export import export_record
from vaglio.export._references import References, load_references

__all__ = ["References", "export_record", "load_references"]
