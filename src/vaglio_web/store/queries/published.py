"""What the public may read, and nothing else."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from vaglio_web.store.models import EntryState, Publication


def published(now: dt.datetime) -> QuerySet[Publication]:
    """Give the record as it stands before the public.

    It is the one set of rows that the public side reads: of each entry its
    latest publication, unless it was withdrawn or is held back.

    Args:
        now: The time; what is held back until later is left out.

    Returns:
        One publication for each entry, with its entry; its `body` holds the
        entry and its accepted claims as they were published.
    """
    later = Publication.objects.filter(entry=OuterRef("entry"), number__gt=OuterRef("number"))
    free = Q(entry__embargo_until=None) | Q(entry__embargo_until__lte=now)
    return (
        Publication.objects.filter(free, ~Exists(later), body__isnull=False)
        .exclude(act="withdrawn")
        .exclude(entry__state__in=(EntryState.REJECTED, EntryState.MERGED))
        .select_related("entry")
    )
