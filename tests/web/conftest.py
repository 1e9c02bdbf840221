"""What the tests of the desk stand on: each runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections

from tests.web.browsers import chromium, new_visit, visit
from tests.web.clusters import Cluster, running_cluster
from tests.web.installations import Installation, copied_sqlite
from vaglio_web.databases import database_settings

__all__ = ["chromium", "new_visit", "visit"]  # the fixtures of a browser, for every test here


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """Run a PostgreSQL of the tests' own, started only where a test asks for it."""
    with running_cluster() as running:
        yield running


@pytest.fixture(scope="session", autouse=True)
def data_folder() -> Iterator[Path]:
    """Give the data folder of the desk that runs inside the tests, and take it away again."""
    folder: Path = settings.DATA_FOLDER
    folder.mkdir(mode=0o700)
    settings.STATIC_ROOT.mkdir()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session", autouse=True, params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """Set the desk on one database after the other, and give its name."""
    if request.param == "sqlite":
        yield request.param
        return
    running: Cluster = request.getfixturevalue("cluster")
    ours = connections["default"].settings_dict
    _set_on(database_settings(running.url("postgres")))
    yield request.param
    _set_on(ours)


def _set_on(database: dict[str, object]) -> None:
    """Have Django speak to another database from now on."""
    connections["default"].close()
    del connections["default"]
    connections.settings["default"] = database
    connections.configure_settings(connections.settings)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(database: str) -> None:
    """Make the test database on the database of the moment."""


@pytest.fixture(scope="session")
def pattern(
    request: pytest.FixtureRequest, database: str, tmp_path_factory: pytest.TempPathFactory
) -> Installation:
    """Make one installation that is empty but for its tables, for others to be copied from."""
    data = tmp_path_factory.mktemp(f"pattern-{database}")
    url = f"sqlite:///{data / 'desk.sqlite3'}"
    if database == "postgresql":
        running: Cluster = request.getfixturevalue("cluster")
        url = running.url(running.new_database())
    installation = Installation(data=data, database_url=url)
    installation.run("-m", "django", "migrate", "--verbosity", "0")
    (data / "static").mkdir()
    return installation


@pytest.fixture
def new_installation(
    request: pytest.FixtureRequest, pattern: Installation, tmp_path: Path
) -> Iterator[Callable[[str], Installation]]:
    """Give what makes installations: each has a name, a folder, a database of its own."""
    made: list[str] = []
    on_postgres = pattern.database_url.startswith("postgres")
    running: Cluster | None = request.getfixturevalue("cluster") if on_postgres else None

    def make(name: str) -> Installation:
        if running is None:
            return copied_sqlite(pattern, tmp_path / name)
        made.append(running.new_database(like=pattern.database_url.rpartition("/")[2]))
        shutil.copytree(pattern.data, tmp_path / name)
        return Installation(data=tmp_path / name, database_url=running.url(made[-1]))

    yield make
    for each in made:
        assert running is not None
        running.drop_database(each)


@pytest.fixture
def installation(new_installation: Callable[[str], Installation]) -> Installation:
    """Give one desk that is empty but for its tables."""
    return new_installation("desk")


@pytest.fixture
def desk_address(installation: Installation) -> Iterator[str]:
    """Serve that desk, as in production, and give its address."""
    with installation.served() as address:
        yield address
