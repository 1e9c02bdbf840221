"""What a fetch is given and gives: its limits, its door, and the page that came."""

from __future__ import annotations

import dataclasses
import socket
import ssl
from collections.abc import Callable, Sequence

from vaglio.ingest._hints import Hints
from vaglio.ingest._limits import MOST_BYTES
from vaglio.ingest._rows import looks_like_rows
from vaglio.model.report import Medium


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Hold how much one page may cost."""

    connect_seconds: float = 10.0
    """For looking a name up, for connecting, and between two bytes."""
    whole_seconds: float = 30.0
    """For everything, all redirects with it."""
    redirects: int = 5
    """How often the page may send us elsewhere."""
    most_bytes: int = MOST_BYTES
    """Of the page itself, unpacked."""


def look_up(host: str, port: int) -> list[str]:
    """Ask the system for the addresses of a name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in found))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Hold how names are looked up and what is let through; tests have one of their own."""

    look_up: Callable[[str, int], Sequence[str]] = look_up
    """Gives the addresses of a name."""
    excepted: frozenset[tuple[str, int]] = frozenset()
    """Addresses with a port that are let through although they are not public."""
    trust: ssl.SSLContext | None = None
    """Whose certificates are believed; None: those that this system believes."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """Hold a page as it came from the web."""

    data: bytes
    """Its bytes, unpacked."""
    url: str
    """Its address, after all redirects."""
    medium: Medium | None
    """Whether the server calls it a page or plain text; None where it says neither."""
    encoding: str | None
    """The encoding that the server names."""

    def hints(self, known: Hints) -> Hints:
        """Add what the server said to what is known; rows of many have addresses of their own."""
        rows = self.medium is not Medium.HTML and looks_like_rows(self.data.split(b"\n", 1)[0])
        return dataclasses.replace(
            known,
            url=known.url or (None if rows else self.url),
            medium=known.medium or self.medium,
            encoding=known.encoding or self.encoding,
        )


LIMITS = Limits()
PUBLIC = Door()
