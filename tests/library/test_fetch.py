"""Pages from the web: whatever a server does, a page or a clear error comes of it."""

from __future__ import annotations

import gzip
import ssl
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.library import fetch_server as web
from vaglio.ingest._fetched import Door, Fetched, Limits
from vaglio.model.errors import FetchFailed, ReportTooLarge, VaglioError
from vaglio.model.report import Medium, Report
from vaglio.pipeline import Hints, fetch, gather_bytes

QUICK = Limits(connect_seconds=0.5, whole_seconds=1.0, redirects=3, most_bytes=1_000_000)


@pytest.fixture
def server() -> Iterator[web.Server]:
    """Give a server whose answers a test may set."""
    with web.serving({"/": web.page()}) as running:
        yield running


def ask(server: web.Server, path: str = "/", *, limits: Limits = QUICK) -> Fetched:
    """Ask the server for a page."""
    return fetch(server.url(path), limits=limits, door=server.door)


def failing(server: web.Server, path: str = "/") -> str:
    """Give the problem with which a fetch fails, which names the page and what to do."""
    with pytest.raises(FetchFailed) as caught:
        ask(server, path)
    assert caught.value.input.startswith("http")
    assert caught.value.next_step
    return caught.value.problem


def test_a_page_comes_with_what_the_server_says_of_it(server: web.Server) -> None:
    """Bytes, address, kind and encoding: nothing is lost on the way."""
    server.answers["/news?day=3"] = web.page(kind='text/html; charset="Windows-1251"')
    page = ask(server, "/news?day=3#top")
    assert page.data == web.ARTICLE
    assert page.url == server.url("/news?day=3")
    assert (page.medium, page.encoding) == (Medium.HTML, "Windows-1251")


def test_a_request_says_who_asks_and_sends_nothing_else(server: web.Server) -> None:
    """No cookie, no password, no referrer; the name of the host and our own."""
    server.answers["/"] = web.page(more="\nSet-Cookie: a=b; Path=/")
    ask(server)
    ask(server)
    names = {line.split(":")[0].lower() for line in server.heads[1].splitlines()[1:] if line}
    assert names == {"host", "accept", "accept-encoding", "accept-language", "user-agent"}
    assert "User-Agent: Vaglio/" in server.heads[1]
    assert f"Host: news.example:{server.port}" in server.heads[1]


def test_what_was_fetched_is_taken_in_as_it_was_sent(server: web.Server) -> None:
    """The encoding that the server names decides where the page declares none."""
    words = "<p>В Марске погибли трое, сообщил мэр города.</p>"
    server.answers["/"] = web.page(words.encode("koi8-r"), "text/html; charset=koi8-r")
    page = ask(server)
    [report] = gather_bytes(page.data, source=page.url, hints=page.hints(Hints(publisher="Post")))
    assert isinstance(report, Report)
    assert report.content == words
    assert (report.medium, report.url, report.publisher) == (Medium.HTML, page.url, "Post")


def test_a_list_of_reports_keeps_their_own_addresses(server: web.Server) -> None:
    """JSON Lines from the web are many reports; none is given the address of the list."""
    rows = b'{"text": "It rained in Marsk."}\n{"text": "It snowed in Orlo."}\n'
    server.answers["/all.jsonl"] = web.page(rows, "application/x-ndjson")
    page = ask(server, "/all.jsonl")
    reports = list(gather_bytes(page.data, source=page.url, hints=page.hints(Hints())))
    assert [item.url for item in reports if isinstance(item, Report)] == [None, None]


def test_a_packed_page_is_unpacked(server: web.Server) -> None:
    """Gzip is asked for and undone."""
    packed = gzip.compress(web.ARTICLE)
    server.answers["/"] = web.page(packed, more="\nContent-Encoding: gzip")
    assert ask(server).data == web.ARTICLE


def test_redirects_are_followed_to_the_end(server: web.Server) -> None:
    """The page has the address at which it was found."""
    server.answers |= {"/": web.to("/b"), "/b": web.to(server.url("/c")), "/c": web.page()}
    assert ask(server).url == server.url("/c")


def test_a_redirect_in_a_circle_ends(server: web.Server) -> None:
    """After so many redirects there is no page."""
    server.answers["/"] = web.to("/")
    assert failing(server) == "sends us elsewhere more than 3 times"
    assert len(server.heads) == 4


def test_a_body_without_an_end_is_left(server: web.Server) -> None:
    """What is longer than the limit is not read to the end."""
    server.answers["/"] = web.endless
    with pytest.raises(ReportTooLarge):
        ask(server, limits=replace(QUICK, whole_seconds=20))


def test_a_body_that_says_it_is_too_long_is_not_read(server: web.Server) -> None:
    """The server's own word is enough to refuse."""
    server.answers["/"] = web.answer("200 OK\nContent-Type: text/html\nContent-Length: 9000000000")
    with pytest.raises(ReportTooLarge):
        ask(server)


def test_a_bomb_is_not_unpacked(server: web.Server) -> None:
    """A small body that unpacks to a huge one is refused within the limit."""
    server.answers["/"] = web.bomb
    with pytest.raises(ReportTooLarge):
        ask(server, limits=replace(QUICK, whole_seconds=20))


def test_a_page_that_is_packed_otherwise_is_refused(server: web.Server) -> None:
    """Only what was asked for is unpacked."""
    for packed in ("br", "zstd", "gzip, gzip", "deflate"):
        server.answers["/"] = web.page(more=f"\nContent-Encoding: {packed}")
        assert "packed" in failing(server)


def test_a_broken_pack_is_an_error_not_half_a_page(server: web.Server) -> None:
    """Bytes that are no gzip, and a body that breaks off, are no page."""
    server.answers["/"] = web.page(b"no gzip at all", more="\nContent-Encoding: gzip")
    assert failing(server) == "comes packed, and cannot be unpacked"
    server.answers["/"] = web.answer("200 OK\nContent-Type: text/html\nContent-Length: 99", b"half")
    assert failing(server) == "broke off the connection"


@pytest.mark.parametrize("slow", [web.drop_by_drop, web.head_by_drops])
def test_a_server_that_dawdles_is_cut_off(server: web.Server, slow: web.Answer) -> None:
    """Each byte comes in time, and the whole does not: the whole time counts."""
    server.answers["/"] = slow
    began = time.monotonic()
    assert failing(server) == "did not come within 1 seconds"
    assert time.monotonic() - began < 3


def test_a_server_that_says_nothing_is_left(server: web.Server) -> None:
    """No answer within the time is a failure that can be tried again."""
    server.answers["/"] = web.silent
    assert failing(server) == "did not answer within 0.5 seconds"


def test_a_name_that_is_looked_up_for_too_long_is_left(server: web.Server) -> None:
    """A slow name server holds nobody."""

    def slow(_host: str, _port: int) -> Sequence[str]:
        time.sleep(2)
        return [web.HERE]

    began = time.monotonic()
    with pytest.raises(FetchFailed, match="no machine named"):
        fetch(server.url(), limits=QUICK, door=replace(server.door, look_up=slow))
    assert time.monotonic() - began < 1.5


def test_a_name_that_nobody_has_is_an_error() -> None:
    """A name without an address, and one that cannot be one."""

    def nobody(_host: str, _port: int) -> Sequence[str]:
        raise OSError("unknown")

    for look_up in (nobody, lambda _host, _port: []):
        with pytest.raises(FetchFailed, match="no machine named"):
            fetch("https://nobody.example/", limits=QUICK, door=Door(look_up=look_up))


def test_a_machine_that_takes_no_connection_is_an_error(server: web.Server) -> None:
    """The server is gone."""
    server.close()
    assert failing(server) == "takes no connection"


@pytest.mark.parametrize("kind", ["image/png", "application/pdf", "video/mp4", "text/css"])
def test_what_is_no_page_and_no_text_is_refused(server: web.Server, kind: str) -> None:
    """Pictures and PDF are refused by what the server calls them."""
    server.answers["/"] = web.page(kind=kind)
    assert kind in failing(server)


@pytest.mark.parametrize("number", [401, 403, 404, 410, 429, 451, 500, 503, 204, 304])
def test_an_answer_that_is_no_page_is_an_error(server: web.Server, number: int) -> None:
    """The page of an error is never taken for the report."""
    server.answers["/"] = web.answer(f"{number} No\nContent-Type: text/html\nContent-Length: 0")
    assert failing(server)


def test_what_is_no_http_is_an_error(server: web.Server) -> None:
    """A server that speaks something else."""
    server.answers["/"] = lambda asked: asked.sendall(b"SSH-2.0-Server\r\n")
    assert failing(server) == "broke off the connection"


def test_a_certificate_is_held_to_the_name_and_not_to_the_address(tmp_path: Path) -> None:
    """The connection goes to an address, and the name decides whom we believe."""
    shown, trust = web.certificate(tmp_path, "news.example")
    with web.serving({"/": web.page()}, shown) as server:
        server.door = replace(server.door, trust=trust)
        assert ask(server).data == web.ARTICLE


def test_a_certificate_of_another_name_is_not_believed(tmp_path: Path) -> None:
    """Not another site's, nor the machine's own."""
    for name in ("other.example", web.HERE):
        shown, trust = web.certificate(tmp_path, name)
        with web.serving({"/": web.page()}, shown) as server:
            server.door = replace(server.door, trust=trust)
            assert failing(server) == "shows no certificate that can be believed"
            assert server.heads == []


def test_a_certificate_that_nobody_vouches_for_is_not_believed(tmp_path: Path) -> None:
    """Without a door of its own, the system's trust decides."""
    shown, _ = web.certificate(tmp_path, "news.example")
    with web.serving({"/": web.page()}, shown) as server:
        assert failing(server) == "shows no certificate that can be believed"
        with pytest.raises(VaglioError):
            fetch(
                server.url(),
                limits=QUICK,
                door=replace(server.door, trust=ssl.create_default_context()),
            )
