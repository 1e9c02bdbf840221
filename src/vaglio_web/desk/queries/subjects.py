"""What the keys of the log stand for: a claim's words, an entry's title, a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.text import Truncator

from vaglio_web.store.models import Claim, Dossier, Entry, Report, User

_WORDS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Hold one thing that a decision is about."""

    key: str
    """Its key in the log."""
    label: str
    """What people know it by."""
    address: str
    """Its page; empty where it has none."""


def subjects(keys: Iterable[str]) -> dict[str, Subject]:
    """Tell what keys of the log stand for, with one question a table.

    Args:
        keys: Keys such as `c:…`, `i:…`, `r:…`, `u:7`, `d:oranja`.

    Returns:
        A subject for each key; one that is gone or unknown is known by its key.
    """
    wanted = set(keys)
    found = {key: Subject(key=key, label=key, address="") for key in wanted}
    for claim in Claim.objects.filter(key__in=wanted).only("key", "quote"):
        found[claim.key] = _subject(claim.key, claim.quote, "desk:claim", claim.key)
    for entry in Entry.objects.filter(key__in=wanted).only("key", "title"):
        found[entry.key] = _subject(entry.key, entry.title, "desk:entry", entry.key)
    for report in Report.objects.filter(key__in=wanted).only("key", "title", "source"):
        found[report.key] = _subject(report.key, str(report), "desk:report-show", report.key)
    numbers = [int(key[2:]) for key in wanted if key.startswith("u:") and key[2:].isdigit()]
    for user in User.objects.filter(pk__in=numbers):
        key = f"u:{user.pk}"
        found[key] = _subject(key, user.name, "desk:person-show", user.pk)
    for key, dossier in _dossiers(key[2:] for key in wanted if key.startswith("d:")):
        found[key] = _subject(key, dossier.title, "desk:dossier", dossier.slug)
    for key in wanted & {"desk"}:
        found[key] = _subject(key, "the desk's rules", "desk:policy")
    for key in [key for key in wanted if key.startswith("v:")]:
        found[key] = _subject(key, f"invitation {key[2:]}", "")
    for key in [key for key in wanted if key.startswith("x:")]:
        found[key] = _subject(key, f"export {key[2:]}", "desk:export-list")
    return found


def _dossiers(names: Iterable[str]) -> Iterator[tuple[str, Dossier]]:
    """Find dossiers by their names in addresses; older lines of the log have their numbers."""
    wanted = set(names)
    named = Dossier.objects.in_bulk(wanted, field_name="slug")
    numbers = [int(name) for name in wanted - named.keys() if name.isdecimal()]
    yield from ((f"d:{slug}", dossier) for slug, dossier in named.items())
    yield from ((f"d:{pk}", each) for pk, each in Dossier.objects.in_bulk(numbers).items())


def _subject(key: str, label: str, page: str, *where: object) -> Subject:
    """Make one subject, with its page where there is one."""
    try:
        address = reverse(page, args=where) if page else ""
    except NoReverseMatch:
        address = ""
    return Subject(key=key, label=Truncator(label).chars(_WORDS), address=address)
