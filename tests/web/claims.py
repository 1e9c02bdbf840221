"""Claims for tests that decide on them, made without reading a report."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from vaglio_web.store.models import Claim, Dossier, Reading, Report, User, Verdict


def make_claims(count: int) -> list[Claim]:
    """Make claims of one report, whose text is never looked at."""
    now = timezone.now()
    dossier, _ = Dossier.objects.get_or_create(
        slug="oranja", defaults={"title": "Oranja", "made_at": now}
    )
    report = Report.objects.create(
        key=f"r:{Report.objects.count()}",
        dossier=dossier,
        source="a.txt",
        medium="text",
        encoding="utf-8",
        arrived_at=now,
    )
    reading = Reading.objects.create(report=report, number=1, paragraphs=[], read_at=now)
    first = Claim.objects.count()
    return Claim.objects.bulk_create(
        Claim(
            key=f"c:{first + number}",
            report=report,
            reading=reading,
            dossier=dossier,
            body=body(),
            quote=f"claim {first + number}",
            kind="incident",
            speaker="the governor",
            arrived_at=now,
        )
        for number in range(count)
    )


def body(*tolls: dict[str, Any]) -> dict[str, Any]:
    """Give a claim's line, as far as deciding on it looks at it."""
    return {
        "quote": "Shells killed seven civilians.",
        "kind": "incident",
        "report": {"source": "The wire"},
        "speaker": {"name": "the governor"},
        "where": [],
        "when": None,
        "tolls": list(tolls),
    }


def find(claim: Claim, who: User, verdict: str, *tolls: dict[str, Any]) -> None:
    """Write down how somebody found a claim, later than whoever did so before."""
    Verdict.objects.create(
        claim=claim, who=who, verdict=verdict, body=body(*tolls), at=timezone.now()
    )
