"""A report's text in pieces: which words make a claim, which give a field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from vaglio_web.desk.queries.claim_fields import ClaimField, Spot
from vaglio_web.store.models import Claim, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Hold some words between two marks."""

    text: str
    """The words."""
    at: int
    """The code point at which they begin."""
    own: bool = False
    """Whether they make the claim that is looked at."""
    fields: tuple[str, ...] = ()
    """The fields of that claim which they give."""
    others: tuple[str, ...] = ()
    """Keys of other claims that they make."""
    begins: tuple[tuple[int, Claim], ...] = ()
    """Other claims that begin here, each with its number in the report."""


@dataclass(slots=True, kw_only=True)
class Block:
    """Hold one paragraph, or a run of furniture."""

    section: str
    """What part of the page it is."""
    paragraphs: list[list[Piece]] = field(default_factory=list)
    """The paragraphs' pieces; one paragraph, but for furniture."""
    opened: bool = False
    """Whether words of the claim stand in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marks:
    """Hold everything that is to be marked, by where it begins and ends."""

    own: Spot | None
    fields: Sequence[tuple[str, Spot]]
    others: Sequence[tuple[Claim, Spot]]

    def edges(self) -> list[int]:
        """Give every place at which something begins or ends."""
        spots = [spot for _, spot in self.fields] + [spot for _, spot in self.others]
        spots += [self.own] if self.own else []
        return sorted({edge for spot in spots for edge in spot})


def marked_text(
    reading: Reading,
    *,
    own: Spot | None,
    fields: Sequence[ClaimField],
    others: Sequence[Claim],
) -> list[Block]:
    """Cut a report's text into pieces.

    Args:
        reading: The reading whose text it is.
        own: Where the claim stands that is looked at; None where there is none yet.
        fields: Its fields.
        others: Other claims of the same reading, in the order of the text.

    Returns:
        The paragraphs in order; runs of furniture together.
    """
    marks = _Marks(
        own=own,
        fields=[(each.id, spot) for each in fields for spot in each.spots],
        others=[(claim, (claim.body["span"][0], claim.body["span"][1])) for claim in others],
    )
    edges = marks.edges()
    blocks: list[Block] = []
    for start, end, section, *_ in reading.paragraphs:
        pieces = list(_pieces(reading.text, (start, end), edges, marks))
        run = bool(blocks) and section == "furniture" == blocks[-1].section
        if not run:
            blocks.append(Block(section=section))
        blocks[-1].paragraphs.append(pieces)
        blocks[-1].opened |= any(piece.own or piece.fields for piece in pieces)
    return blocks


def _pieces(text: str, spot: Spot, edges: Sequence[int], marks: _Marks) -> Iterator[Piece]:
    """Cut one paragraph at every edge."""
    start, end = spot
    inside = [edge for edge in edges if start < edge < end]
    for first, last in zip([start, *inside], [*inside, end], strict=True):
        here = [claim for claim, (a, b) in marks.others if a <= first < b]
        yield Piece(
            text=text[first:last],
            at=first,
            own=marks.own is not None and marks.own[0] <= first < marks.own[1],
            fields=tuple(dict.fromkeys(n for n, (a, b) in marks.fields if a <= first < b)),
            others=tuple(claim.key for claim in here),
            begins=tuple(
                (number, claim)
                for number, (claim, (a, _)) in enumerate(marks.others, start=1)
                if a == first
            ),
        )
