"""Words offered while somebody types, found without a walk through all claims."""

from __future__ import annotations

from vaglio_web.store.models import Claim
from vaglio_web.store.queries.waiting import WAITS

MOST = 12
"""Words that are offered at a time."""
COLUMNS = {"source": "outlet", "speaker": "speaker", "place": "place"}
"""What can be typed, and the column that holds it."""


def suggest(field: str, typed: str) -> list[str]:
    """Give the words of a field that begin as somebody typed.

    Each word is one leap in the field's index to the first that is greater, so
    that a word which stands a hundred thousand times costs as little as any.

    Args:
        field: `source`, `speaker` or `place`.
        typed: What was typed; empty for the first words of all.
    """
    column = COLUMNS[field]
    beginnings = dict.fromkeys((typed, typed[:1].upper() + typed[1:])) if typed else {"": None}
    found: list[str] = []
    for beginning in beginnings:
        claims = Claim.objects.filter(WAITS, **{f"{column}__gte": beginning})
        words = claims.order_by(column).values_list(column, flat=True)
        word: str | None = words.first()
        while word is not None and word.startswith(beginning) and len(found) < MOST:
            if word and word not in found:
                found.append(word)
            word = words.filter(**{f"{column}__gt": word}).first()
    return found
