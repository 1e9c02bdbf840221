"""Reports to documents: text, language, sections, sentences, parse."""

from __future__ import annotations

from collections.abc import Sequence

from vaglio.codebook import Codebook
from vaglio.model.document import (
    READ_SECTIONS,
    Document,
    Paragraph,
    ReaderName,
    Saying,
    Section,
    Sentence,
)
from vaglio.model.errors import LanguageUnsupported
from vaglio.model.report import Medium, Report
from vaglio.model.span import Span
from vaglio.model.trace import Trace
from vaglio.read._blocks import Block, text_blocks
from vaglio.read._language import guess_language, is_foreign, language_of
from vaglio.read._origins import page_origins, text_origins
from vaglio.read._page import page_blocks
from vaglio.read._parse import cut_words, make_sentences, reading
from vaglio.read._sayings import find_sayings
from vaglio.read._sections import Layout, lay_out, section_steps
from vaglio.read._sentences import Cut, Words, part_opening, sentence_bounds, whole_bounds

__all__ = ["LANGUAGES", "read"]

LANGUAGES = frozenset({"en"})
"""The languages that there are reading rules for."""
_MOSTLY = 0.7


def read(
    report: Report,
    *,
    codebook: Codebook,
    trace: Trace | None = None,
    reader: ReaderName = ReaderName.WITH_MODEL,
) -> Document:
    """Make a report's text readable: its parts told apart, its sentences parsed.

    Which words make a claim is the work of `extract`. This stage says what is
    headline, text, caption and what only the page's furniture, where each
    sentence begins and ends, and how its words hang together.

    Args:
        report: What `gather` gave.
        codebook: The definitions in force: phrases of furniture, and the words
            without which a sentence holds no claim and needs no parse.
        trace: Receives one step for each paragraph that is not plain text. It
            never changes the result.
        reader: Whether the attribution model is asked who says what.

    Returns:
        The document. For plain text, `text` is the report's content unchanged.

    Raises:
        ArticleMissing: A page has no article in it.
        LanguageUnsupported: No reading rules for the report's language. Nothing
            was looked for, so this must not be shown as "no claims".

    Example:
        >>> from vaglio.codebook import load_codebook
        >>> report = Report(id="r:0", source="-", data=b"", content="Two died. It rained.")
        >>> document = read(report, codebook=load_codebook())
        >>> [sentence.span.of(document.text) for sentence in document.sentences]
        ['Two died.', 'It rained.']
    """
    if report.medium is Medium.HTML:
        text, blocks = page_blocks(report)
    else:
        text, blocks = report.content, text_blocks(report.content)
    language = _document_language(report, text, blocks)
    layout = lay_out(
        text,
        blocks,
        furniture=codebook.furniture,
        language=language,
        page_language=report.language,
        title=report.title,
    )
    if trace is not None:
        trace.steps += section_steps(layout.paragraphs)
    with reading():
        sentences, sayings = _sentences(text, layout, codebook, reader)
    return Document(
        report_id=report.id,
        ref=report.ref,
        source=report.source,
        text=text,
        language=language,
        paragraphs=layout.paragraphs,
        sentences=sentences,
        sayings=sayings,
        origins=_origins(report, text, layout.paragraphs),
        title=report.title or _headline(text, layout),
        byline=report.byline or layout.byline,
        publisher=report.publisher or layout.publisher,
        published=report.published or layout.published,
        url=report.url,
    )


def _headline(text: str, layout: Layout) -> str | None:
    """Give the headline as it stands in the text."""
    title = next((p for p in layout.paragraphs if p.section is Section.TITLE), None)
    return " ".join(title.span.of(text).split()) if title is not None else None


def _document_language(report: Report, text: str, blocks: Sequence[Block]) -> str:
    """Tell the language of an article: as stated, unless its text clearly says otherwise."""
    stated = report.language.partition("-")[0].lower() if report.language else None
    weights: dict[str, int] = {}
    for block in blocks:
        words = block.span.of(text)
        code = language_of(words)
        if code is not None and (code in LANGUAGES or is_foreign(words, code, language="en")):
            weights[code] = weights.get(code, 0) + len(block.span)
    found = max(weights, key=lambda code: (weights[code], code)) if weights else None
    language = stated or found or guess_language(text) or "en"
    if report.medium is Medium.HTML and found in LANGUAGES:
        language = found  # templates often state the site's language, not the article's
    elif stated in LANGUAGES and found and stated not in weights:
        # Whoever states English of a text with none of it would be shown "no claims".
        total = sum(len(block.span) for block in blocks)
        language = found if sum(weights.values()) >= _MOSTLY * total else stated
    if language not in LANGUAGES:
        raise LanguageUnsupported(
            input=report.source,
            problem=f"is in a language without reading rules ({language})",
            next_step="give a report in English, or say `--language en` if it is",
        )
    return language


def _sentences(
    text: str, layout: Layout, codebook: Codebook, reader: ReaderName
) -> tuple[tuple[Sentence, ...], tuple[Saying, ...] | None]:
    """Cut the parts that are read into sentences, and find who says what in them."""
    cuts: list[Cut] = []
    sayings: list[Saying] = []
    for index, paragraph in enumerate(layout.paragraphs):
        if paragraph.section not in READ_SECTIONS or paragraph.repeats is not None:
            continue
        words = cut_words(text, paragraph.span)
        bounds = _bounds(words, paragraph, layout)
        mine = [Cut(paragraph=index, words=words, first=low, last=high) for low, high in bounds]
        if reader is ReaderName.WITH_MODEL:
            sayings += find_sayings(text, mine, codebook)
        cuts += mine
    sentences = tuple(make_sentences(cuts, codebook=codebook, sayings=sayings))
    return sentences, tuple(sayings) if reader is ReaderName.WITH_MODEL else None


def _bounds(words: Words, paragraph: Paragraph, layout: Layout) -> list[tuple[int, int]]:
    """Give first and last-but-one word of each sentence; a wire's opening stands apart."""
    whole = paragraph.section is Section.TITLE
    bounds = whole_bounds(words) if whole else sentence_bounds(words)
    if paragraph.span.start < layout.opening_end < paragraph.span.end:
        bounds = part_opening(words, bounds, layout.opening_end)
    return bounds


def _origins(report: Report, text: str, paragraphs: Sequence[Paragraph]) -> tuple[Span | None, ...]:
    """Tell where each paragraph stands in the report's bytes."""
    spans = [paragraph.span for paragraph in paragraphs]
    if report.medium is Medium.HTML:
        return page_origins(report, text, spans)
    return text_origins(report, spans)
