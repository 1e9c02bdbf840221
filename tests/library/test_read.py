"""Reports to documents: what holds for every text."""

from __future__ import annotations

import contextlib
import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaglio.codebook import load_codebook
from vaglio.model.document import READ_SECTIONS, Document
from vaglio.model.errors import LanguageUnsupported, VaglioError
from vaglio.model.report import Medium, Report
from vaglio.model.trace import Trace
from vaglio.read import read

SENTENCES = [
    "Shelling killed 12 people in Marsk, the mayor said.",
    "It rained.",
    "“We saw it. They fired first,” Ann Reed said.",
    "By Ann Reed",
    "20/09/2031 - Ann Reed",
    "A street in Marsk. Photo: Jon Doe (VP)",
    "Share this",
    "- a point of a list",
    "THE ARMY SAID TWO SOLDIERS WERE KILLED.",
    "Les commentaires sont modérés par notre équipe avant leur publication.",
    "Обстрел города Марск продолжается второй день.",
    "قتل عشرة أشخاص في القصف على المدينة أمس",
    "𝕏 🙏🏽 e\u0301 İstanbul ẞ ﬁ",
]
LINES = st.one_of(st.sampled_from(SENTENCES), st.text(max_size=60))
TEXTS = st.lists(LINES, max_size=8).map("\n\n".join) | st.lists(LINES, max_size=8).map("\n".join)


def report_of(content: str, *, language: str | None = "en", **fields: object) -> Report:
    """Make a report of a text."""
    data = content.encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(data).hexdigest()[:16]
    return Report(
        id=f"r:{digest}", source="x.txt", data=data, content=content, language=language, **fields
    )


def document_of(content: str, **fields: object) -> Document:
    """Read a text."""
    return read(report_of(content, **fields), codebook=load_codebook())


@settings(max_examples=150)
@given(TEXTS)
def test_offsets_quote_the_text(content: str) -> None:
    """Every paragraph, sentence and word stands where it says, in order."""
    try:
        document = document_of(content)
    except VaglioError:
        return
    assert document.text == content
    ends = 0
    for paragraph in document.paragraphs:
        assert paragraph.span.start >= ends
        ends = paragraph.span.end
        words = paragraph.span.of(content)
        assert words == words.strip()
    ends = 0
    for sentence in document.sentences:
        paragraph = document.paragraphs[sentence.paragraph]
        assert sentence.span.start >= ends
        assert paragraph.section in READ_SECTIONS
        assert paragraph.repeats is None
        assert paragraph.span.covers(sentence.span)
        ends = sentence.span.end
        assert sentence.tokens[0].start == sentence.span.start
        assert sentence.tokens[-1].end == sentence.span.end
        for place, token in enumerate(sentence.tokens):
            assert content[token.start : token.end] == token.text
            assert token.lower == token.text.lower()
            assert token.index == place
            assert token.text.strip()
            assert 0 <= token.head < len(sentence.tokens)
            assert sentence.parsed or (token.tag, token.dep, token.head) == ("", "", place)


@settings(max_examples=60)
@given(TEXTS)
def test_every_letter_that_is_read_is_in_a_sentence(content: str) -> None:
    """No word of a paragraph that is read is lost between its sentences."""
    try:
        document = document_of(content)
    except VaglioError:
        return
    for index, paragraph in enumerate(document.paragraphs):
        if paragraph.section not in READ_SECTIONS or paragraph.repeats is not None:
            continue
        tokens = [t for s in document.sentences if s.paragraph == index for t in s.tokens]
        assert "".join("".join(t.text.split()) for t in tokens) == "".join(
            paragraph.span.of(content).split()
        )


@settings(max_examples=60)
@given(TEXTS)
def test_origins_are_the_bytes_of_the_paragraphs(content: str) -> None:
    """For plain text a paragraph's origin is its own bytes."""
    report = report_of(content)
    try:
        document = read(report, codebook=load_codebook())
    except VaglioError:
        return
    assert len(document.origins) == len(document.paragraphs)
    for origin, paragraph in zip(document.origins, document.paragraphs, strict=True):
        assert origin is not None
        assert report.data[origin.start : origin.end].decode() == paragraph.span.of(content)


@settings(max_examples=40)
@given(TEXTS, TEXTS)
def test_same_bytes_same_document(content: str, other: str) -> None:
    """The same text gives the same document, whatever was read in between."""
    try:
        first = document_of(content)
    except VaglioError:
        return
    with contextlib.suppress(VaglioError):
        document_of(other)
    assert document_of(content) == first


@settings(max_examples=40)
@given(TEXTS)
def test_any_text_in_any_language_is_read_or_refused(content: str) -> None:
    """A text whose language nobody states never crashes."""
    with contextlib.suppress(LanguageUnsupported):
        assert document_of(content, language=None).language == "en"


@settings(max_examples=60)
@given(TEXTS, st.sampled_from(["", "<p>", "<html><body><p>", "<!--", "<script>", "<div " * 50]))
def test_any_page_is_read_or_refused(content: str, before: str) -> None:
    """A page of any letters never crashes, and its offsets quote its text."""
    page = f"{before}{content}</p><p>{content}"
    try:
        document = document_of(page, medium=Medium.HTML)
    except VaglioError:
        return
    for sentence in document.sentences:
        for token in sentence.tokens:
            assert document.text[token.start : token.end] == token.text


def test_half_characters_do_not_crash() -> None:
    """A lone surrogate, which no encoding can hold, is read like an unknown letter."""
    document = document_of("Shelling killed \ud800 12 people.")
    assert [token.text for token in document.sentences[0].tokens][2] == "\ud800"


@pytest.mark.parametrize(
    "piece", ["(", "a", "”", ".", "a.", '"a" ', "\n", "- a\n", "<", "&amp", "— "]
)
def test_monotonous_text_is_read_in_linear_time(piece: str) -> None:
    """A mark repeated without end neither crashes nor hangs."""
    content = "Two died. " + piece * 20_000
    document = document_of(content)
    assert all(len(sentence.tokens) <= 250 for sentence in document.sentences)


def test_trace_says_what_was_set_apart_and_changes_nothing() -> None:
    """A trace gets a step for each paragraph that is no plain text."""
    content = "Shells hit Marsk\n\nBy Ann Reed\n\nTwo died in Marsk on Monday.\n\nShare this"
    trace = Trace()
    document = read(report_of(content), codebook=load_codebook(), trace=trace)
    assert [step.rule for step in trace.steps] == [
        "section.title",
        "section.byline",
        "section.furniture",
    ]
    assert document == document_of(content)


def test_what_came_beside_the_text_is_kept() -> None:
    """Title, author, publisher and address that came beside the text win over the text."""
    document = document_of(
        "By Ann Reed\n\nTwo died.", title="Own", byline="Jon Doe", publisher="VP", url="u", ref="7"
    )
    assert (document.title, document.byline, document.publisher) == ("Own", "Jon Doe", "VP")
    assert (document.url, document.ref, document.source) == ("u", "7", "x.txt")


def test_foreign_report_is_refused_by_name() -> None:
    """A report in a language without rules says which, and what to do."""
    text = "Zwölf Menschen sind bei einem Angriff auf die Stadt getötet worden, sagte der Sprecher."
    with pytest.raises(LanguageUnsupported, match=r"x\.txt: .*\(de\).*--language en"):
        document_of(text, language=None)
    with pytest.raises(LanguageUnsupported, match=r"\(fr\)"):
        document_of("Two died in Marsk.", language="fr-FR")


def test_wholly_foreign_report_is_refused_even_if_called_english() -> None:
    """Nothing of it would be read: that must not look like "no claims"."""
    text = "قتل عشرة أشخاص وأصيب عشرون آخرون في القصف على المدينة يوم أمس كما قال المسؤول."
    with pytest.raises(LanguageUnsupported, match=r"\(ar\)"):
        document_of(text, language="en")


def test_short_text_is_taken_for_english() -> None:
    """A few words are too few to tell; they are not refused."""
    assert document_of("12 killed in Marsk", language=None).language == "en"
    assert document_of("12", language=None).language == "en"
