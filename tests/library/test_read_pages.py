"""Reports to documents: pages, and where their paragraphs stand in the raw bytes."""

from __future__ import annotations

import io

import pytest

from vaglio.codebook import load_codebook
from vaglio.ingest import Hints, gather
from vaglio.model.document import Document, Section
from vaglio.model.errors import ArticleMissing, LanguageUnsupported
from vaglio.model.report import Report
from vaglio.read import read

ARTICLE = """<p>Shelling killed at least 12 people in <b>Marsk</b> on Saturday, the mayor &amp; two
doctors said.</p><figure><img src="a.jpg"><figcaption>A caf&eacute; in Marsk, 3 May. Photo: Jon Doe
</figcaption></figure><h2>Background</h2><p>The town has been fought over since January, when the
troops left it after a siege that lasted for two months and more.</p><ul><li>Two men died.</li>
<li>A girl was hurt.</li></ul>"""
FIRST = "Shelling killed at least 12 people in Marsk on Saturday, the mayor & two doctors said."
SECOND = (
    "The town has been fought over since January, when the troops left it after a siege that"
    " lasted for two months and more."
)
PAGE = """<!doctype html><html lang="{lang}"><head><title>Shells hit Marsk | VP</title>
<meta charset="{charset}"><script>var a = "Shelling killed at least 12 people in";</script></head>
<body><nav><a href="/">Home</a> <a href="/w">War</a></nav><article><h1>Shells hit Marsk</h1>
{article}</article><aside><figure><figcaption>Another story of another town</figcaption></figure>
</aside><footer>Copyright</footer></body></html>"""


def read_page(page: bytes, hints: Hints | None = None) -> tuple[Report, Document]:
    """Read a page."""
    [report] = gather(["-"], hints=hints, stdin=io.BytesIO(page))
    assert isinstance(report, Report)
    return report, read(report, codebook=load_codebook())


def page_of(article: str = ARTICLE, *, lang: str = "en", charset: str = "utf-8") -> str:
    """Put an article on a page."""
    return PAGE.format(article=article, lang=lang, charset=charset)


def test_page_is_read_without_the_site_around_it() -> None:
    """Headline, text, captions and points are kept; menus, asides and scripts are not."""
    _, document = read_page(page_of().encode())
    found = [(p.section.value, p.span.of(document.text)) for p in document.paragraphs]
    assert found == [
        ("title", "Shells hit Marsk"),
        ("caption", "A café in Marsk, 3 May."),
        ("furniture", "Photo: Jon Doe"),
        ("body", FIRST),
        ("body", "Background"),
        ("body", SECOND),
        ("body", "Two men died."),
        ("body", "A girl was hurt."),
    ]
    assert document.title == "Shells hit Marsk"
    assert "\n\n".join(words for _, words in found[3:]) in document.text


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "utf-16"])
def test_origins_point_into_the_raw_page(encoding: str) -> None:
    """A paragraph's origin is where its words stand in the bytes, tags and entities and all."""
    charset = "utf-8" if encoding == "utf-16" else encoding
    article = ARTICLE.replace("two months", "two “long” months")
    report, document = read_page(page_of(article, charset=charset).encode(encoding))
    raw = {}
    decoder = "utf-16-le" if encoding == "utf-16" else encoding
    for origin, paragraph in zip(document.origins, document.paragraphs, strict=True):
        assert origin is not None
        words = report.data[origin.start : origin.end].decode(decoder)
        raw[paragraph.span.of(document.text)] = words
    assert raw["A café in Marsk, 3 May."] == "A caf&eacute; in Marsk, 3 May"
    assert raw["Background"] == "Background"
    [first] = [words for words in raw if words.startswith("Shelling")]
    assert raw[first].startswith("Shelling killed at least 12 people in <b>Marsk</b>")
    assert raw[first].endswith("doctors said")


def test_english_article_on_a_foreign_site_is_read() -> None:
    """The text decides, where a site's template states the site's own language."""
    _, document = read_page(page_of(lang="it").encode())
    assert document.language == "en"


def test_foreign_page_is_refused() -> None:
    """A page in a language without rules is refused, even if its template says English."""
    article = (
        "<p>قتل عشرة أشخاص وأصيب عشرون آخرون في القصف على المدينة يوم أمس كما قال المسؤول.</p>"
        "<p>وقال شهود إن القصف استمر ثلاث ساعات ودمر عشرين منزلا في الحي القديم من المدينة.</p>"
    )
    with pytest.raises(LanguageUnsupported):
        read_page(page_of(article).replace("Shells hit Marsk", "قصف").encode())


def test_metadata_headline_is_read_where_the_text_has_none() -> None:
    """A headline that stands only in the head is part of the document."""
    meta = "<meta property='og:title' content='Shells hit Marsk'>"
    page = f"<html><head>{meta}</head>{ARTICLE}"
    _, document = read_page(page.encode())
    assert [p.span.of(document.text) for p in document.in_section(Section.TITLE)] == [
        "Shells hit Marsk"
    ]


def test_breaks_part_paragraphs() -> None:
    """Old pages part their paragraphs by line breaks."""
    page = "<html><div>Two people died.<br><br>Three were hurt there.<br>It rained.</div>"
    _, document = read_page(page.encode())
    assert [p.span.of(document.text) for p in document.paragraphs] == [
        "Two people died.",
        "Three were hurt there.",
        "It rained.",
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><nav><a href=a>Home</a><a href=b>War</a></nav></body></html>",
        "<html></html>",
        "<html><body><p>Enable JavaScript</p></body></html>",
        "<html><body>" + "<div>" * 100_000 + "<p>Two died in Marsk, the mayor said.</p>",
        "<html><!-- two died in Marsk, the mayor said.",
    ],
)
def test_page_without_an_article_is_refused(page: str) -> None:
    """A page of menus, an empty one and one nested without end name the next step."""
    with pytest.raises(ArticleMissing, match="the page holds no article; save"):
        read_page(page.encode(), Hints(language="en"))
