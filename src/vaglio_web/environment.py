"""What the environment says of an installation: every setting, with its meaning."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Describe one setting that an administrator may give."""

    name: str
    """The environment variable."""
    default: str
    """What holds where it is not given, in words."""
    meaning: str
    """What it does, in one sentence."""


SETTINGS = (
    Setting(
        name="VAGLIO_DATA",
        default="the user's data folder",
        meaning="The folder that keeps the database, the key and what is being read.",
    ),
    Setting(
        name="VAGLIO_DATABASE_URL",
        default="SQLite in the data folder",
        meaning="The database: `postgres://user:password@host/name` or `sqlite:///path`.",
    ),
    Setting(
        name="VAGLIO_SECRET_KEY",
        default="made at the first start and kept in the data folder",
        meaning="The key that signs sessions; at least 50 characters.",
    ),
    Setting(
        name="VAGLIO_HOSTS",
        default="localhost only",
        meaning="The names, separated by commas, under which the desk is reached.",
    ),
    Setting(
        name="VAGLIO_HTTPS",
        default="no",
        meaning="`yes` where a proxy in front speaks HTTPS: cookies then travel only over it.",
    ),
    Setting(
        name="VAGLIO_PROXIES",
        default="0",
        meaning="How many proxies stand in front; their word is taken for a visitor's address.",
    ),
    Setting(
        name="VAGLIO_TIME_ZONE",
        default="UTC",
        meaning="The time zone in which the desk shows times, such as `Europe/Rome`.",
    ),
)
"""Every setting, as docs/settings.md lists them."""


class SettingInvalid(ValueError):
    """Say which setting is wrong, and what it may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """Hold what the environment says, checked once."""

    data: Path
    """The folder of the installation."""
    database_url: str
    """Where the database is."""
    secret_key: str
    """What signs sessions."""
    hosts: tuple[str, ...]
    """Names under which the desk is reached."""
    https: bool
    """Whether a proxy in front speaks HTTPS."""
    proxies: int
    """How many proxies stand in front."""
    time_zone: str
    """In which times are shown."""


def read_environment(given: Mapping[str, str] = os.environ) -> Environment:
    """Read the settings of this installation.

    Args:
        given: The environment.

    Returns:
        The settings; the data folder and the key are made where they are missing.

    Raises:
        SettingInvalid: A setting has a value that it cannot have.
    """
    data = Path(given.get("VAGLIO_DATA") or platformdirs.user_data_dir("vaglio")).absolute()
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Environment(
        data=data,
        database_url=_database(given, data),
        secret_key=_key(given, data),
        hosts=tuple(filter(None, given.get("VAGLIO_HOSTS", "").replace(" ", "").split(","))),
        https=_yes(given, "VAGLIO_HTTPS"),
        proxies=_count(given, "VAGLIO_PROXIES"),
        time_zone=_zone(given),
    )


_DATABASES = ("postgres://", "postgresql://", "sqlite:///")
_KEY_LENGTH = 50


def _database(given: Mapping[str, str], data: Path) -> str:
    """Give the address of the database; its password is in no message."""
    url = given.get("VAGLIO_DATABASE_URL") or f"sqlite:///{data / 'desk.sqlite3'}"
    if not url.startswith(_DATABASES):
        raise SettingInvalid(
            "VAGLIO_DATABASE_URL begins neither with postgres:// nor with sqlite:///"
        )
    return url


def _key(given: Mapping[str, str], data: Path) -> str:
    """Give the key: the one that was set, or the one that the data folder keeps."""
    key = given.get("VAGLIO_SECRET_KEY")
    if key:
        if len(key) < _KEY_LENGTH:
            raise SettingInvalid("VAGLIO_SECRET_KEY is shorter than 50 characters")
        return key
    path = data / "secret-key"
    if not path.exists():
        # Written whole before it has its name, so that processes that start together agree.
        with tempfile.NamedTemporaryFile("w", dir=data, prefix="secret-key-") as file:
            file.write(secrets.token_urlsafe(64))
            file.flush()
            with contextlib.suppress(FileExistsError):
                os.link(file.name, path)
    return path.read_text().strip()


def _yes(given: Mapping[str, str], name: str) -> bool:
    """Read a setting that is yes or no."""
    word = given.get(name, "no").strip().lower() or "no"
    if word not in {"yes", "no"}:
        raise SettingInvalid(f"{name} is {word!r}, and may be yes or no")
    return word == "yes"


def _count(given: Mapping[str, str], name: str) -> int:
    """Read a setting that is a whole number."""
    word = given.get(name, "").strip() or "0"
    if not word.isdigit():
        raise SettingInvalid(f"{name} is {word!r}, and may be a whole number")
    return int(word)


def _zone(given: Mapping[str, str]) -> str:
    """Read the time zone, which has to be one that this machine knows."""
    name = given.get("VAGLIO_TIME_ZONE") or "UTC"
    try:
        return zoneinfo.ZoneInfo(name).key
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise SettingInvalid(
            f"VAGLIO_TIME_ZONE is {name!r}, and may be a name such as Europe/Rome"
        ) from None
