"""The scoreboard of one gold report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vaglio.model.claim import Claim
from vaglio.model.document import Document
from vaglio.model.errors import GoldInvalid, SourceMissing
from vaglio.model.span import Span
from vaglio.score._compare import FieldScore
from vaglio.score._gold import GoldClaim, GoldReport
from vaglio.score._match import Match, Slot, covers_half, match_claims
from vaglio.score._page import PageCheck, check_page
from vaglio.score._source import Reading, Source

MOST_EXTRAS = 10
"""How many claims beyond gold a report may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimScore:
    """Say whether one gold claim was found, and which of its fields are right."""

    gold: GoldClaim
    """The gold claim."""
    speaker: str | None
    """The one speaker looked for; None where gold names none."""
    claim: int | None
    """Number of the claim that answers to it, from 1; None where none does."""
    fields: tuple[FieldScore, ...] = ()
    """The score of each field that gold gives; empty where it was not found."""

    @property
    def whole(self) -> bool:
        """Whether it was found with every field right."""
        return self.claim is not None and all(field.right for field in self.fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraClaim:
    """Hold one claim that gold does not list."""

    claim: int
    """Its number, from 1."""
    speaker: str
    """Who says so."""
    quote: str
    """The words that make it."""
    beside: int | None = None
    """Number of the gold claim whose words it quotes too; None where none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldScore:
    """Hold how one report was read, measured by what a careful reader finds."""

    report: str
    """File name of the report."""
    claims: tuple[ClaimScore, ...]
    """One score for each gold claim and speaker."""
    extras: tuple[ExtraClaim, ...]
    """Claims that gold does not list."""
    forbidden: tuple[ExtraClaim, ...]
    """Claims over words that no claim may touch."""
    page: tuple[PageCheck, ...]
    """The parts of the page."""

    @property
    def passes(self) -> bool:
        """Whether all that a first version must do is done."""
        return (
            all(score.whole for score in self.claims if score.gold.must)
            and not self.forbidden
            and len(self.extras) <= MOST_EXTRAS
            and all(check.right for check in self.page)
        )


def find_gold(data: Path) -> list[Path]:
    """List the gold files of a folder, or the one that is named.

    Args:
        data: A folder of gold files, or one gold file.

    Returns:
        The files in the order of their names.

    Raises:
        SourceMissing: There is no such folder or file, or no gold file in it.
    """
    files = [data] if data.is_file() else sorted(data.glob("*.toml"))
    if not files:
        raise SourceMissing(
            input=str(data), problem="holds no gold file", next_step="name a folder of .toml files"
        )
    return files


def gold_source(gold: GoldReport) -> Source:
    """Find the report that a gold file is about.

    Args:
        gold: The gold file's content.

    Returns:
        The report, with nothing said beside it: what the page says is scored.

    Raises:
        SourceMissing: The report stands neither beside the gold file nor in
            the folder `reports` beside the gold file's folder.
    """
    beside = gold.source.parent
    for page in (beside / gold.report, beside.parent / "reports" / gold.report):
        if page.is_file():
            return Source(path=page)
    raise SourceMissing(
        input=gold.report,
        problem=f"{gold.source} is about it, and it is not there",
        next_step="put it beside the gold file or in ../reports",
    )


def score_gold(gold: GoldReport, reading: Reading) -> GoldScore:
    """Measure one reading by what a careful reader finds in the report.

    A claim answers to a gold claim where its span overlaps at least half of
    the gold quotation. Claims and gold claims are paired one to one, for the
    best total agreement; a gold claim with several speakers asks for a claim
    from each. Every claim left over is an extra.

    Args:
        gold: What a careful reader finds.
        reading: The report's text made readable, and the claims found.

    Returns:
        The scores.

    Raises:
        GoldInvalid: A gold quotation is not in the report's text.
    """
    document, claims = reading
    slots = [slot for claim in gold.claims for slot in _slots(gold, claim, document.text)]
    matches = match_claims(slots, claims)
    return GoldScore(
        report=gold.report,
        claims=tuple(_claim_score(slot, match) for slot, match in zip(slots, matches, strict=True)),
        extras=tuple(_extras(slots, matches, claims)),
        forbidden=tuple(_forbidden(gold, document, claims)),
        page=tuple(check_page(gold, document)),
    )


def _slots(gold: GoldReport, claim: GoldClaim, text: str) -> list[Slot]:
    """Make one slot for each speaker of a gold claim."""
    start = text.find(claim.quote)
    if start < 0:
        raise GoldInvalid(
            input=str(gold.source),
            problem=f"claim {claim.number} quotes words that are not in {gold.report}",
            next_step="quote the report to the letter",
        )
    span = Span(start=start, end=start + len(claim.quote))
    return [Slot(gold=claim, speaker=name, span=span) for name in claim.speakers or (None,)]


def _claim_score(slot: Slot, match: Match | None) -> ClaimScore:
    """Make the score of one slot."""
    return ClaimScore(
        gold=slot.gold,
        speaker=slot.speaker,
        claim=match.claim + 1 if match else None,
        fields=match.fields if match else (),
    )


def _extras(
    slots: Sequence[Slot], matches: Sequence[Match | None], claims: Sequence[Claim]
) -> list[ExtraClaim]:
    """List the claims that answer to no gold claim."""
    taken = {match.claim for match in matches if match}
    extras = []
    for index, claim in enumerate(claims):
        if index not in taken:
            beside = (s.gold.number for s in slots if covers_half(claim.span, s.span))
            extras.append(_extra(index, claim, next(beside, None)))
    return extras


def _forbidden(gold: GoldReport, document: Document, claims: Sequence[Claim]) -> list[ExtraClaim]:
    """List the claims that touch words which no claim may touch."""
    spans = [
        Span(start=found.start(), end=found.end())
        for words in gold.never
        for found in re.finditer(re.escape(words), document.text)
    ]
    return [
        _extra(index, claim, None)
        for index, claim in enumerate(claims)
        if any(claim.span.overlap(span) for span in spans)
    ]


def _extra(index: int, claim: Claim, beside: int | None) -> ExtraClaim:
    """Describe one claim that gold does not list."""
    return ExtraClaim(claim=index + 1, speaker=claim.speaker.name, quote=claim.quote, beside=beside)
