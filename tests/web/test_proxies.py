"""What a proxy says of a request is believed where one was configured, and nowhere else."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar

import pytest

from tests.web.installations import Installation
from tests.web.opened import free_port

PATIENCE = 60


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follow no redirect: where it leads is what is looked at."""

    def redirect_request(self, *_: object, **__: object) -> None:
        """Stay where it is."""


def _browser() -> urllib.request.OpenerDirector:
    """Give a browser that keeps cookies and stays where it is."""
    cookies = urllib.request.HTTPCookieProcessor(CookieJar())
    return urllib.request.build_opener(cookies, _Stay)


@contextmanager
def _served(installation: Installation) -> Iterator[str]:
    """Serve a desk as `vaglio serve` does, and give its address."""
    port = free_port()
    command = ("-m", "vaglio.cli", "serve", "--bind", f"127.0.0.1:{port}", "--processes", "1")
    server = installation.start(*command)
    try:
        until = time.monotonic() + PATIENCE
        while server.poll() is None and time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            server.kill()
            server.communicate()


def _ask(
    address: str, path: str, *, browser: urllib.request.OpenerDirector | None = None, **said: str
) -> tuple[int, str, str]:
    """Ask for a page by way of a proxy that says something; give status, cookies, page."""
    headers = {name.replace("_", "-"): words for name, words in said.items()}
    asked = urllib.request.Request(address + path, headers=headers)
    try:
        with (browser or _browser()).open(asked, timeout=PATIENCE) as answer:
            cookies = " ".join(answer.headers.get_all("Set-Cookie") or ())
            return answer.status, cookies, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, "", refused.read().decode()


def _guess(address: str, number: int, forwarded: str) -> str:
    """Try to sign in to an account of which nothing is known; give what the page says."""
    browser = _browser()
    page = _ask(address, "/accounts/login/", browser=browser, X_Forwarded_For=forwarded)[2]
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert found is not None, page
    row = {
        "login": f"{number}@desk.example",
        "password": "not the right one",
        "csrfmiddlewaretoken": found[1],
    }
    sent = urllib.request.Request(
        address + "/accounts/login/",
        data=urllib.parse.urlencode(row).encode(),
        headers={"X-Forwarded-For": forwarded, "Referer": address},
    )
    try:
        with browser.open(sent, timeout=PATIENCE) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError as refused:
        return refused.read().decode()


@pytest.mark.parametrize(
    ("settings", "said", "status", "is_secure"),
    [
        ({}, "https", 200, False),
        ({"VAGLIO_HTTPS": "yes"}, "https", 301, False),
        ({"VAGLIO_HTTPS": "yes", "VAGLIO_PROXIES": "1"}, "https", 200, True),
        ({"VAGLIO_HTTPS": "yes", "VAGLIO_PROXIES": "1"}, "http", 301, False),
    ],
    ids=["none", "https without a proxy", "https by the proxy", "http by the proxy"],
)
def test_who_speaks_https_is_said_by_a_configured_proxy(
    installation: Installation,
    settings: dict[str, str],
    said: str,
    status: int,
    is_secure: bool,
) -> None:
    """Otherwise the word counts for nothing: plain requests are sent on, cookies stay plain."""
    with _served(installation.having(**settings, VAGLIO_HOSTS="127.0.0.1")) as address:
        answer, cookies, _ = _ask(address, "/accounts/login/", X_Forwarded_Proto=said)
    assert (answer, "Secure" in cookies) == (status, is_secure)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "is_refused"),
    [
        ("0", "198.51.100.{}", True),
        ("1", "198.51.100.{}", False),
        ("1", "198.51.100.{}, 203.0.113.7", True),
    ],
    ids=["nobody is believed", "many addresses", "one address that makes up others"],
)
def test_guesses_are_counted_by_the_address_that_the_proxy_saw(
    new_installation: Callable[[str], Installation],
    proxies: str,
    forwarded: str,
    is_refused: bool,
) -> None:
    """What a visitor writes before what the proxy adds gives them no more tries."""
    with _served(new_installation("guessed").having(VAGLIO_PROXIES=proxies)) as address:
        for number in range(10):
            assert "not correct" in _guess(address, number, forwarded.format(number))
        last = _guess(address, 10, forwarded.format(10))
    assert ("Too many failed" in last) is is_refused
