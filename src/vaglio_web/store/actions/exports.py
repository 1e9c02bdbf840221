"""Exports: asked for, written in the background, fetched, all of it logged."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from vaglio.model.errors import VaglioError
from vaglio.model.exported import Exported, ExportForm
from vaglio.pipeline import export_record, load_references
from vaglio_web.store.access import Absent, require
from vaglio_web.store.actions._deciding import Conflict
from vaglio_web.store.actions._leases import MOST_TRIES, is_mine, kept_alive, take_one
from vaglio_web.store.actions._log import Written, append
from vaglio_web.store.actions.outgoing import record_of
from vaglio_web.store.models import (
    Export,
    ExportFile,
    ExportPart,
    ExportState,
    LogHead,
    User,
)
from vaglio_web.store.queries.outgoing import Wanted

PART = 1 << 20
"""How many bytes of a file are kept, and sent, at a time."""
MOST_WAITING = 20
"""So many exports may wait at once."""
_ENDINGS = MappingProxyType(
    {
        ExportForm.GED: "csv",
        ExportForm.ACLED: "csv",
        ExportForm.POLECAT: "tsv",
        ExportForm.GEOJSON: "geojson",
        ExportForm.HXL: "csv",
        ExportForm.JSONLD: "jsonld",
        ExportForm.ANNOTATIONS: "json",
        ExportForm.CSV: "csv",
        ExportForm.PARQUET: "parquet",
    }
)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """Hold a written file on its way to whoever asked for it."""

    name: str
    """Its name."""
    parts: Iterator[bytes]
    """Its bytes, piece by piece."""


def ask_export(*, who: User, form: ExportForm, wanted: Wanted) -> Export:
    """Have an export of what the desk has accepted written in the background.

    Args:
        who: The person.
        form: The form to write.
        wanted: What it is narrowed to.

    Raises:
        Conflict: Too many wait already.
    """
    require(who, "export.ask")
    with transaction.atomic():
        LogHead.objects.select_for_update().get()
        waiting = (ExportState.WAITING, ExportState.WRITING)
        if Export.objects.filter(state__in=waiting).count() >= MOST_WAITING:
            raise Conflict(f"{MOST_WAITING} exports wait already; fetch those first")
        made = Export.objects.create(
            asked_by=who, form=form.value, wanted=wanted.as_json(), arrived_at=timezone.now()
        )
        _tell(who, "export.ask", made, {"form": made.form, "wanted": made.wanted})
        write_next_export.enqueue()
    return made


def take_export(*, who: User, id: int, file: ExportFile) -> Download:
    """Give a written export, or its file of changes, and log who has it.

    Args:
        who: The person.
        id: The export.
        file: Which of its two files.

    Raises:
        Absent: There is no such export, or it is not written.
    """
    require(who, "export.take")
    with transaction.atomic():
        LogHead.objects.select_for_update().get()
        export = Export.objects.filter(pk=id, state=ExportState.WRITTEN).first()
        if export is None:
            raise Absent(str(id))
        is_data = file == ExportFile.DATA
        said = {
            "form": export.form,
            "wanted": export.wanted,
            "file": file.value,
            "count": export.count,
            "sha256": export.digest if is_data else export.changes_digest,
        }
        _tell(who, "export.take", export, said)
    return Download(name=name_of(export, file), parts=_parts(export, file))


def name_of(export: Export, file: ExportFile) -> str:
    """Give the name under which a file of an export is saved."""
    day = timezone.localdate(export.arrived_at).isoformat()
    which = "-published" if export.wanted.get("published") else ""
    whole = f"vaglio-{export.form}{which}-{day}.{_ENDINGS[ExportForm(export.form)]}"
    return whole if file == ExportFile.DATA else f"{whole}.changes.csv"


def _parts(export: Export, file: ExportFile) -> Iterator[bytes]:
    """Give a file piece by piece, each asked for when the last has gone."""
    found = export.parts.filter(lease=export.lease, file=file).order_by("number")
    for pk in list(found.values_list("pk", flat=True)):
        yield bytes(ExportPart.objects.get(pk=pk).data)


@task()
def write_next_export() -> None:
    """Write the export that has waited longest."""
    export = take_one(Export, waiting=ExportState.WAITING, working=ExportState.WRITING)
    if export is None:
        return
    if export.attempts > MOST_TRIES:
        _end(export, problem="writing it broke off again and again; report it")
        return
    with kept_alive(export):
        _write(export)


def _write(export: Export) -> None:
    """Write an export and its file of changes, or keep why that cannot be done."""
    try:
        made = export_record(
            record_of(Wanted.from_json(export.wanted)),
            form=ExportForm(export.form),
            references=load_references(),
        )
        _keep(export, made)
    except VaglioError as error:
        _end(export, problem=str(error))
    except Exception:  # noqa: BLE001 - one export must not stop the others; it is logged
        _log.exception("export %s", export.pk)
        _end(export, problem="writing it broke off; ask for it again")
    else:
        _end(export)


def _keep(export: Export, made: Exported) -> None:
    """Keep what was written, piece by piece, so that nobody waits long for the database."""
    for file, data in ((ExportFile.DATA, made.data), (ExportFile.CHANGES, made.changes)):
        for number, start in enumerate(range(0, len(data), PART)):
            ExportPart.objects.create(
                export=export,
                lease=export.lease,
                file=file,
                number=number,
                data=data[start : start + PART],
            )
    export.count, export.left_out = made.count, len(made.left_out)
    export.digest = hashlib.sha256(made.data).hexdigest()
    export.changes_digest = hashlib.sha256(made.changes).hexdigest()


def _end(export: Export, *, problem: str = "") -> None:
    """Say that an export is written, or why not; pieces that another worker left go."""
    with transaction.atomic():
        if not is_mine(export):
            ExportPart.objects.filter(export=export, lease=export.lease).delete()
            return
        stale = ExportPart.objects.filter(export=export)
        (stale if problem else stale.exclude(lease=export.lease)).delete()
        export.state = ExportState.FAILED if problem else ExportState.WRITTEN
        export.problem, export.lease_until = problem[:1000], None
        export.save()


def _tell(who: User, action: str, export: Export, after: dict[str, object]) -> None:
    """Log what a person did with an export."""
    append(Written(who=who, action=action, subject=f"x:{export.pk}", before={}, after=after))
