"""What was tried while a report was read, for whoever asks why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from vaglio.model.span import Span


class Outcome(StrEnum):
    """Name what became of a rule."""

    FIRED = "fired"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Record one rule that fired or declined, on what words and why."""

    rule: str
    """The rule's name, `field.rule`."""
    outcome: Outcome
    """Whether it fired."""
    words: Span | None
    """The words it looked at."""
    why: str
    """One sentence that a desk can read."""
    sentence: Span | None
    """The sentence in which it was tried."""
    claim: str | None = None
    """Id of the claim whose field it set; None where it set none."""

    @property
    def field(self) -> str:
        """The field that the rule is for."""
        return self.rule.partition(".")[0]


@dataclass(slots=True)
class Trace:
    """Collect the steps of one reading. It never changes the result."""

    steps: list[Step] = field(default_factory=list)
    """The steps, in the order they were taken."""

    def add(self, claim: str, steps: Iterable[Step]) -> None:
        """Record the steps that made one claim."""
        self.steps += [replace(step, claim=claim) for step in steps]

    def of_claim(self, claim: str) -> list[Step]:
        """Give the steps that made one claim, in the order they were taken."""
        return [step for step in self.steps if step.claim == claim]
