"""What people bring in: kept at once, fetched and taken in in the background."""

from __future__ import annotations

import datetime as dt
import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from vaglio.model.errors import VaglioError
from vaglio.pipeline import Hints, fetch
from vaglio_web.store.access import Absent, require
from vaglio_web.store.actions._deciding import Conflict
from vaglio_web.store.actions._leases import MOST_TRIES, is_mine, kept_alive, take_one
from vaglio_web.store.actions._log import Written, append
from vaglio_web.store.actions.joining import join_when_quiet
from vaglio_web.store.actions.reports import BroughtIn, bring_in
from vaglio_web.store.models import (
    Delivery,
    DeliveryBytes,
    DeliveryState,
    Dossier,
    LogHead,
    User,
)

_MOST_PROBLEMS = 20
_NOTHING_KNOWN = Hints()
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """Hold one thing that somebody brings in."""

    source: str
    """A file's name, an address, or "pasted"."""
    data: bytes | None
    """Its bytes; None where it has to be fetched from its address."""
    hints: Hints = _NOTHING_KNOWN
    """What the person knows about it."""


def deliver(*, who: User, dossier: Dossier, things: Sequence[Brought]) -> str:
    """Keep what somebody brings in, and have it fetched and read.

    Args:
        who: The person.
        dossier: Where the reports are to go.
        things: Texts, files and addresses.

    Returns:
        The name of the batch, under which their progress is seen.

    Raises:
        Conflict: There is nothing in it.
    """
    require(who, "report.bring")
    if not things:
        raise Conflict("paste a text, choose a file or give an address")
    batch = secrets.token_hex(8)
    now = timezone.now()
    with transaction.atomic():
        LogHead.objects.select_for_update().get()
        for thing in things:
            delivery = Delivery.objects.create(
                batch=batch,
                dossier=dossier,
                brought_by=who,
                source=thing.source[:2000],
                is_address=thing.data is None,
                hints=_written(thing.hints),
                arrived_at=now,
            )
            if thing.data is not None:
                DeliveryBytes.objects.create(delivery=delivery, data=thing.data)
            deliver_next.enqueue()
        _tell(who, "report.bring", f"b:{batch}", {"things": len(things), "dossier": dossier.slug})
    return batch


def retry_delivery(*, who: User, id: int) -> Delivery:
    """Have something fetched or taken in again that could not be."""
    require(who, "report.retry")
    with transaction.atomic():
        LogHead.objects.select_for_update().get()
        delivery = Delivery.objects.select_for_update(of=("self",)).filter(pk=id).first()
        if delivery is None:
            raise Absent(str(id))
        if delivery.state != DeliveryState.FAILED:
            raise Conflict(f"it is {delivery.get_state_display().lower()}")
        delivery.state, delivery.attempts = DeliveryState.WAITING, 0
        delivery.problem, delivery.next_step = "", ""
        delivery.save()
        _tell(who, "report.retry", f"b:{delivery.batch}", {"source": delivery.source})
        deliver_next.enqueue()
    return delivery


@task()
def deliver_next() -> None:
    """Take in what has waited longest; what has an address is fetched first."""
    delivery = take_one(Delivery, waiting=DeliveryState.WAITING, working=DeliveryState.FETCHING)
    if delivery is None:
        return
    if delivery.attempts > MOST_TRIES:
        _end(delivery, problem="it broke off again and again", next_step="report it")
    else:
        with kept_alive(delivery):
            _take_in(delivery)
    join_when_quiet(delivery.dossier_id)


def _take_in(delivery: Delivery) -> None:
    """Fetch a delivery where it has an address, and make reports of it."""
    try:
        hints = _read_back(delivery.hints)
        if delivery.is_address:
            page = fetch(delivery.source)
            data, hints = page.data, page.hints(hints)
        else:
            data = bytes(delivery.bytes.data)
        brought = bring_in(
            who=delivery.brought_by,
            data=data,
            source=delivery.source,
            dossier=delivery.dossier,
            hints=hints,
            delivery=delivery,
        )
    except VaglioError as error:
        _end(delivery, problem=error.problem, next_step=error.next_step)
    except Absent:
        step = "ask somebody who may to try again"
        _end(delivery, problem="who brought it may bring in no more", next_step=step)
    except Exception:  # noqa: BLE001 - one bad file must not stop the others; it is logged
        _log.exception("delivery %s", delivery.pk)
        _end(delivery, problem="taking it in broke off", next_step="try again")
    else:
        _keep_outcome(delivery, brought)


def _keep_outcome(delivery: Delivery, brought: BroughtIn) -> None:
    """Keep what came of a delivery; its bytes are no longer needed where a report did."""
    first = next(iter(brought.refused), None)
    if first is not None and not brought.fresh and not brought.known:
        problem, step = first.problem, first.next_step
    elif not brought.fresh and not brought.known:
        problem, step = "there is no report in it", "check what is in it"
    else:
        problem, step = "", ""
    shown = [[each.input, each.problem, each.next_step] for each in brought.refused]
    delivery.refused, delivery.problems = len(shown), shown[:_MOST_PROBLEMS]
    _end(delivery, problem=problem, next_step=step)


def _end(delivery: Delivery, *, problem: str, next_step: str) -> None:
    """Say that a delivery was brought in, or why not."""
    with transaction.atomic():
        if not is_mine(delivery):
            return
        delivery.state = DeliveryState.FAILED if problem else DeliveryState.BROUGHT
        delivery.problem, delivery.next_step = problem[:1000], next_step[:500]
        delivery.lease_until = None
        delivery.save()
        if not problem:
            DeliveryBytes.objects.filter(delivery=delivery).delete()


def _written(hints: Hints) -> dict[str, Any]:
    """Give what a person knows as it is stored."""
    return {
        "publisher": hints.publisher,
        "title": hints.title,
        "published": hints.published.isoformat() if hints.published else None,
        "url": hints.url,
        "language": hints.language,
    }


def _read_back(row: dict[str, Any]) -> Hints:
    """Give what a person knows as the library takes it."""
    published = row["published"]
    return Hints(**row | {"published": dt.date.fromisoformat(published) if published else None})


def _tell(who: User, action: str, subject: str, after: dict[str, object]) -> None:
    """Log what a person did with deliveries."""
    append(Written(who=who, action=action, subject=subject, before={}, after=after))
