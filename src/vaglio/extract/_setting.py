"""In what part of the text a claim stands: its paragraph, an item of a list, an aside."""

from __future__ import annotations

import re

from vaglio.model.document import Document, Sentence
from vaglio.model.setting import Setting
from vaglio.model.span import Span

_ITEM = re.compile(r"\s*(?:[•*·▪‣➢►]|[-–—]\s|\d{1,2}[.)]\s|[^\W\d_]+(?:\s\d{1,2})?:\s)")
"""How an item of a list begins: a bullet, a number, "May 3: "."""


def setting_of(document: Document, sentence: Sentence, span: Span, *, aside: bool) -> Setting:
    """Say in what part of the text the words of a claim stand."""
    return Setting(
        paragraph=document.paragraphs[sentence.paragraph].span,
        item=_item(document.text, span.start),
        aside=aside,
    )


def _item(text: str, start: int) -> Span | None:
    """Give the line of the item of a list in which words stand; None outside of lists."""
    first = text.rfind("\n", 0, start) + 1
    if not _ITEM.match(text, first):
        return None
    last = text.find("\n", start)
    return Span(start=first, end=len(text) if last < 0 else last)
