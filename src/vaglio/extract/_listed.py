"""Totals that are told part by part in the lines under a colon."""

from __future__ import annotations

from collections.abc import Sequence

from vaglio.extract._draft import Draft
from vaglio.extract._view import View
from vaglio.model.claim import Scope


class Listed:
    """Carry a total over to the lines that say what it is made of.

    "By its count raids left 40 dead and wounded:" and, under it, "21 people
    were killed." and "19 were injured.": these are totals as well.
    """

    def __init__(self) -> None:
        """Begin outside of any list."""
        self._open = False

    def go_on(self, view: View, drafts: Sequence[Draft]) -> None:
        """Make totals of a sentence's numbers, where it stands in such a list."""
        numbers = [draft for draft in drafts if draft.tolls]
        if self._open and (not numbers or view.dates):
            self._open = False
        for draft in numbers if self._open else ():
            draft.scope = Scope.PERIOD
            draft.fire("scope.listed", "a line above it sums up and ends in a colon")
        if view.lowers[-1:] == [":"]:
            self._open = any(draft.scope is Scope.PERIOD for draft in numbers)
