"""The exports that were asked for lately, in words."""

from __future__ import annotations

from dataclasses import dataclass

from vaglio_web.store.actions import name_of
from vaglio_web.store.models import Dossier, Export, ExportFile, ExportState

_SHOWN = 50
_WORDS = (
    ("kind", "{}"),
    ("grade", "graded {}"),
    ("place", "place begins “{}”"),
    ("since", "from {}"),
    ("until", "to {}"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Hold one export as the page shows it."""

    export: Export
    """The export."""
    name: str
    """The name of its file."""
    holds: str
    """What it is narrowed to, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Hold the exports of the page."""

    rows: tuple[Asked, ...]
    """The exports, the latest first."""

    @property
    def is_done(self) -> bool:
        """Tell whether none is still to be written."""
        under_way = (ExportState.WAITING, ExportState.WRITING)
        return all(row.export.state not in under_way for row in self.rows)


def files() -> Files:
    """Give the exports that were asked for lately."""
    titles = dict(Dossier.objects.values_list("slug", "title"))
    found = Export.objects.select_related("asked_by").order_by("-pk")[:_SHOWN]
    return Files(
        rows=tuple(
            Asked(
                export=export,
                name=name_of(export, ExportFile.DATA),
                holds=_in_words(export.wanted, titles),
            )
            for export in found
        )
    )


def _in_words(wanted: dict[str, str], titles: dict[str, str]) -> str:
    """Say what an export is narrowed to."""
    words = ["only what is published" if wanted.get("published") else "all that is accepted"]
    if "dossier" in wanted:
        words.append(titles.get(wanted["dossier"], wanted["dossier"]))
    words += [said.format(wanted[name]) for name, said in _WORDS if name in wanted]
    return ", ".join(words)
