"""What a list is narrowed to, as it stands in an address."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass

from django.http import QueryDict


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """Hold what a list is narrowed to; a field left empty narrows nothing."""

    @property
    def query(self) -> str:
        """Give it as the part of an address after the question mark."""
        query = QueryDict(mutable=True)
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            if value:
                query[field.name] = str(value)
        return query.urlencode()

    @property
    def is_empty(self) -> bool:
        """Tell whether it narrows nothing."""
        return not self.query


def read_day(word: str) -> dt.date | None:
    """Read a day of an address; None where it is none."""
    try:
        return dt.date.fromisoformat(word)
    except ValueError:
        return None
