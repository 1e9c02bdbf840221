"""Have the texts of a corpus read, as any report is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from vaglio.model.document import ReaderName
from vaglio.model.errors import VaglioError
from vaglio.model.report import Medium, Report
from vaglio.pipeline import Reading, read_reports

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Hold one text of a corpus, and what the corpus says beside it."""

    id: str
    """The corpus's own id."""
    text: str
    """The text as the corpus has it; all offsets count in it."""
    title: str | None = None
    """The headline, where it stands apart from the text."""
    publisher: str | None = None
    """Who published it."""
    published: dt.date | None = None
    """The day of publication."""
    medium: Medium = Medium.TEXT
    """Whether the text is plain or a page's HTML."""

    @property
    def words(self) -> int:
        """How many words it has, as white space parts them."""
        return len(self.text.split())


def report_of(text: Text) -> Report:
    """Make a report of a corpus's text."""
    return Report(
        id=f"r:{text.id}",
        source=text.id,
        data=text.text.encode("utf-8", "replace"),
        content=text.text,
        medium=text.medium,
        ref=text.id,
        title=text.title,
        publisher=text.publisher,
        published=text.published,
        language="en",
    )


def read_texts(
    texts: Iterable[Text],
    *,
    make: Callable[[Reading], Made],
    jobs: int = 1,
    reader: ReaderName = ReaderName.WITH_MODEL,
) -> Iterator[Made | None]:
    """Read texts and make something of each, in their order.

    Args:
        texts: The texts.
        make: What to make of each: a function at the top of a module, so that
            it can travel to another process.
        jobs: In how many processes to read.
        reader: Whether the attribution model is asked, too.

    Returns:
        What `make` gave for each text; None for one that cannot be read.
    """
    reports = (report_of(text) for text in texts)
    for made in read_reports(reports, make=make, jobs=jobs, reader=reader):
        yield None if isinstance(made, VaglioError) else made
