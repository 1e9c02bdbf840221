"""Measure the reading: golden cases, gold reports, and two revisions compared.

*Golden* is what the code says now: changes are accepted by a person, one case
at a time. *Gold* is what a careful reader says is right: it changes only where
that reader was wrong. The two are never mixed.
"""

from vaglio.score._about import About, PublisherKind
from vaglio.score._accept import Accepted, accept_golden, new_golden
from vaglio.score._cases import GoldenCase, find_cases, load_case
from vaglio.score._compare import FieldScore
from vaglio.score._diff import ClaimChange, ClaimDiff, FieldChange, diff_claims, diff_in_words
from vaglio.score._gold import GoldClaim, GoldReport, GoldToll, load_gold
from vaglio.score._gold_words import gold_in_words
from vaglio.score._golden import GoldenResult, check_golden, golden_in_words, read_case
from vaglio.score._lines import ClaimLine, parse_claim_lines
from vaglio.score._page import PageCheck
from vaglio.score._revision import SampleReport, claims_at, claims_now, sample_reports
from vaglio.score._score import (
    ClaimScore,
    ExtraClaim,
    GoldScore,
    find_gold,
    gold_source,
    score_gold,
)
from vaglio.score._source import Reader, Reading, Source

__all__ = [
    "About",
    "Accepted",
    "ClaimChange",
    "ClaimDiff",
    "ClaimLine",
    "ClaimScore",
    "ExtraClaim",
    "FieldChange",
    "FieldScore",
    "GoldClaim",
    "GoldReport",
    "GoldScore",
    "GoldToll",
    "GoldenCase",
    "GoldenResult",
    "PageCheck",
    "PublisherKind",
    "Reader",
    "Reading",
    "SampleReport",
    "Source",
    "accept_golden",
    "check_golden",
    "claims_at",
    "claims_now",
    "diff_claims",
    "diff_in_words",
    "find_cases",
    "find_gold",
    "gold_in_words",
    "gold_source",
    "golden_in_words",
    "load_case",
    "load_gold",
    "new_golden",
    "parse_claim_lines",
    "read_case",
    "sample_reports",
    "score_gold",
]
