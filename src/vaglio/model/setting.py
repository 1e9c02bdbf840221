"""In what part of a text a claim stands."""

from __future__ import annotations

from dataclasses import dataclass

from vaglio.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Say in what part of the text a claim stands."""

    paragraph: Span
    """The paragraph around it."""
    item: Span | None = None
    """The item of a list that it stands in, as the line it begins; None outside of lists."""
    aside: bool = False
    """Whether its sentence turns to something else: "in a separate attack"."""
