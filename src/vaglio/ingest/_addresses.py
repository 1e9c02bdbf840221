"""Which addresses may be asked for a report: pages that anyone can reach, and no others."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from vaglio.model.errors import AddressRefused

PORTS = {"http": 80, "https": 443}
LONGEST = 2000

_Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_PUBLIC_6 = ipaddress.IPv6Network("2000::/3")
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
# IANA's registries of special addresses; what is not in 2000::/3 is refused without a row.
_SPECIAL: tuple[_Network, ...] = tuple(
    ipaddress.ip_network(row)
    for row in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
    )
)  # fmt: skip
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)", re.IGNORECASE)
_ASK_FOR_PAGE = "give the address of a page that anyone can open, beginning with https://"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Hold where one page is to be asked for."""

    url: str
    """The whole address, without what follows a `#`."""
    scheme: str
    """`http` or `https`."""
    host: str
    """The name, in ASCII, or the address; an IPv6 address without its brackets."""
    port: int
    """80, 443, or what a test lets through."""
    target: str
    """Path and query, as they are asked for."""

    @property
    def host_line(self) -> str:
        """Give what the `Host` line of the request says."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == PORTS[self.scheme] else f"{name}:{self.port}"


def place_of(url: str, *, also_ports: frozenset[int] = frozenset()) -> Place:
    """Take an address apart, and refuse what is no address of a public page."""
    shown = re.sub(r"//[^/@\s]*@", "//", url.strip())[:LONGEST]
    if len(url) > LONGEST or re.search(r"[\s\x00-\x1f\x7f]", url.strip()):
        raise _refused(shown[:100], "is no web address")
    try:
        parts = parse_url(url.strip())
    except LocationParseError as error:
        raise _refused(shown, "is no web address") from error
    if parts.scheme not in PORTS or not parts.host:
        raise _refused(shown, "is no address of a web page")
    if parts.auth is not None:
        raise _refused(shown, "holds a user name or a password")
    port = PORTS[parts.scheme] if parts.port is None else parts.port
    if port not in PORTS.values() and port not in also_ports:
        raise _refused(shown, f"asks port {port}; pages are asked for at ports 80 and 443 only")
    host = parts.host.removeprefix("[").removesuffix("]").removesuffix(".")
    _refuse_odd_number(host, shown)
    return Place(
        url=parts._replace(fragment=None).url,
        scheme=parts.scheme,
        host=host,
        port=port,
        target=parts.request_uri,
    )


def is_number(host: str) -> bool:
    """Tell whether a host is an address itself, which nobody has to be asked for."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def check_public(address: str, *, shown: str) -> None:
    """Refuse an address that is not every person's to reach."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError as error:
        raise _refused(shown, "leads to no internet address") from error
    if not _is_public(found):
        raise _refused(shown, f"leads to {address}, which is no public address")


def _is_public(found: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Tell whether anyone on the internet reaches the same machine under an address."""
    if isinstance(found, ipaddress.IPv6Address):
        if found in _TRANSLATED:  # an IPv4 address, reached through a translator
            return _is_public(ipaddress.IPv4Address(int(found) & 0xFFFF_FFFF))
        if found not in _PUBLIC_6 or found.scope_id is not None:
            return False
    return not any(found.version == row.version and found in row for row in _SPECIAL)


def _refuse_odd_number(host: str, shown: str) -> None:
    """Refuse numbers for a host that machines read in different ways: 2130706433, 0177.1."""
    if ":" in host or _NUMBER.fullmatch(host.rpartition(".")[2]) is None:
        return
    try:
        ipaddress.IPv4Address(host)
    except ValueError as error:
        raise _refused(shown, "writes its machine as an odd number") from error


def _refused(shown: str, problem: str) -> AddressRefused:
    """Say why an address is not asked."""
    return AddressRefused(input=shown, problem=problem, next_step=_ASK_FOR_PAGE)
