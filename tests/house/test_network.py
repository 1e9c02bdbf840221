"""The tests themselves stay on this machine."""

from __future__ import annotations

import socket

import pytest

from tests.conftest import NetworkTouched


def test_a_connection_to_another_machine_raises() -> None:
    """No test passes because a server somewhere answered. 192.0.2.0/24 is nobody's."""
    with socket.socket() as far, pytest.raises(NetworkTouched):
        far.connect(("192.0.2.1", 80))


def test_asking_for_the_address_of_another_machine_raises() -> None:
    """Names of other machines are not looked up either."""
    with pytest.raises(NetworkTouched):
        socket.create_connection(("example.org", 80), timeout=1)


def test_a_connection_to_this_machine_works() -> None:
    """A server under test can be reached."""
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as near,
    ):
        assert near.getpeername() == server.getsockname()
