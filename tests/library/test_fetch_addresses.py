"""Addresses that may be asked: public ones, however they are written and wherever they lead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from tests.library import fetch_server as web
from vaglio.ingest._fetched import Door, Limits
from vaglio.model.errors import AddressRefused
from vaglio.pipeline import fetch

QUICK = Limits(connect_seconds=0.5, whole_seconds=1.0, redirects=3, most_bytes=1_000_000)
PUBLIC = "93.184.216.34"


@pytest.fixture
def server() -> Iterator[web.Server]:
    """Give a server whose answers a test may set."""
    with web.serving({"/": web.page()}) as running:
        yield running


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
