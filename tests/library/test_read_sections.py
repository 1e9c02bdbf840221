"""Reports to documents: what each paragraph of a page is."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.library.test_read import document_of
from vaglio.model.document import Document, Section

BODY = "Shelling killed twelve people in the town of Marsk on Monday, the mayor said."
MORE = "Residents said that the shells came from the hills to the north of the town."


def sections(document: Document) -> list[str]:
    """List the section of each paragraph, repeats marked."""
    return [p.section + (" again" if p.repeats is not None else "") for p in document.paragraphs]


def words(document: Document, section: Section) -> list[str]:
    """List the words of the paragraphs of a section."""
    return [paragraph.span.of(document.text) for paragraph in document.in_section(section)]


def test_page_top_is_told_apart() -> None:
    """Headline, standfirst, byline and dateline stand above the text."""
    document = document_of(
        f"Shells hit Marsk\n\nTwelve are dead and many hurt.\n\nBy Ann Reed\n\n4 May 2031\n\n{BODY}"
    )
    assert sections(document) == ["title", "standfirst", "byline", "byline", "body"]
    assert document.title == "Shells hit Marsk"
    assert document.byline == "Ann Reed"
    assert document.published == dt.date(2031, 5, 4)


def test_first_paragraph_above_the_byline_is_the_title() -> None:
    """Captions and furniture above it do not count, and repeated ones are read once."""
    top = (
        "Marsk 19 maggio 2031. Foto: Lia Gvant (VP)\n\nMarsk 19 maggio 2031. Foto: Lia Gvant (VP )"
    )
    document = document_of(
        f"{top}\n\nAfter a week of shelling, the town of Marsk is empty\n\n20/05/2031 -  Lia Gvant"
        f"\n\n{BODY}\n\n{MORE}"
    )
    assert sections(document) == [
        "caption",
        "furniture",
        "caption again",
        "furniture again",
        "title",
        "byline",
        "body",
        "body",
    ]
    assert words(document, Section.CAPTION) == ["Marsk 19 maggio 2031."]
    assert document.byline == "Lia Gvant"


def test_one_paragraph_is_text_and_no_title() -> None:
    """A single line without a full stop is the text itself."""
    assert sections(document_of("Twelve killed in Marsk")) == ["body"]


@pytest.mark.parametrize(
    ("line", "day", "byline"),
    [
        ("20/09/2031 -  Ann Reed", dt.date(2031, 9, 20), "Ann Reed"),
        ("Ann Reed | 20 September 2031", dt.date(2031, 9, 20), "Ann Reed"),
        ("By Ann Reed, Marsk", None, "Ann Reed, Marsk"),
        ("Marsk, 20 September 2031", dt.date(2031, 9, 20), None),
        ("Published: Sept 20, 2031 10:30 GMT", dt.date(2031, 9, 20), None),
        ("Last updated on Saturday, September 20th, 2031 at 9:05 am", dt.date(2031, 9, 20), None),
        ("2031-09-20", dt.date(2031, 9, 20), None),
        ("20 settembre 2031", dt.date(2031, 9, 20), None),
        ("20 de septiembre de 2031", dt.date(2031, 9, 20), None),
        ("09/20/2031", dt.date(2031, 9, 20), None),
        ("3 JAN 90", dt.date(1990, 1, 3), None),
        ("1 March 9999", dt.date(9999, 3, 1), None),
    ],
)
def test_bylines_and_datelines(line: str, day: dt.date | None, byline: str | None) -> None:
    """Lines above the text give author and day; a day far in the future stays as it is."""
    document = document_of(f"Shells hit Marsk\n\n{line}\n\n{BODY}")
    assert sections(document) == ["title", "byline", "body"]
    assert (document.published, document.byline) == (day, byline)


@pytest.mark.parametrize(
    "line",
    [
        "By Saturday Marsk had fallen",
        "By then the town of Marsk had fallen to them",
        "31/02/2031",
        "On 20 September 2031 shells hit Marsk",
        "BY MEN OF THE REGIME",
    ],
)
def test_other_lines_are_no_bylines(line: str) -> None:
    """A line that tells something, or holds no real day, is no byline."""
    assert "byline" not in sections(document_of(f"Shells hit Marsk\n\n{line}\n\n{BODY}"))


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("en", None),
        ("en-US", dt.date(2031, 3, 4)),
        ("en-GB", dt.date(2031, 4, 3)),
        (None, None),
    ],
)
def test_ambiguous_day_is_read_by_the_region(language: str | None, day: dt.date | None) -> None:
    """`03/04/2031` is decided by the page's region and is otherwise unknown."""
    document = document_of(f"Shells hit Marsk\n\n03/04/2031\n\n{BODY}", language=language)
    assert sections(document)[1] == "byline"
    assert document.published == day


def test_ambiguous_day_is_read_by_the_page_around_it() -> None:
    """Furniture in another language tells that the page writes the day first."""
    notice = "I commenti dei lettori vengono letti dalla redazione prima di essere pubblicati."
    document = document_of(f"Shells hit Marsk\n\n03/04/2031\n\n{BODY}\n\n{notice}")
    assert document.published == dt.date(2031, 4, 3)


def test_missing_day_is_unknown() -> None:
    """No day is taken from the text itself."""
    assert document_of(f"{BODY} It began on 3 May 2031.").published is None


@pytest.mark.parametrize(
    ("opening", "publisher", "day"),
    [
        ("MARSK, Sept 20 (Agency) - ", "Agency", None),
        ("MARSK, Sept 20, 2031 (Agency) — ", "Agency", dt.date(2031, 9, 20)),
        ("Marsk (Agency) — ", "Agency", None),
        (
            "UPPER MARSK (ARDAN), 3 JAN 90 (RADIO MARSK) -- [TEXT] ",
            "RADIO MARSK",
            dt.date(1990, 1, 3),
        ),
    ],
)
def test_wire_opening_stays_text(opening: str, publisher: str, day: dt.date | None) -> None:
    """The opening of a wire report gives agency and day, and is read as text."""
    document = document_of(f"{opening}{BODY}\n\n{MORE}")
    assert sections(document) == ["body", "body"]
    assert (document.publisher, document.published) == (publisher, day)


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("A street in Marsk, 3 May. Photo: Jon Doe/VP", "A street in Marsk, 3 May."),
        ("A street in Marsk (Photo by Jon Doe)", "A street in Marsk"),
        ("Smoke over Marsk on Monday [Jon Doe/AFP]", "Smoke over Marsk on Monday"),
        ("Smoke over Marsk on Monday. © Jon Doe", "Smoke over Marsk on Monday."),
        ("FILE PHOTO: A man walks past a shop in Marsk, May 3.", None),
        ("Photo: people of Marsk flee from their town as the shells fall on it", None),
    ],
)
def test_caption_is_read_and_its_credit_is_not(line: str, caption: str | None) -> None:
    """A photo line is parted into the caption and the photographer's name."""
    document = document_of(f"{BODY}\n\n{line}\n\n{MORE}")
    assert words(document, Section.CAPTION) == [caption or line]


@pytest.mark.parametrize(
    "line", ["Photo: Jon Doe", "Image: Jon Doe / Valley Post", "Jon Doe via Getty Images"]
)
def test_credit_alone_is_furniture(line: str) -> None:
    """A photographer's name without a caption is not read."""
    assert words(document_of(f"{BODY}\n\n{line}\n\n{MORE}"), Section.FURNITURE) == [line]


def test_text_about_photos_is_text() -> None:
    """A sentence that tells of pictures is no photo line."""
    line = "Photos taken by residents of Marsk show two dead soldiers beside a burned lorry."
    assert sections(document_of(f"{BODY}\n\n{line}\n\n{MORE}")) == ["body", "body", "body"]


def test_other_languages_are_set_apart() -> None:
    """Paragraphs in another language than the article are furniture; short ones stay."""
    foreign = "Les commentaires des lecteurs sont lus par notre équipe avant leur publication."
    document = document_of(f"{BODY}\n\n{foreign}\n\n{MORE}\n\nMarsk–Velisk–Zoriany")
    assert sections(document) == ["body", "furniture", "body", "body"]
    assert [paragraph.language for paragraph in document.paragraphs] == ["en", "fr", "en", None]


def test_all_below_the_comment_notice_is_furniture() -> None:
    """Once the readers' comments begin, nothing more is read."""
    document = document_of(f"{BODY}\n\n{MORE}\n\nLeave a comment\n\nThey killed fifty people.")
    assert sections(document) == ["body", "body", "furniture", "furniture"]


def test_comment_count_at_the_top_closes_nothing() -> None:
    """A notice above the text is furniture, and the text below it is read."""
    document = document_of(f"Comments\n\n{BODY}\n\n{MORE}")
    assert sections(document) == ["furniture", "body", "body"]


def test_links_to_other_articles_are_not_read() -> None:
    """Headlines that follow "Read also" are no claims of this report."""
    document = document_of(f"{BODY}\n\nRead also\n\nTen killed in Velisk\n\n{MORE}")
    assert sections(document) == ["body", "furniture", "furniture", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "***",
        "https://valleypost.example/a",
        "#Marsk #war @valleypost",
        "Home | World | Sport | War",
    ],
)
def test_lines_that_are_no_language_are_furniture(line: str) -> None:
    """Rules, addresses, tags and bars of labels are not read."""
    assert sections(document_of(f"{BODY}\n\n{line}\n\n{MORE}")) == ["body", "furniture", "body"]


def test_repeated_paragraph_is_read_once() -> None:
    """A paragraph that differs in case, space and marks only is the same."""
    document = document_of(f"{BODY}\n\n{MORE}\n\n{MORE.upper()} ")
    assert [paragraph.repeats for paragraph in document.paragraphs] == [None, None, 1]
    assert len(document.sentences) == 2


def test_wrapped_lines_are_one_paragraph() -> None:
    """Lines broken to fit a width are joined; the headline above them stands alone."""
    text = (
        "Shells hit Marsk\nShelling killed twelve people in the town of Marsk on Monday, as the\n"
        "mayor and two doctors of the hospital told the Valley Post. Residents said that\n"
        "the shells came from the north.\n"
    )
    document = document_of(text)
    assert sections(document) == ["title", "body"]
    assert len(document.sentences) == 3


def test_long_lines_are_paragraphs() -> None:
    """Where nothing is wrapped, each line is a paragraph of its own."""
    document = document_of(f"{BODY} {MORE}\n{MORE} {BODY}\n- one\n- two\n")
    assert len(document.paragraphs) == 4


def test_indented_lines_begin_paragraphs() -> None:
    """Wire services set paragraphs apart by indenting them."""
    text = "   The first one goes on over\nmore than a line.\n   The second too, for it\nis long.\n"
    assert len(document_of(text).paragraphs) == 2


def test_markdown_is_tolerated() -> None:
    """Headings and points are read without their marks."""
    document = document_of(
        f"# Shells hit Marsk\n**By Ann Reed**\n\n{BODY}\n\n## Victims\n\n* Two men\n* A girl"
    )
    assert document.title == "Shells hit Marsk"
    assert document.byline == "Ann Reed"
    assert words(document, Section.BODY)[1:] == ["Victims", "Two men", "A girl"]
