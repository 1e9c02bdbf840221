"""An item is held for whoever opened it, and let go by itself."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from vaglio_web.store.access import require
from vaglio_web.store.actions.dossiers import policy
from vaglio_web.store.models import Claim, Entry, User

_JUST_NOW = dt.timedelta(seconds=30)


def hold(*, who: User, item: Claim | Entry) -> bool:
    """Hold an item for a person, unless somebody else holds it.

    A hold is no decision: it is not logged, and lapses by itself. One that was
    taken just now is not written again.

    Returns:
        Whether the item is theirs now.
    """
    require(who, "claim.hold" if isinstance(item, Claim) else "entry.hold")
    now = timezone.now()
    until = now + dt.timedelta(minutes=policy().hold_minutes)
    if item.held_by_id == who.pk and item.held_until and item.held_until > until - _JUST_NOW:
        return True
    free = Q(held_by=None) | Q(held_by=who) | Q(held_until__lt=now)
    table = Claim if isinstance(item, Claim) else Entry
    mine = table.objects.filter(free, pk=item.pk).update(held_by=who, held_until=until)
    if mine:
        item.held_by, item.held_until = who, until
    return bool(mine)


def let_go(*, who: User, item: Claim | Entry) -> None:
    """Let an item go that this person holds."""
    table = Claim if isinstance(item, Claim) else Entry
    table.objects.filter(pk=item.pk, held_by=who).update(held_by=None, held_until=None)
