"""The claims of a dossier kept joined from one join to the next, in a file of the data folder.

The file is made again wherever it is missing, broken, locked, of another machine or of
another record: a join then takes longer, and ends in the same.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from django.conf import settings

from vaglio.model.record import Reported
from vaglio.runs.joined import BROKEN, Joined, Stood, open_joined
from vaglio_web.store.actions._belonging import claims_of_dossier
from vaglio_web.store.actions._telling import OUT, all_reported
from vaglio_web.store.models import LogEntry, LogHead

_FOLDER = "joined"
_LOG = "log"
_Made = TypeVar("_Made")
_log = logging.getLogger(__name__)


def by_what_is_joined(dossier_id: int, make: Callable[[int, Joined], _Made]) -> _Made:
    """Make something of what the claims of a dossier were joined into.

    Args:
        dossier_id: The dossier.
        make: Brings what is joined up to date and makes it; called again where
            the file turns out to be of no use.
    """
    path = file_of(dossier_id)
    for _ in range(2):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with open_joined(path) as joined:
                return make(dossier_id, joined)
        except (sqlite3.OperationalError, OSError) as error:
            # Somebody else has it open, or nothing can be written there: it may be good.
            _log.warning("%s: %s; the dossier is joined without it", path, error)
            break
        except BROKEN as error:
            _log.warning("%s: %s; the dossier is joined anew", path, error)
            drop_file(dossier_id)
    with open_joined(None) as joined:
        return make(dossier_id, joined)


def file_of(dossier_id: int) -> Path:
    """Name the file of a dossier."""
    return Path(settings.DATA_FOLDER) / _FOLDER / f"{dossier_id}.sqlite"


def drop_file(dossier_id: int) -> None:
    """Take the file of a dossier away, with what its database has beside it."""
    path = file_of(dossier_id)
    for each in (path, path.with_name(f"{path.name}-journal")):
        each.unlink(missing_ok=True)


def bring_up_to_date(dossier_id: int, joined: Joined, *, owner: Mapping[str, str]) -> None:
    """Bring what is joined up to date with the claims of a dossier that nobody rejected.

    Args:
        dossier_id: The dossier.
        joined: What is joined.
        owner: For each claim of an incident that people decided on its key.
    """
    if not _is_of_this_log(joined):
        joined.forget()
    claims = claims_of_dossier(dossier_id).exclude(state__in=OUT)

    def fetch(reports: Collection[str] | None) -> Iterator[Reported]:
        some = claims if reports is None else claims.filter(report__key__in=reports)
        return all_reported(some.order_by("id"))

    rows = claims.values_list("key", "version", "report__key").iterator(chunk_size=5000)
    wanted = {key: Stood(version=version, report=report) for key, version, report in rows}
    joined.bring(wanted, owner=owner, fetch=fetch)
    # Read last: all that was seen above was decided by then.
    head = LogHead.objects.get()
    joined.note(_LOG, f"{head.number} {head.hash}")


def _is_of_this_log(joined: Joined) -> bool:
    """Tell whether what is joined comes from this record: else versions say nothing."""
    number, _, digest = (joined.said(_LOG) or "").partition(" ")
    return number.isdigit() and LogEntry.objects.filter(number=number, hash=digest).exists()
