"""One question to one machine, under the very address that was checked."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from http.client import HTTPException
from importlib.metadata import version
from types import TracebackType

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import HTTPResponse

from vaglio.ingest._addresses import Place

ASKED = {
    "Accept": "text/html, application/xhtml+xml, text/plain, application/x-ndjson; q=0.5",
    "Accept-Encoding": "gzip",
    "Accept-Language": "en, *;q=0.5",
    "User-Agent": f"Vaglio/{version('vaglio')} (one page, asked for by a person)",
}
FAILURES = (HTTPError, HTTPException, OSError)
"""What a connection that fails raises."""


class Deadline:
    """End whatever a fetch waits for when its whole time is up.

    A socket's own limit begins anew with each byte that comes, so that a machine that
    sends one now and then would hold a reader for ever.
    """

    def __init__(self, seconds: float) -> None:
        """Set the time."""
        self.is_over = False
        self._watched: socket.socket | None = None
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> Deadline:
        """Begin to count."""
        self._timer.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        """Stop counting."""
        self._timer.cancel()

    def check(self) -> None:
        """Raise where the time is up."""
        if self.is_over:
            raise TimeoutError

    def watch(self, connected: socket.socket) -> None:
        """Cut this connection when the time is up."""
        with self._lock:
            self._watched = connected
        self.check()

    def _end(self) -> None:
        """Cut the connection, which wakes whoever waits for it."""
        with self._lock:
            self.is_over = True
            if self._watched is not None:
                with contextlib.suppress(OSError):
                    # Past TLS: its own way out would wait for an answer.
                    socket.socket.shutdown(self._watched, socket.SHUT_RDWR)


@contextlib.contextmanager
def asked(
    place: Place,
    addresses: list[str],
    *,
    trust: ssl.SSLContext | None,
    deadline: Deadline,
    connect_seconds: float,
) -> Iterator[HTTPResponse]:
    """Ask for a page at the first of its addresses that answers; nothing is looked up."""
    connection = _connected(place, addresses, trust, deadline, connect_seconds)
    try:
        connection.request(
            "GET",
            place.target,
            headers={"Host": place.host_line, **ASKED},
            preload_content=False,
            decode_content=True,
        )
        with contextlib.closing(connection.getresponse()) as response:
            yield response
    finally:
        connection.close()


def _connected(
    place: Place,
    addresses: list[str],
    trust: ssl.SSLContext | None,
    deadline: Deadline,
    connect_seconds: float,
) -> HTTPConnection:
    """Connect to the first address that takes the connection."""
    failed: Exception = OSError("it has no address")
    for address in addresses:
        deadline.check()
        connection = _connection(place, address, trust, connect_seconds)
        try:
            connection.connect()
            deadline.watch(connection.sock)
        except FAILURES as error:
            connection.close()
            failed = error
        else:
            return connection
    raise failed


def _connection(
    place: Place, address: str, trust: ssl.SSLContext | None, seconds: float
) -> HTTPConnection:
    """Prepare a connection to an address; a certificate has to name the host."""
    if place.scheme == "http":
        return HTTPConnection(address, place.port, timeout=seconds)
    return HTTPSConnection(
        address,
        place.port,
        timeout=seconds,
        server_hostname=place.host,
        ssl_context=trust or ssl.create_default_context(),
    )
