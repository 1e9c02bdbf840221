"""An entry of the record told anew by its claims, and its columns with it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import singledispatch
from typing import Any

from django.db.models import QuerySet

from vaglio.codebook import load_codebook
from vaglio.model.access import Access
from vaglio.model.agreement import Agreement
from vaglio.model.claim_json import claim_from_row
from vaglio.model.incident import Incident
from vaglio.model.record import Reported
from vaglio.model.record_json import entry_from_json, entry_to_json
from vaglio.model.track import Track
from vaglio.pipeline import Told, retell
from vaglio_web.store.models import Claim, ClaimState, Entry, EntryKind

FORMS: dict[str, type[Told]] = {
    EntryKind.INCIDENT: Incident,
    EntryKind.AGREEMENT: Agreement,
    EntryKind.TRACK: Track,
    EntryKind.ACCESS: Access,
}
OUT = (ClaimState.REJECTED, ClaimState.WITHDRAWN)
"""Claims in these states tell of nothing."""


def reported_of(claims: Iterable[Claim]) -> list[Reported]:
    """Give stored claims as the library knows them."""
    return [_reported(claim.key, claim.body) for claim in claims]


def all_reported(claims: QuerySet[Claim]) -> Iterator[Reported]:
    """Give very many stored claims as the library knows them, one after the other."""
    rows = claims.values_list("key", "body")
    return (_reported(key, body) for key, body in rows.iterator(chunk_size=2000))


def _reported(key: str, body: dict[str, Any]) -> Reported:
    """Give one stored claim as the library knows it."""
    header, claim = claim_from_row(body, input=key)
    return Reported(claim=claim, report=header)


def form_of(entry: Entry) -> Told:
    """Give a stored entry as the library knows it."""
    return told_from(entry.body, kind=entry.kind, key=entry.key)


def told_from(body: dict[str, Any], *, kind: str, key: str) -> Told:
    """Give the body of an entry as the library knows it."""
    line = json.dumps(body)
    if kind == EntryKind.INCIDENT:
        return entry_from_json(line, form=Incident, input=key)
    if kind == EntryKind.AGREEMENT:
        return entry_from_json(line, form=Agreement, input=key)
    if kind == EntryKind.TRACK:
        return entry_from_json(line, form=Track, input=key)
    return entry_from_json(line, form=Access, input=key)


def body_of(told: Told) -> dict[str, Any]:
    """Give an entry of the library as it is stored."""
    body: dict[str, Any] = json.loads(_line(told))
    return body


@singledispatch
def _line(told: Told) -> str:
    """Write an entry as a line of the record."""
    raise TypeError(f"{type(told).__name__} is no entry")


_line.register(Incident, entry_to_json)
_line.register(Agreement, entry_to_json)
_line.register(Track, entry_to_json)
_line.register(Access, entry_to_json)


def tell_anew(entry: Entry) -> None:
    """Tell an entry by all its claims that nobody rejected.

    Where none is left the words stay as they were; nothing can be published of it.
    """
    claims = Claim.objects.filter(links__entry=entry).exclude(state__in=OUT).order_by("id")
    told = retell(form_of(entry), reported_of(claims), codebook=load_codebook())
    if told is not None:
        entry.body = body_of(told)
    mirror_entry(entry)


def told_by(entry: Entry, claims: Iterable[Claim]) -> Told | None:
    """Tell an entry by some claims alone; None where they tell of nothing."""
    return retell(form_of(entry), reported_of(claims), codebook=load_codebook())


def own_claims(entry: Entry) -> set[str]:
    """Give the keys of the claims of an entry that may tell of no other of its kind.

    What became of an agreement's commitments may be told by a claim of several.
    """
    news = {each["claim"] for owed in entry.body.get("commitments", ()) for each in owed["news"]}
    return {claim.key for claim in entry.claims.all()} - news


def mirror_entry(entry: Entry) -> None:
    """Repeat in an entry's columns what lists are filtered and sorted by."""
    body = entry.body
    entry.title = body["title"]
    when = body.get("when")
    entry.day = (when["start"] or when["end"]) if when else None
    where = body.get("where") or []
    entry.place = where[0]["name"][:300] if where else ""
    entry.grade = body.get("grade", "")
    killed = _killed(body.get("tolls") or [])
    entry.killed_low, entry.killed_best, entry.killed_high = killed


def _killed(tolls: list[dict[str, Any]]) -> tuple[int | None, int | None, int | None]:
    """Give the first toll of people killed that is no part of another."""
    for toll in tolls:
        if toll["harm"] == "killed" and toll["part_of"] is None:
            return toll["low"], toll["best"], toll["high"]
    return None, None, None
