"""The reading view: one safe file, every claim's words in their place."""

from __future__ import annotations

import base64
import hashlib
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from vaglio.explain import PagePart, join_pages, page_part, reading_view
from vaglio.model.claim import Claim
from vaglio.model.document import Document
from vaglio.model.report import Report
from vaglio.model.trace import Trace
from vaglio.pipeline import Hints, gather, read_report

REPORT = """Ten die in Marsk <script>alert("title")</script>

By Ana <b>Velde</b>, 12 March 2024

The governor said on Tuesday that shelling in Nairobi had killed at least 30 people, including \
seven civilians, on Sunday. The rebels denied that they had fired & called the claim <img src=x \
onerror=alert(1)> absurd. Residents fear that the toll may rise.

"They burned ten houses," the mayor said. "Two people died there."

Share this article
"""


def _read(text: str, **hints: str) -> tuple[Document, list[Claim], Trace]:
    """Read an invented report."""
    [report] = gather(["-"], stdin=io.BytesIO(text.encode()), hints=Hints(**hints))
    assert isinstance(report, Report)
    trace = Trace()
    return *read_report(report, trace=trace), trace


@pytest.fixture(scope="module")
def read() -> tuple[Document, list[Claim], Trace]:
    """Read the invented report once."""
    return _read(REPORT, url="javascript:alert(1)")


@pytest.fixture(scope="module")
def page(read: tuple[Document, list[Claim], Trace]) -> str:
    """Make its page."""
    document, claims, trace = read
    return reading_view(document, claims, trace=trace)


def _words(words: str) -> str:
    """Leave white space out of account, which HTML does not keep."""
    return " ".join(words.split())


def test_what_a_report_says_is_shown_and_never_run(page: str) -> None:
    """Markup in a report is text: nothing of it becomes an element or a link."""
    tree = html.fromstring(page)
    assert len(tree.xpath("//script")) == 1
    assert tree.xpath("//img") == []
    assert tree.xpath("//@onerror") == []
    assert tree.xpath("//a[starts-with(@href, 'javascript')]") == []
    assert "onerror=alert(1)" in tree.text_content()
    assert 'alert("title")' in tree.text_content()


def test_the_page_loads_nothing_and_runs_only_its_own_code(page: str) -> None:
    """Its policy names its one script and its one style by their hashes."""
    tree = html.fromstring(page)
    assert tree.xpath("//link | //iframe | //object | //embed | //base | //*[@src]") == []
    assert tree.xpath("//*[@style]") == []
    assert not re.search(r"@import|url\(", tree.xpath("//style")[0].text)
    [policy] = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    for tag in ("style", "script"):
        [code] = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_the_words_of_each_claim_are_marked(
    page: str, read: tuple[Document, list[Claim], Trace]
) -> None:
    """The pieces that carry a claim's number are its quotation, cut but whole."""
    tree = html.fromstring(page)
    _, claims, _ = read
    assert len(claims) >= 3
    for number, claim in enumerate(claims, start=1):
        marks = tree.xpath(f"//mark[contains(concat(' ', @data-claims, ' '), ' {number} ')]")
        assert _words("".join(mark.text for mark in marks)) == _words(claim.quote)


def test_the_text_is_shown_whole(page: str, read: tuple[Document, list[Claim], Trace]) -> None:
    """Every paragraph stands there, furniture folded, and nothing twice."""
    tree = html.fromstring(page)
    document, _, _ = read
    [article] = tree.xpath("//article[contains(@class, 'text')]")
    for extra in article.xpath(
        ".//sup | .//summary | .//span[@class='label'] | ./p[@class='origin']"
    ):
        extra.drop_tree()
    shown = _words(" ".join(p.text_content() for p in article.xpath(".//p | .//h2")))
    assert shown == _words(" ".join(p.span.of(document.text) for p in document.paragraphs))
    assert "Share this article" in article.xpath(".//details")[0].text_content()


def test_every_link_inside_the_page_has_its_aim(page: str) -> None:
    """Without the script the page is read by its links: none leads nowhere, no id twice."""
    tree = html.fromstring(page)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")} <= set(ids)
    labelled = tree.xpath("//@aria-labelledby")
    assert set(labelled) <= set(ids)


def test_every_field_points_at_words_of_its_own(page: str) -> None:
    """A field that is a link has words in the text."""
    tree = html.fromstring(page)
    keys = {key for found in tree.xpath("//@data-fields") for key in found.split()}
    linked = set(tree.xpath("//a/@data-field"))
    assert linked
    assert linked <= keys


def test_the_page_is_well_nested(page: str) -> None:
    """A strict parser finds every element closed where it was opened."""
    body = re.sub(r"<script>.*?</script>|<style>.*?</style>", "", page, flags=re.DOTALL)
    body = re.sub(r"<(meta)([^>]*)>", r"<\1\2/>", body).replace("<!doctype html>", "")
    body = re.sub(r"\s(hidden|autofocus|data-(?:help|whole|clear))(?=[\s>])", r' \1=""', body)
    etree.fromstring(body)


def test_an_open_end_is_a_dash_and_a_vague_place_is_said_to_be_one() -> None:
    """Unknown is never shown as zero, nor a region as a point."""
    document, claims, trace = _read("At least 12 people were killed in Kenya, the mayor said.")
    tree = html.fromstring(reading_view(document, claims, trace=trace))
    [row] = tree.xpath("//table/tbody/tr[1]")
    assert [cell.text_content() for cell in row.xpath("td")] == ["12", "12", "–"]
    assert "a country, not a point" in tree.text_content()


def test_a_report_without_claims_says_so() -> None:
    """No claims is an ordinary outcome, and differs from not having looked."""
    document, claims, _ = _read("It rained in the valley. The river is high and brown.")
    assert claims == []
    tree = html.fromstring(reading_view(document, claims))
    assert "No claims found" in tree.text_content()


def test_several_reports_stand_in_one_page_with_a_list() -> None:
    """Each report has its part, and the anchors of two do not meet."""
    parts: list[PagePart] = []
    for text in (REPORT, REPORT.replace("Ten die", "Nine die"), "It rained in the valley today."):
        document, claims, trace = _read(text)
        parts.append(page_part(document, claims, trace=trace))
    tree = html.fromstring(join_pages(parts))
    assert len(tree.xpath("//section[@class='report']")) == 3
    links = tree.xpath("//nav//a/@href")
    assert links == [f"#{part.key}" for part in parts]
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_the_page_is_the_same_each_time(read: tuple[Document, list[Claim], Trace]) -> None:
    """The same report gives the same page, to the byte."""
    document, claims, trace = read
    assert reading_view(document, claims, trace=trace) == reading_view(
        document, claims, trace=trace
    )


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60))
def test_any_text_in_any_script_makes_a_page(words: str) -> None:
    """Nothing that a report may hold breaks the page, and its direction is its own."""
    document, claims, trace = _read(f'The mayor said that "{words}" killed two people in Marsk.')
    page = reading_view(document, claims, trace=trace)
    tree = html.fromstring(page)
    assert len(tree.xpath("//script")) == 1
    assert tree.xpath("//article//p[not(@dir='auto') and not(@class='origin')]") == []
