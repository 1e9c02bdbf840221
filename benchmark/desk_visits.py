"""Editors who visit a desk over the loopback as a browser does, and how long they wait."""

from __future__ import annotations

import http.client
import random
import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_TOKEN = "a" * 32
_SEEN = re.compile(r'name="seen" value="(\d+)"')
_KEY = re.compile(r"/desk/claims/([^/]+)/")
_OK, _CONFLICT = 200, 409


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Hold what the desk answered."""

    status: int
    """The code of HTTP."""
    text: str
    """The page."""
    leads_to: str
    """Where it leads on; empty where it does not."""
    seconds: float
    """How long it took, from the first byte sent to the last byte read."""


class Visitor:
    """One person with the desk open."""

    def __init__(self, address: str, session: str) -> None:
        """Sit down before the desk.

        Args:
            address: Where it is served.
            session: The key of a session that is signed in.
        """
        self._netloc = urlsplit(address).netloc
        self._line = http.client.HTTPConnection(self._netloc, timeout=60)
        self._cookie = f"sessionid={session}; csrftoken={_TOKEN}"

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._ask("GET", path, "")

    def post(self, path: str, body: str) -> Answer:
        """Send a form, as the page's script does."""
        return self._ask("POST", path, body)

    def _ask(self, method: str, path: str, body: str) -> Answer:
        """Ask, and take the time; a line that the desk has closed is opened anew before."""
        headers = {"Cookie": self._cookie, "Host": self._netloc}
        if method == "POST":
            headers |= {"X-CSRFToken": _TOKEN, "HX-Request": "true"}
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        # As gunicorn closes idle lines, each request has one of its own; opening it counts.
        begun = time.perf_counter()
        self._line.close()
        self._line.request(method, path, body=body or None, headers=headers)
        answer = self._line.getresponse()
        text = answer.read().decode()
        seconds = time.perf_counter() - begun
        leads_to = answer.headers.get("HX-Redirect") or answer.headers.get("Location") or ""
        return Answer(status=answer.status, text=text, leads_to=leads_to, seconds=seconds)


@dataclass(slots=True, kw_only=True)
class Sitting:
    """Hold what one editor lived through."""

    waits: list[float] = field(default_factory=list)
    """For each claim how long it took from accepting it to having the next before them."""
    accepting: list[float] = field(default_factory=list)
    """The first part of each: until the desk says where to go."""
    opening: list[float] = field(default_factory=list)
    """The second: the next claim's page."""
    conflicts: int = 0
    """How often somebody else was first."""


def vet(visitor: Visitor, *, query: str, claims: int, think: float, seed: int) -> Sitting:
    """Accept one claim after the other, as an editor does.

    Args:
        visitor: Who does it.
        query: What the queue is narrowed to, such as `?kind=incident`.
        claims: How many claims to accept.
        think: Seconds that they look at each claim, on average.
        seed: The same pauses for the same seed.
    """
    chance, sitting = random.Random(seed), Sitting()
    time.sleep(chance.random() * think)
    path = _first(visitor, query)
    page = visitor.get(path)
    while len(sitting.waits) < claims:
        key, seen = _read(page, path)
        visitor.post(f"/desk/claims/{key}/hold/", f"seen={seen}")
        time.sleep(think * (0.5 + chance.random()))
        done = visitor.post(f"/desk/claims/{key}/decide/accept/{query}", f"seen={seen}")
        if done.status == _CONFLICT:
            sitting.conflicts += 1
            path = visitor.get(f"/desk/claims/{key}/next/{query}").leads_to
            page = visitor.get(path)
            continue
        path = done.leads_to
        page = visitor.get(path)
        sitting.waits.append(done.seconds + page.seconds)
        sitting.accepting.append(done.seconds)
        sitting.opening.append(page.seconds)
    return sitting


def _first(visitor: Visitor, query: str) -> str:
    """Give the address of the first claim of a queue."""
    found = _KEY.search(visitor.get(f"/desk/{query}").text)
    if found is None:
        raise SystemExit(f"bench: the queue {query} is empty")
    return f"{found[0]}{query}"


def _read(page: Answer, path: str) -> tuple[str, str]:
    """Give the claim of a page and the version that was seen."""
    key, seen = _KEY.search(path), _SEEN.search(page.text)
    if page.status != _OK or key is None or seen is None:
        raise SystemExit(f"bench: {path} answered {page.status}")
    return key[1], seen[1]
