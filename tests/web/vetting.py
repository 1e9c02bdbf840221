"""Reports and claims for the tests of vetting, stored without being read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.test import Client
from django.utils import timezone

from vaglio.model.claim import Kind
from vaglio.model.grounding import claim_id
from vaglio.model.span import Span
from vaglio_web.store.actions._deciding import mirror_claim
from vaglio_web.store.models import (
    Claim,
    ClaimVersion,
    Dossier,
    Entry,
    EntryKind,
    EntryState,
    Origin,
    Reading,
    Reference,
    Report,
    ReportState,
    User,
)

TEXT = (
    "Shells fall on Velbor\n\n"
    "The governor said on Tuesday that shelling in Velbor had killed at least 30 people, "
    "including seven civilians, on Sunday. The army denies that it fired.\n\n"
    "Subscribe to our newsletter"
)
"""An invented report: a headline, a paragraph, a line of furniture."""


def person(role: str = "editor", name: str | None = None) -> User:
    """Make somebody who works at the desk."""
    name = name or role.title()
    email = f"{name.lower().replace(' ', '.')}@desk.test"
    return User.objects.create_user(email=email, name=name, role=role, password="words, many")


def signed_in(user: User) -> Client:
    """Give a browser in which somebody is signed in."""
    client = Client()
    client.force_login(user)
    return client


def dossier(title: str = "Velbor") -> Dossier:
    """Give a dossier of that title."""
    slug = title.lower().replace(" ", "-")
    defaults = {"title": title, "made_at": timezone.now()}
    return Dossier.objects.get_or_create(slug=slug, defaults=defaults)[0]


def reading_of(
    text: str = TEXT,
    *,
    outlet: str = "Valley Post",
    title: str | None = "Shells fall on Velbor",
    sections: Sequence[str] = ("title", "body", "furniture"),
    within: Dossier | None = None,
) -> Reading:
    """Store a report that was read; its paragraphs are those between blank lines."""
    number = Report.objects.count()
    now = timezone.now()
    report = Report.objects.create(
        key=f"r:{number:016x}",
        dossier=within or dossier(),
        source=f"{number}.txt",
        medium="text",
        encoding="utf-8",
        publisher=outlet,
        title=title,
        published=dt.date(2024, 3, 13),
        arrived_at=now,
        state=ReportState.READ,
    )
    paragraphs, at = [], 0
    for index, words in enumerate(text.split("\n\n")):
        section = sections[index] if index < len(sections) else "body"
        paragraphs.append([at, at + len(words), section, None])
        at += len(words) + 2
    return Reading.objects.create(
        report=report,
        number=1,
        codebook="1",
        reader="rules/1",
        text=text,
        paragraphs=paragraphs,
        read_at=now,
    )


def span_of(text: str, words: str) -> list[int]:
    """Find words in a text."""
    start = text.index(words)
    return [start, start + len(words)]


def toll_of(text: str, words: str, number: int, *, harm: str = "killed") -> dict[str, Any]:
    """Make one number of people."""
    return {
        "harm": harm,
        "who": "total",
        "side": None,
        "low": number,
        "best": number,
        "high": number,
        "part_of": None,
        "quote": words,
        "span": span_of(text, words),
    }


def claim_of(
    reading: Reading,
    quote: str,
    *,
    speaker: str | None = None,
    kind: str = "incident",
    place: str | None = None,
    day: str | None = None,
    tolls: Sequence[tuple[str, int]] = (),
) -> Claim:
    """Store a claim that the machine read."""
    text, report = reading.text, reading.report
    span = span_of(text, quote)
    name = speaker or report.outlet
    body = line_of(reading, span, name, kind) | {
        "quote": quote,
        "where": [_place(text, place)] if place else [],
        "tolls": [toll_of(text, words, number) for words, number in tolls],
    }
    if speaker:
        body["speaker"] |= {"span": span_of(text, speaker), "type": "person"}
    if day:
        body["when"] = {
            "start": day,
            "end": day,
            "text": quote[:4],
            "span": [span[0], span[0] + 4],
        }
    return store_line(reading, body)


def track_of(title: str = "Talks on Velbor") -> Entry:
    """Store an accepted line of negotiation of which no claim tells, with its code."""
    key = f"t:{Entry.objects.count():016x}"
    nothing: dict[str, Any] = {
        name: [] for name in ("parties", "mediators", "meetings", "claims", "reports")
    }
    entry = Entry.objects.create(
        key=key,
        kind=EntryKind.TRACK,
        dossier=dossier(),
        state=EntryState.ACCEPTED,
        body={"schema": "vaglio.track/1", "id": key, "title": title, "state": None, **nothing},
        title=title,
        arrived_at=timezone.now(),
    )
    Reference.objects.create(code=f"V-{entry.pk:06d}", entry=entry)
    return entry


def line_of(reading: Reading, span: list[int], speaker: str, kind: str) -> dict[str, Any]:
    """Make a claim's line in which nothing is said but who says it."""
    report = reading.report
    spot = Span(start=span[0], end=span[1])
    nothing = {name: [] for name in ("said", "actors", "targets", "mediators", "commitments")}
    return {
        "schema": "vaglio.claim/1",
        "id": claim_id(report.key, span=spot, kind=Kind(kind), speaker=speaker),
        "report": {
            "id": report.key,
            "ref": None,
            "source": report.outlet,
            "title": report.title,
            "published": "2024-03-13",
            "url": None,
        },
        "kind": kind,
        "span": span,
        "sentence": span,
        "setting": None,
        "speaker": {
            "name": speaker,
            "span": None,
            "type": "publisher",
            "actor": None,
            "via": [],
            "mention": None,
        },
        "cue": None,
        "stance": "states",
        "reality": "happened",
        "event": {"type": "ASSAULT", "mode": None},
        **nothing,
        "when": None,
        "scope": "incident",
        "as_of": None,
        "provisional": False,
        "rules": ["event.word"],
        "codebook": "1",
        "reader": "rules/1",
    }


def _place(text: str, name: str) -> dict[str, Any]:
    """Make a place that is only named."""
    unknown = {"place": None, "latitude": None, "longitude": None, "radius_km": None}
    return {"name": name, "span": span_of(text, name), **unknown, "precision": "named_only"}


def store_line(reading: Reading, body: dict[str, Any]) -> Claim:
    """Store a claim with its first version."""
    claim = Claim(
        key=body["id"],
        report=reading.report,
        reading=reading,
        dossier=reading.report.dossier,
        body=body,
        arrived_at=timezone.now(),
    )
    mirror_claim(claim)
    claim.save()
    ClaimVersion.objects.create(
        claim=claim, number=0, body=body, origin=Origin.MACHINE, made_at=claim.arrived_at
    )
    return Claim.objects.get(pk=claim.pk)
