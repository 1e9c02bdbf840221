"""What holds for the claims of every text, in every script."""

from __future__ import annotations

import contextlib
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.library.extract_reports import PUBLISHED, read
from vaglio.codebook import load_codebook
from vaglio.codebook.forms import forms_of
from vaglio.model.claim import Claim, Precision, SpeakerType
from vaglio.model.claim_json import claim_from_json, claim_to_json
from vaglio.model.document import Document, Section
from vaglio.model.errors import LanguageUnsupported
from vaglio.model.span import Span

CODEBOOK = load_codebook()
CODES = {(row.type, row.mode) for row in CODEBOOK.plover}
MARKS = [".", ",", ";", "“", "”", '"', "(", ")", "—", "'s", "?", "\n\n", ":"]
GLUE = ["the", "of", "and", "that", "in", "to", "was", "were", "by", "it", "who", "not", "Ann Reed"]
NUMBERS = ["2", "12", "1,200", "30%", "2031", "3.5", "½", "१२", "٢٣", "0", "999999999999999999999"]
STRANGE = [
    "قُتل عشرة أشخاص",
    "נהרגו שלושה",
    "e\u0301\u0323",
    "👩🏽‍🚒",
    "\u202eevil\u202c",
    "\u200b",
    "\x00",
    "\x0b",
    "\ufeff",
    "İSTANBUL",
    "ẞ",
    "ﬁ",
    "Обстрел",
    "死者三人",
    "\ud800",
    "\U0010ffff",
    "\u2028",
    "\xa0",
]


def _sample() -> list[str]:
    """Draw words from every table of the codebook, always the same."""
    words = [
        form
        for row in (*CODEBOOK.cues, *CODEBOOK.events, *CODEBOOK.harms, *CODEBOOK.speakers)
        for form in forms_of(row.word, row.part, row.forms)
    ]
    words += [row.word for row in (*CODEBOOK.groups, *CODEBOOK.things, *CODEBOOK.dates)]
    words += [row.word for row in (*CODEBOOK.numbers, *CODEBOOK.hedges)]
    words += [row.name for row in (*CODEBOOK.actors, *CODEBOOK.regions, *CODEBOOK.routes)]
    return sorted(random.Random(1).sample(sorted(set(words)), 1500))


WORDS = st.one_of(
    st.sampled_from(_sample()),
    st.sampled_from(GLUE),
    st.sampled_from(MARKS),
    st.sampled_from(NUMBERS),
    st.sampled_from(STRANGE),
)
SALADS = st.lists(WORDS, min_size=3, max_size=40).map(" ".join)
EXAMPLES = st.lists(
    st.sampled_from([row.example for row in (*CODEBOOK.cues, *CODEBOOK.harms, *CODEBOOK.events)]),
    max_size=4,
).map(" ".join)
FURNITURE = st.sampled_from([row.example for row in CODEBOOK.furniture if row.language == "en"])
ANY_TEXT = st.text(st.characters(codec=None), max_size=120)
TEXTS = st.lists(st.one_of(SALADS, EXAMPLES, FURNITURE, ANY_TEXT), max_size=4).map("\n\n".join)


def claims_of(text: str) -> tuple[Document, list[Claim]]:
    """Read a text; one in no language that we read makes no claims."""
    with contextlib.suppress(LanguageUnsupported):
        return read(text)
    return read("It rained.")


def quotations(claim: Claim) -> list[tuple[str, Span | None]]:
    """List every quotation of a claim with where it is said to stand."""
    found: list[tuple[str, Span | None]] = [(claim.quote, claim.span)]
    found.append((claim.speaker.name, claim.speaker.span))
    if claim.cue is not None:
        found.append((claim.cue.text, claim.cue.span))
    if claim.when is not None:
        found.append((claim.when.text, claim.when.span))
    found += [(p.name, p.span) for p in (*claim.actors, *claim.targets, *claim.mediators)]
    found += [(place.name, place.span) for place in claim.where]
    found += [(toll.quote, toll.span) for toll in claim.tolls]
    found += [(owed.text, owed.span) for owed in claim.commitments]
    found += [(owed.due.text, owed.due.span) for owed in claim.commitments if owed.due is not None]
    return found


def check_grounded(document: Document, claim: Claim) -> None:
    """Check that every field stands in the text where it says."""
    for words, span in quotations(claim):
        if span is not None:
            assert document.text[span.start : span.end] == words
    assert claim.sentence.end <= len(document.text)
    publisher = claim.speaker.type is SpeakerType.PUBLISHER
    assert not (publisher and claim.speaker.span is not None)
    furniture = [p.span for p in document.paragraphs if p.section is Section.FURNITURE]
    assert not any(claim.span.overlap(span) for span in furniture)


def check_tolls(claim: Claim) -> None:
    """Check that numbers keep their order and parts belong to another toll of the claim."""
    for index, toll in enumerate(claim.tolls):
        known = [n for n in (toll.low, toll.best, toll.high) if n is not None]
        assert known == sorted(known)
        assert known
        assert min(known) >= 0
        seen = {index}
        inside = toll.part_of
        while inside is not None:
            assert 0 <= inside < len(claim.tolls)
            assert inside not in seen
            seen.add(inside)
            inside = claim.tolls[inside].part_of
    assert claim.as_of == (PUBLISHED if claim.tolls else None)


def check_codes(claim: Claim) -> None:
    """Check that codes, places and days are such."""
    assert claim.event is None or (claim.event.type, claim.event.mode) in CODES
    for place in claim.where:
        unknown = place.precision is Precision.NAMED_ONLY
        assert unknown == (place.latitude is None) == (place.longitude is None)
        assert place.latitude is None or abs(place.latitude) <= 90
        assert place.longitude is None or abs(place.longitude) <= 180
    if claim.when is not None and claim.when.start and claim.when.end:
        assert claim.when.start <= claim.when.end
    assert claim.codebook == CODEBOOK.version
    assert claim.rules


@settings(max_examples=200)
@given(TEXTS)
def test_any_text_is_read_and_its_claims_are_grounded(text: str) -> None:
    """No text crashes; what a claim says stands in the text, outside the furniture."""
    document, claims = claims_of(text)
    for claim in claims:
        check_grounded(document, claim)
        check_tolls(claim)
        check_codes(claim)
    assert len({claim.id for claim in claims}) == len(claims)
    assert [c.span.start for c in claims] == sorted(c.span.start for c in claims)


@settings(max_examples=300)
@given(SALADS)
def test_word_salads_are_read(text: str) -> None:
    """The codebook's own words in any order crash nothing."""
    document, claims = claims_of(text)
    for claim in claims:
        check_grounded(document, claim)
        check_tolls(claim)
        check_codes(claim)


@settings(max_examples=200)
@given(ANY_TEXT)
def test_any_letters_are_read(text: str) -> None:
    """No letter of any script, no mark, no half character crashes the reader."""
    for claim in claims_of(text)[1]:
        assert claim.quote in text


@settings(max_examples=40)
@given(EXAMPLES, TEXTS)
def test_same_text_same_claims(text: str, other: str) -> None:
    """What was read in between changes nothing."""
    first = claims_of(text)[1]
    claims_of(other)
    assert claims_of(text)[1] == first


@settings(max_examples=60)
@given(TEXTS)
def test_claims_come_back_from_their_lines(text: str) -> None:
    """A claim written as a line of JSON and read again is the same claim."""
    document, claims = claims_of(text)
    for claim in claims:
        line = claim_to_json(claim, document)
        assert "\n" not in line
        assert claim_from_json(line, input="x")[1] == claim


@pytest.mark.parametrize("stray", STRANGE)
def test_a_strange_letter_moves_no_quotation(stray: str) -> None:
    """Marks before, beside and inside the words shift no offset."""
    text = f"{stray} In {stray} Marsk, shelling killed 12 people, the mayor {stray} said."
    document, claims = claims_of(text)
    for claim in claims:
        check_grounded(document, claim)


def test_examples_of_the_codebook_are_read() -> None:
    """Every example sentence of the cues and harms is read; most of them make a claim."""
    rows = (*CODEBOOK.cues[::3], *CODEBOOK.harms)
    document, claims = read("\n\n".join(row.example for row in rows))
    for claim in claims:
        check_grounded(document, claim)
        check_tolls(claim)
    assert len(claims) > len(rows) / 2


def test_furniture_makes_no_claim() -> None:
    """A share bar or a list of other stories is not the report's to claim."""
    text = (
        "Shelling killed 12 people in Marsk on Monday, the mayor said.\n\n"
        "Read also: Two killed in Velbor\n\nShare this"
    )
    document, claims = read(text)
    assert claims
    assert all(claim.span.end <= text.index("Read also") for claim in claims)
    assert any(p.section is Section.FURNITURE for p in document.paragraphs)
