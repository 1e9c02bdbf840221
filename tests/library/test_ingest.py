"""Bytes to reports: every kind of input, and every kind of bad one."""

from __future__ import annotations

import datetime as dt
import io
import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaglio.ingest import Hints, gather
from vaglio.model.errors import (
    EncodingWrong,
    ReportBinary,
    ReportEmpty,
    ReportTooLarge,
    RowInvalid,
    SourceMissing,
    VaglioError,
)
from vaglio.model.report import Medium, Report

PAGE = """<!doctype html><html lang="en-GB"><head><title>Shells hit Marsk | Valley Post</title>
<meta property="og:site_name" content="Valley Post">
<meta property="article:published_time" content="2031-05-04T10:00:00Z">
<link rel="canonical" href="https://valleypost.example/shells">
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",
 "headline": "Shells hit Marsk", "author": [{"name": "Ann Reed"}, {"name": "Jon Doe"}]}]}</script>
</head><body><article><p>Shelling killed 12 people in Marsk, the mayor said.</p></article></html>"""


def from_stdin(data: bytes, hints: Hints | None = None) -> list[Report | VaglioError]:
    """Gather what standard input holds."""
    return list(gather(["-"], hints=hints, stdin=io.BytesIO(data)))


def one(data: bytes, hints: Hints | None = None) -> Report:
    """Gather the one report that standard input holds."""
    [report] = from_stdin(data, hints)
    assert isinstance(report, Report), report
    return report


def test_plain_text_is_kept_to_the_letter() -> None:
    """Nothing of a plain text is changed, not even its line breaks."""
    text = "  Two died.\r\n\r\nIt rained.\n"
    report = one(text.encode())
    assert (report.content, report.data, report.medium) == (text, text.encode(), Medium.TEXT)


def test_byte_order_marks_are_left_out() -> None:
    """A mark names the encoding and is no part of the text."""
    for encoding in ("utf-8-sig", "utf-16"):
        report = one("Café in Marsk".encode(encoding))
        assert report.content == "Café in Marsk"


def test_page_says_what_it_is() -> None:
    """Meta tags and JSON-LD give title, authors, day, publisher, address, language."""
    report = one(PAGE.encode())
    assert report.medium is Medium.HTML
    assert report.title == "Shells hit Marsk"
    assert report.byline == "Ann Reed, Jon Doe"
    assert report.published == dt.date(2031, 5, 4)
    assert report.publisher == "Valley Post"
    assert report.url == "https://valleypost.example/shells"
    assert report.language == "en-GB"


def test_page_without_a_day_has_none() -> None:
    """No day of publication is guessed from an address or from the text."""
    page = b"<html><a href='/2031/05/04/x'>x</a><p>On 3 May 2031 two died.</p></html>"
    assert one(page).published is None


def test_hints_win_over_the_page() -> None:
    """What the caller says counts more than what a page says of itself."""
    hints = Hints(
        publisher="Agency", published=dt.date(2030, 1, 2), language="en", url="https://x.example"
    )
    report = one(PAGE.encode(), hints)
    assert (report.publisher, report.published) == ("Agency", dt.date(2030, 1, 2))
    assert (report.language, report.url) == ("en", "https://x.example")


def test_rows_win_over_hints() -> None:
    """What a row says of its own report counts most; the hint fills what it leaves out."""
    rows = b'{"id": 7, "publisher": "Own", "published": "2031-05-04T09:00", "text": "Two died."}'
    report = one(rows, Hints(publisher="Agency", language="en"))
    assert (report.ref, report.publisher, report.language) == ("7", "Own", "en")
    assert report.published == dt.date(2031, 5, 4)


def test_rows_of_pages_are_pages() -> None:
    """A row may hold a page."""
    report = one(json.dumps({"html": PAGE}).encode())
    assert (report.medium, report.publisher) == (Medium.HTML, "Valley Post")


@pytest.mark.parametrize(
    "line",
    [
        b"not json",
        b"[1, 2]",
        b'{"title": "No text"}',
        b'{"text": 5}',
        b'{"text": "x", "published": "yesterday"}',
        b'{"text": "x", "published": "2031-02-30"}',
        b'{"text": "\\ud800"}',
        b'{"text": "a\\u0000b"}',
        b"[" * 100_000,
        b'{"text": "caf\xe9"}',
    ],
)
def test_broken_rows_name_file_and_line(tmp_path: Path, line: bytes) -> None:
    """A broken line is an error of its own, and the lines around it are read."""
    path = tmp_path / "reports.jsonl"
    path.write_bytes(b'{"text": "First."}\n' + line + b'\n\n{"text": "Last."}\n')
    first, error, last = gather([path])
    assert isinstance(first, Report)
    assert isinstance(error, RowInvalid)
    assert error.input == f"{path}:2"
    assert isinstance(last, Report)
    assert last.source == f"{path}:4"


def test_empty_row_is_empty_or_invalid(tmp_path: Path) -> None:
    """A row with white space for a text holds no report."""
    path = tmp_path / "reports.jsonl"
    path.write_text('{"text": "  "}\n')
    [error] = gather([path])
    assert isinstance(error, ReportEmpty)


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_empty_input(data: bytes) -> None:
    """Nothing, white space and a lone mark hold no text."""
    [error] = from_stdin(data)
    assert isinstance(error, ReportEmpty)


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7 hello", b"PK\x03\x04zip", b"\x89PNG\r\n", b"text\0text", bytes(range(256)) * 9],
)
def test_binary_input(data: bytes) -> None:
    """A picture, a PDF and an archive are no text."""
    [error] = from_stdin(data)
    assert isinstance(error, ReportBinary)


def test_truncated_utf8() -> None:
    """A file cut off within a character says so, and is not guessed at."""
    [error] = from_stdin("Twelve died in Łódź".encode()[:-1])
    assert isinstance(error, EncodingWrong)
    assert "fetch it again" in error.next_step


def test_truncated_utf16() -> None:
    """The same with a byte order mark."""
    [error] = from_stdin("Twelve died".encode("utf-16")[:-1])
    assert isinstance(error, EncodingWrong)


def test_wrong_declared_encoding_is_recorded() -> None:
    """A page that declares the wrong encoding is read by its bytes, and the record says so."""
    page = "<html><meta charset='shift_jis'><p>Café de Marsk, “open”.</p></html>"
    report = one(page.encode())
    assert "Café de Marsk, “open”" in report.content
    assert (report.encoding, report.declared_encoding) == ("utf-8", "shift_jis")
    page = page.replace("shift_jis", "utf-8")
    report = one(page.encode("cp1252"))
    assert "Café de Marsk, “open”" in report.content
    assert (report.encoding, report.declared_encoding) == ("cp1252", "utf-8")


def test_declared_encoding_is_used() -> None:
    """A page in the encoding that it declares is read in it."""
    page = "<html><meta charset=koi8-r><p>Обстрел города Марск, двое ранены.</p></html>"
    report = one(page.encode("koi8-r"))
    assert "Обстрел города" in report.content
    assert report.declared_encoding is None


def test_undeclared_encoding_is_detected() -> None:
    """Text in an old encoding is recognised by its letters."""
    text = "Обстрел города Марск продолжается второй день, сообщает мэрия города."
    assert one(text.encode("cp1251")).content == text
    text = "Le café de Marsk a été touché, selon les autorités."
    assert one(text.encode("cp1252")).content == text


def test_endless_line_is_refused_quickly(tmp_path: Path) -> None:
    """A line of 50 MB is refused before it is read to its end."""
    path = tmp_path / "long.txt"
    path.write_bytes(b"a" * 50_000_000)
    rows = tmp_path / "long.jsonl"
    rows.write_bytes(b'{"text": "' + b"a" * 50_000_000 + b'"}\n{"text": "Next."}\n')
    begin = time.monotonic()
    [error] = gather([path])
    assert isinstance(error, ReportTooLarge)
    first, after = gather([rows])
    assert isinstance(first, ReportTooLarge)
    assert isinstance(after, Report)
    assert time.monotonic() - begin < 20


def test_folder_is_read_in_order_without_its_hidden_files(tmp_path: Path) -> None:
    """Folders in folders are read, by name; hidden files and other kinds are left out."""
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("c.txt", "a.md", "b/d.html", ".hidden.txt", "e.png", ".git/f.txt"):
        (tmp_path / name).write_text(f"Text of {name}.")
    found = [Path(r.source).name for r in gather([tmp_path]) if isinstance(r, Report)]
    assert found == ["a.md", "d.html", "c.txt"]


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    """A folder with a bad file gives its error in its place, and all the others."""
    for number in range(30):
        (tmp_path / f"{number:02}.txt").write_text(f"Report number {number}.")
    (tmp_path / "15.txt").write_bytes(b"\0\0")
    items = list(gather([tmp_path]))
    assert [place for place, item in enumerate(items) if isinstance(item, VaglioError)] == [15]
    assert str(items[15]).startswith(str(tmp_path / "15.txt"))


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    """A missing file and a folder without reports are errors that name the next step."""
    missing, bare = gather([tmp_path / "nope.txt", tmp_path])
    assert isinstance(missing, SourceMissing)
    assert isinstance(bare, SourceMissing)
    assert "no report" in str(bare)


def test_same_bytes_are_one_report(tmp_path: Path) -> None:
    """Of byte-identical files the first is given."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Two died in Marsk.")
    [report] = gather([tmp_path])
    assert isinstance(report, Report)
    assert report.source.endswith("a.txt")


def test_deeply_nested_page_does_not_crash() -> None:
    """A page nested without end is a report; whether it has an article is for `read`."""
    page = b"<html><body>" + b"<div>" * 200_000 + b"<p>Two died.</p>"
    assert one(page).medium is Medium.HTML


@given(st.binary(max_size=300))
def test_any_bytes_are_a_report_or_an_error(data: bytes) -> None:
    """No bytes crash, and the same bytes give the same answer."""
    assert [str(item) for item in from_stdin(data)] == [str(item) for item in from_stdin(data)]


@given(st.text(max_size=200).filter(lambda text: text.strip() and "\0" not in text))
def test_any_text_survives_a_row(text: str) -> None:
    """The text of a row comes out as it went in."""
    report = one(json.dumps({"text": text, "language": "en"}).encode())
    assert report.content == text
    assert report.data.decode() == text
