"""Record -> the forms that the field uses: GED, ACLED, POLECAT, GeoJSON and others."""

from __future__ import annotations

from vaglio.export._export import Exported, ExportForm, export_record
from vaglio.export._outgoing import PROPOSAL, LeftOut
from vaglio.export._references import References

__all__ = ["PROPOSAL", "ExportForm", "Exported", "LeftOut", "References", "export_record"]
