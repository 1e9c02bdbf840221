"""In what part of the text a claim stands: its paragraph, an item of a list, an aside."""

from __future__ import annotations

from vaglio.extract._leads import Leads
from vaglio.model.document import Document, Sentence
from vaglio.model.setting import Setting
from vaglio.model.span import Span


def setting_of(
    document: Document, sentence: Sentence, span: Span, *, leads: Leads, aside: bool
) -> Setting:
    """Say in what part of the text the words of a claim stand."""
    return Setting(
        paragraph=document.paragraphs[sentence.paragraph].span,
        item=leads.item(document, sentence.paragraph, span.start),
        aside=aside,
    )
