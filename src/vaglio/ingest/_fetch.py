"""A page had from the web: public addresses only, within a size and a time."""

from __future__ import annotations

import ssl
import threading
from urllib.parse import urljoin

from urllib3.exceptions import DecodeError, SSLError
from urllib3.response import HTTPResponse

from vaglio.ingest._addresses import Place, check_public, is_number, place_of
from vaglio.ingest._connection import FAILURES, Deadline, asked
from vaglio.ingest._fetched import Door, Fetched, Limits
from vaglio.ingest._limits import too_large
from vaglio.model.errors import AddressRefused, FetchFailed
from vaglio.model.report import Medium

_MEDIA = {
    "text/html": Medium.HTML,
    "application/xhtml+xml": Medium.HTML,
    "text/plain": Medium.TEXT,
    "text/markdown": Medium.TEXT,
    "application/json": None,
    "application/jsonl": None,
    "application/jsonlines": None,
    "application/x-jsonlines": None,
    "application/x-ndjson": None,
    "application/ndjson": None,
    "": None,
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ANSWERS = {
    401: "wants a name and a password",
    402: "wants to be paid",
    403: "does not let machines in",
    404: "is not there",
    410: "is no longer there",
    429: "was asked too often",
    451: "may not be shown where this machine is",
}
_BY_HAND = "open it in a browser, save the page and upload the file"
_CHUNK = 1 << 16
_MOST_ADDRESSES = 4


def fetch_page(url: str, *, limits: Limits, door: Door) -> Fetched:
    """Fetch one page; `vaglio.ingest.fetch` says how."""
    with Deadline(limits.whole_seconds) as deadline:
        place = _place(url, door)
        for _ in range(limits.redirects + 1):
            try:
                answer = _ask(place, limits, door, deadline)
            except FAILURES as error:
                raise _failed(place, error, deadline, limits) from error
            if isinstance(answer, Fetched):
                return answer
            place = _place(answer, door)
    raise FetchFailed(
        input=url,
        problem=f"sends us elsewhere more than {limits.redirects} times",
        next_step=_BY_HAND,
    )


def _place(url: str, door: Door) -> Place:
    """Take an address apart."""
    return place_of(url, also_ports=frozenset(port for _, port in door.excepted))


def _ask(place: Place, limits: Limits, door: Door, deadline: Deadline) -> Fetched | str:
    """Ask for a page: give it, or the address to which it sends us."""
    addresses = _addresses(place, door, limits.connect_seconds)
    with asked(
        place,
        addresses,
        trust=door.trust,
        deadline=deadline,
        connect_seconds=limits.connect_seconds,
    ) as response:
        if response.status in _REDIRECTS and "location" in response.headers:
            return urljoin(place.url, response.headers["location"])
        if response.status != 200:
            problem = _ANSWERS.get(response.status, f"answers with the number {response.status}")
            step = "try again later" if response.status in (429, 500, 502, 503, 504) else _BY_HAND
            raise FetchFailed(input=place.url, problem=problem, next_step=step)
        medium, encoding = _kind(place, response)
        data = _body(place, response, limits.most_bytes)
        deadline.check()
        return Fetched(data=data, url=place.url, medium=medium, encoding=encoding)


def _addresses(place: Place, door: Door, seconds: float) -> list[str]:
    """Give the addresses of a place, every one of them checked."""
    found = [place.host] if is_number(place.host) else _looked_up(place, door, seconds)
    for address in found:
        if (address, place.port) not in door.excepted:
            check_public(address, shown=place.url)
    return found[:_MOST_ADDRESSES]


def _looked_up(place: Place, door: Door, seconds: float) -> list[str]:
    """Look a name up, within a time."""
    found: list[str] = []
    failed: list[Exception] = []

    def ask() -> None:
        try:
            found.extend(door.look_up(place.host, place.port))
        except (OSError, UnicodeError) as error:
            failed.append(error)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(seconds)
    if asking.is_alive() or failed or not found:
        raise FetchFailed(
            input=place.url,
            problem=f"there is no machine named {place.host} to be found",
            next_step="check the address, or try again",
        )
    return found


def _kind(place: Place, response: HTTPResponse) -> tuple[Medium | None, str | None]:
    """Read what the server says of the page; refuse what is no report."""
    line = response.headers.get("content-type", "")
    name, *settings = [part.strip() for part in line.split(";")]
    if name.lower() not in _MEDIA:
        raise FetchFailed(
            input=place.url,
            problem=f"is of the kind {name[:60]}, not a page or plain text",
            next_step="give the address of the article itself, or upload it as text or HTML",
        )
    packed = response.headers.get("content-encoding", "identity").strip().lower()
    if packed not in {"", "identity", "gzip", "x-gzip"}:
        raise FetchFailed(
            input=place.url,
            problem=f"comes packed as {packed[:20]}, which was not asked for",
            next_step=_BY_HAND,
        )
    given = [each[8:].strip("\"' ") for each in settings if each.lower().startswith("charset=")]
    return _MEDIA[name.lower()], next(iter(given), None) or None


def _body(place: Place, response: HTTPResponse, most: int) -> bytes:
    """Read a page piece by piece, unpacked, and no further than the limit."""
    if (response.length_remaining or 0) > most:
        raise too_large(place.url)
    body = bytearray()
    for piece in response.stream(_CHUNK, decode_content=True):
        body += piece
        if len(body) > most:
            raise too_large(place.url)
    return bytes(body)


def _failed(
    place: Place, error: Exception, deadline: Deadline, limits: Limits
) -> FetchFailed | AddressRefused:
    """Say in words why a connection failed."""
    again = "try again later, or " + _BY_HAND
    if deadline.is_over:
        problem = f"did not come within {limits.whole_seconds:g} seconds"
    elif isinstance(error, ssl.SSLError | SSLError):
        problem = "shows no certificate that can be believed"
        again = "open it in a browser and see whom it belongs to; do not go on if it warns you"
    elif isinstance(error, DecodeError):
        problem = "comes packed, and cannot be unpacked"
    elif isinstance(error, TimeoutError) or "timed out" in str(error):
        problem = f"did not answer within {limits.connect_seconds:g} seconds"
    elif isinstance(error, ConnectionRefusedError) or "refused" in str(error):
        problem = "takes no connection"
    else:
        problem = "broke off the connection"
    return FetchFailed(input=place.url, problem=problem, next_step=again)
