"""What the environment says of an installation is read once, and refused where it is wrong."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.utils.module_loading import import_string

import vaglio_web.settings as real
from vaglio_web.environment import Environment, SettingInvalid, read_environment

KEY = "an invented key that is long enough to sign something with"


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Environment]:
    """Give what reads settings over one data folder."""

    def reading(**given: str) -> Environment:
        return read_environment({"VAGLIO_DATA": str(tmp_path / "data"), **given})

    return reading


def test_nothing_has_to_be_said(read: Callable[..., Environment], tmp_path: Path) -> None:
    """Without a word the desk answers this machine only and keeps all in its folder."""
    found = read()
    assert found.data == tmp_path / "data"
    assert found.database_url == f"sqlite:///{tmp_path / 'data' / 'desk.sqlite3'}"
    assert (found.hosts, found.https, found.proxies, found.time_zone) == ((), False, 0, "UTC")


def test_the_key_is_made_once_and_is_nobody_elses(read: Callable[..., Environment]) -> None:
    """Sessions last over a new start, and no other user of the machine reads the key."""
    first = read()
    assert (len(first.secret_key) >= 50, read().secret_key) == (True, first.secret_key)
    assert (first.data / "secret-key").stat().st_mode & 0o077 == 0
    assert first.data.stat().st_mode & 0o077 == 0


def test_processes_that_start_together_agree_on_the_key(read: Callable[..., Environment]) -> None:
    """No session is lost because two processes made a key at once."""
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(lambda _: read().secret_key, range(32)))
    assert len(set(keys)) == 1


def test_a_key_that_is_given_is_taken(read: Callable[..., Environment]) -> None:
    """Several machines can share one key; none is then written down."""
    found = read(VAGLIO_SECRET_KEY=KEY)
    assert found.secret_key == KEY
    assert not (found.data / "secret-key").exists()


def test_what_is_given_is_read(read: Callable[..., Environment]) -> None:
    """Each setting arrives as it was meant, spaces or not."""
    found = read(
        VAGLIO_DATABASE_URL="postgres://desk@db/desk",
        VAGLIO_HOSTS="desk.example.org, desk.example.net",
        VAGLIO_HTTPS="Yes",
        VAGLIO_PROXIES="2",
        VAGLIO_TIME_ZONE="Europe/Rome",
    )
    assert found.database_url == "postgres://desk@db/desk"
    assert found.hosts == ("desk.example.org", "desk.example.net")
    assert (found.https, found.proxies, found.time_zone) == (True, 2, "Europe/Rome")


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("VAGLIO_SECRET_KEY", "short"),
        ("VAGLIO_HTTPS", "perhaps"),
        ("VAGLIO_PROXIES", "-1"),
        ("VAGLIO_PROXIES", "some"),
        ("VAGLIO_TIME_ZONE", "Atlantis/Centre"),
        ("VAGLIO_TIME_ZONE", "../../etc/passwd"),
        ("VAGLIO_DATABASE_URL", "mysql://desk:hush@db/desk"),
        ("VAGLIO_DATABASE_URL", "desk.sqlite3"),
    ],
)
def test_a_wrong_value_is_refused_by_name(
    read: Callable[..., Environment], name: str, word: str
) -> None:
    """The message names the setting, and gives no password away."""
    with pytest.raises(SettingInvalid, match=name) as caught:
        read(**{name: word})
    assert "hush" not in str(caught.value)


def test_passwords_are_hashed_with_argon2() -> None:
    """The tests' own quick hasher is not the desk's."""
    assert issubclass(import_string(real.PASSWORD_HASHERS[0]), Argon2PasswordHasher)
