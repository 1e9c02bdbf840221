"""One number of people harmed, before it is given to a claim."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vaglio.extract._numbers import Quantity
from vaglio.extract._view import View
from vaglio.model.claim import Harm, Toll, Who


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Hold one toll found in a sentence, before it is given to a claim."""

    harm: Harm
    who: Who
    side: str | None
    quantity: Quantity
    first: int
    """Index of the first token of its words."""
    last: int
    """Index after the last token of its words."""
    harm_at: int
    """Index of the word of harm (of the toll it is part of, for a part)."""
    part_of: int | None = None
    """Place, in the sentence's list, of the toll it is counted in."""
    by_verb: bool = False
    """Whether a verb says so ("die"), and not a word beside a noun ("wounded people")."""
    summed: tuple[int, ...] = ()
    """For a sum: the first tokens of the numbers that it adds up."""
    rule: str
    """The rule that found it."""

    def toll(self, view: View, *, part_of: int | None) -> Toll:
        """Give it as the claim's toll."""
        return Toll(
            harm=self.harm,
            who=self.who,
            side=self.side,
            low=self.quantity.low,
            best=self.quantity.best,
            high=self.quantity.high,
            part_of=part_of,
            quote=view.words(self.first, self.last),
            span=view.span(self.first, self.last),
        )


def under_sums(found: list[Counted]) -> list[Counted]:
    """Put each number of a coordination under its sum."""
    sums = {first: i for i, c in enumerate(found) for first in c.summed}
    return [
        replace(c, part_of=sums[c.quantity.first])
        if not c.summed and c.quantity.first in sums
        else c
        for c in found
    ]
