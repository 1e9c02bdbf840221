"""What a list of entries is filtered by, read from an address and written so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from vaglio.model.incident import Grade
from vaglio_web.desk.queries.addresses import Narrowing, read_day
from vaglio_web.store.models import Dossier, EntryState, PublicState

STANDING = (EntryState.WAITING, EntryState.SECOND_LOOK, EntryState.ACCEPTED)
"""States of an entry that stands: neither rejected nor merged away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFilter(Narrowing):
    """Hold what a list of entries is narrowed to; an empty word narrows nothing."""

    dossier: str = ""
    """A dossier's slug."""
    state: str = ""
    """One state; empty for all that stand."""
    public: str = ""
    """Whether it is before the public."""
    place: str = ""
    """How its first place begins, as written."""
    since: dt.date | None = None
    """The first day told of."""
    until: dt.date | None = None
    """The last day told of."""
    grade: str = ""
    """How well it is attested."""
    correction: str = ""
    """Not empty for what is published otherwise than its claims tell it now."""

    @property
    def by_day(self) -> bool:
        """Tell whether the list goes by the day told of."""
        return self.since is not None or self.until is not None

    def conditions(self) -> dict[str, object]:
        """Give the columns' conditions, as a query names them."""
        wanted: dict[str, object] = {"state__in": STANDING}
        if self.state:
            wanted = {"state": self.state}
        if self.dossier:
            found = Dossier.objects.filter(slug=self.dossier).first()
            wanted["dossier_id"] = found.pk if found is not None else 0
        if self.place:
            wanted["place__istartswith"] = self.place
        if self.correction:
            wanted["needs_correction"] = True
        if self.since is not None:
            wanted["day__gte"] = self.since
        if self.until is not None:
            wanted["day__lte"] = self.until
        words = {"public": self.public, "grade": self.grade}
        return wanted | {column: word for column, word in words.items() if word}


def read_entry_filter(params: Mapping[str, str]) -> EntryFilter:
    """Read a filter from the part of an address after the question mark.

    What cannot be read narrows nothing: an address from elsewhere still opens.
    """
    return EntryFilter(
        dossier=params.get("dossier", "").strip(),
        state=_known(params.get("state", ""), EntryState.values),
        public=_known(params.get("public", ""), PublicState.values),
        place=params.get("place", "").strip(),
        since=read_day(params.get("since", "")),
        until=read_day(params.get("until", "")),
        grade=_known(params.get("grade", ""), [str(each) for each in Grade]),
        correction="yes" if params.get("correction") else "",
    )


def _known(word: str, words: list[str]) -> str:
    """Give a word that is one of those known."""
    return word if word in words else ""
