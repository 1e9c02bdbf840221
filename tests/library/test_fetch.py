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
from vaglio.model.errors import AddressRefused, FetchFailed, ReportTooLarge, VaglioError
from vaglio.model.report import Medium, Report
from vaglio.pipeline import Hints, fetch, gather_bytes

QUICK = Limits(connect_seconds=0.5, whole_seconds=1.0, redirects=3, most_bytes=1_000_000)
PUBLIC = "93.184.216.34"


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


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/", "http://127.0.0.1/", "http://127.1/", "http://2130706433/",
        "http://0x7f000001/", "http://0177.0.0.1/", "http://0/", "http://0.0.0.0/",
        "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:8.8.8.8]/",
        "http://[fe80::1]/", "http://[fc00::1]/", "http://[ff02::1]/", "http://[::127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/", "http://[64:ff9b:1::a00:1]/", "http://[2002:7f00:1::]/",
        "http://[2001:0:4136:e378::]/", "http://[2001:db8::1]/", "http://10.0.0.1/",
        "http://172.16.0.1/", "http://192.168.1.1/", "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/", "http://224.0.0.1/", "http://240.0.0.1/", "http://255.255.255.255/",
        "http://198.18.0.1/", "http://192.0.2.1/", "https://127.0.0.1./", "http://127.0.0.1:443/",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public_is_refused(url: str) -> None:
    """However it is written, nothing on this machine or beside it is asked."""
    with pytest.raises(AddressRefused):
        fetch(url, limits=QUICK)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://news.example/", "gopher://news.example/", "javascript:a()",
        "data:text/html,hello", "news.example", "", "http://", "http:///x", "//news.example/",
        "http://news.example:8080/", "http://news.example:22/", "http://news.example:0/",
        "http://news.example:99999/", "http://a b/", "http://news.example/a\r\nX: y",
        "https://user:secret@news.example/", "https://user@news.example/", "http://[::1/",
        "https://news.example/" + "a" * 3000,
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_page_is_refused(url: str) -> None:
    """Other schemes, other ports, passwords: nothing is even looked up."""

    def never(host: str, port: int) -> Sequence[str]:
        raise AssertionError(f"{host}:{port} was looked up")

    with pytest.raises(AddressRefused) as caught:
        fetch(url, limits=QUICK, door=Door(look_up=never))
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("private", ["127.0.0.1", "10.1.2.3", "fe80::1%eth0", "nonsense"])
def test_one_private_address_among_several_is_enough(private: str) -> None:
    """A name that leads to the world and to this machine is refused."""
    door = Door(look_up=lambda _host, _port: [PUBLIC, private])
    with pytest.raises(AddressRefused):
        fetch("http://news.example/", limits=QUICK, door=door)


def test_a_name_is_looked_up_once_and_that_address_is_asked(server: web.Server) -> None:
    """A name that changes between the check and the connection changes nothing."""
    asked: list[str] = []

    def changing(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return [web.HERE] if len(asked) == 1 else ["10.0.0.1"]

    page = fetch(server.url(), limits=QUICK, door=replace(server.door, look_up=changing))
    assert page.data == web.ARTICLE
    assert asked == ["news.example"]


def test_a_name_that_turns_private_after_a_redirect_is_refused(server: web.Server) -> None:
    """Each redirect is looked up and checked anew."""
    server.answers["/"] = web.to("/again")
    answers = iter([[web.HERE], ["127.0.0.2"]])
    door = replace(server.door, look_up=lambda _host, _port: next(answers))
    with pytest.raises(AddressRefused, match=r"127\.0\.0\.2"):
        fetch(server.url(), limits=QUICK, door=door)
    assert len(server.heads) == 1


@pytest.mark.parametrize(
    "elsewhere",
    [
        "http://127.0.0.2/", "http://localhost:1/", "file:///etc/passwd", "http://10.0.0.1/",
        "http://[::1]/", "//169.254.169.254/latest", "ftp://news.example/", "javascript:alert(1)",
        "http://a:b@news.example/", "http://news.example:22/",
    ],
)  # fmt: skip
def test_a_redirect_to_what_is_not_public_is_refused(server: web.Server, elsewhere: str) -> None:
    """A public page cannot send us into somebody's network."""
    server.answers["/"] = web.to(elsewhere)

    def known(host: str, _port: int) -> Sequence[str]:
        return [web.HERE] if host == "news.example" else [host]

    with pytest.raises(AddressRefused):
        fetch(server.url(), limits=QUICK, door=replace(server.door, look_up=known))
    assert len(server.heads) == 1


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
