"""A web server on this machine that misbehaves as it is asked to."""

from __future__ import annotations

import contextlib
import datetime as dt
import gzip
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from vaglio.ingest._fetched import Door

HERE = "127.0.0.1"
ARTICLE = b"<html><body><p>Shelling killed three people in Marsk.</p></body></html>"

Answer = Callable[[socket.socket], None]


def answer(head: str, body: bytes = b"") -> Answer:
    """Give the same answer to whoever asks."""
    line = head.replace("\n", "\r\n").encode()
    return lambda asked: asked.sendall(b"HTTP/1.1 " + line + b"\r\n\r\n" + body)


def page(body: bytes = ARTICLE, kind: str = "text/html", more: str = "") -> Answer:
    """Give a page."""
    head = f"200 OK\nContent-Type: {kind}\nContent-Length: {len(body)}\nConnection: close"
    return answer(head + more, body)


def to(address: str) -> Answer:
    """Send whoever asks to another address."""
    return answer(f"302 Found\nLocation: {address}\nContent-Length: 0")


def endless(asked: socket.socket) -> None:
    """Send a body without an end."""
    asked.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        asked.sendall(b"war and war and war " * 5000)


def drop_by_drop(asked: socket.socket) -> None:
    """Send a byte of the body now and then."""
    asked.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        asked.sendall(b".")
        time.sleep(0.02)


def head_by_drops(asked: socket.socket) -> None:
    """Send a byte of the head now and then."""
    asked.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while True:
        asked.sendall(b".")
        time.sleep(0.02)


def silent(asked: socket.socket) -> None:
    """Take the connection and say nothing."""
    asked.recv(1)


def bomb(asked: socket.socket) -> None:
    """Send two megabytes that unpack to two gigabytes."""
    block = gzip.compress(b"\0" * 10_000_000)
    asked.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n")
    for _ in range(200):
        asked.sendall(block)


class Server:
    """Hold a running server: what it answers, by path, and what it was asked."""

    def __init__(self, answers: dict[str, Answer], context: ssl.SSLContext | None) -> None:
        """Take any free port of this machine."""
        self.answers = answers
        self.heads: list[str] = []
        self._context = context
        self._listener = socket.create_server((HERE, 0))
        self.port: int = self._listener.getsockname()[1]
        self.door = Door(look_up=lambda _host, _port: [HERE], excepted=frozenset({self.here}))

    @property
    def here(self) -> tuple[str, int]:
        """Give its address and port."""
        return (HERE, self.port)

    def url(self, path: str = "/") -> str:
        """Give the address of one of its pages, under an invented name."""
        scheme = "https" if self._context else "http"
        return f"{scheme}://news.example:{self.port}{path}"

    def listen(self) -> None:
        """Answer until it is closed."""
        while True:
            try:
                asked, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(asked,), daemon=True).start()

    def _serve(self, asked: socket.socket) -> None:
        """Answer one question; whoever asked may go away at any time."""
        with contextlib.suppress(OSError), contextlib.ExitStack() as stack:
            stack.enter_context(asked)
            if self._context is not None:
                asked = stack.enter_context(self._context.wrap_socket(asked, server_side=True))
            head = asked.recv(65536).decode()
            self.heads.append(head)
            self.answers[head.split(" ", 2)[1]](asked)

    def close(self) -> None:
        """Take no more questions."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()


@contextlib.contextmanager
def serving(answers: dict[str, Answer], context: ssl.SSLContext | None = None) -> Iterator[Server]:
    """Run a server as long as a test needs it."""
    server = Server(answers, context)
    listening = threading.Thread(target=server.listen, daemon=True)
    listening.start()
    try:
        yield server
    finally:
        server.close()
        listening.join(5)


def certificate(folder: Path, name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Make a certificate for a name: what its server shows, and who believes it."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    names = x509.SubjectAlternativeName(
        [x509.DNSName(name)] if name != HERE else [x509.IPAddress(ipaddress.ip_address(HERE))]
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    shown, kept = folder / f"{name}.pem", folder / f"{name}.key"
    shown.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    kept.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(shown, kept)
    return server, ssl.create_default_context(cafile=str(shown))
