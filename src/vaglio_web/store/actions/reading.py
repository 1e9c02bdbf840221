"""A waiting report read in the background: its text and claims kept, or why not."""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from vaglio.model.claim import Claim as ReadClaim
from vaglio.model.claim_json import claim_to_json
from vaglio.model.document import Document
from vaglio.model.errors import VaglioError
from vaglio.model.report import Medium
from vaglio.model.report import Report as CameReport
from vaglio.pipeline import read_report
from vaglio_web.store.actions._deciding import mirror_claim
from vaglio_web.store.actions._leases import MOST_TRIES, is_mine, kept_alive, take_one
from vaglio_web.store.actions._log import Written, append
from vaglio_web.store.actions.joining import join_when_quiet, want_join
from vaglio_web.store.models import (
    Claim,
    ClaimState,
    ClaimVersion,
    LogHead,
    Origin,
    Proposal,
    ProposalState,
    Reading,
    Report,
    ReportState,
)

_log = logging.getLogger(__name__)


@task()
def read_next() -> None:
    """Read the report that has waited longest, and have its dossier joined anew."""
    report = take_one(Report, waiting=ReportState.WAITING, working=ReportState.READING)
    if report is None:
        return
    if report.attempts > MOST_TRIES:
        _fail(report, problem="reading it broke off again and again", next_step="report it")
    else:
        with kept_alive(report):
            _read(report)
    join_when_quiet(report.dossier_id)


def _read(report: Report) -> None:
    """Read a report and keep what was read, or why it cannot be read."""
    try:
        document, claims = read_report(_as_it_came(report))
    except VaglioError as error:
        _fail(report, problem=error.problem, next_step=error.next_step)
        return
    except Exception:  # noqa: BLE001 - one bad report must not stop the others; it is logged
        _log.exception("report %s", report.key)
        _fail(report, problem="the reader broke off", next_step="try again; if it stays, report it")
        return
    keep_reading(report, document, claims)


def _as_it_came(report: Report) -> CameReport:
    """Give a stored report as the library knows it."""
    data = bytes(report.bytes.data)
    return CameReport(
        id=report.key,
        source=report.source,
        data=data,
        content=data.decode(report.encoding).removeprefix("\ufeff"),
        medium=Medium(report.medium),
        encoding=report.encoding,
        ref=report.ref,
        title=report.title,
        byline=report.byline,
        publisher=report.publisher,
        published=report.published,
        url=report.url,
        language=report.language,
    )


def _fail(report: Report, *, problem: str, next_step: str) -> None:
    """Keep why a report could not be read."""
    with transaction.atomic():
        LogHead.objects.select_for_update().get()
        if not is_mine(report):
            return
        report.state = ReportState.FAILED
        report.problem, report.next_step = problem[:1000], next_step[:500]
        report.lease_until = None
        report.save()
        _write(report, {"problem": problem})


def keep_reading(report: Report, document: Document, claims: Sequence[ReadClaim]) -> None:
    """Keep what was read, all of it or nothing; what is decided is not touched."""
    with transaction.atomic():
        LogHead.objects.select_for_update().get()
        if not is_mine(report):
            return  # somebody else took it up meanwhile, and keeps what they read
        now = timezone.now()
        reading = Reading.objects.create(
            report=report,
            number=report.readings.count() + 1,
            codebook=claims[0].codebook if claims else "",
            reader=claims[0].reader if claims else "",
            text=document.text,
            paragraphs=[
                [p.span.start, p.span.end, p.section.value, p.repeats] for p in document.paragraphs
            ],
            read_at=now,
        )
        lines = {claim.id: json.loads(claim_to_json(claim, document)) for claim in claims}
        there = {claim.key: claim for claim in report.claims.all()}
        _add([line for key, line in lines.items() if key not in there], report, reading, now)
        for key, claim in there.items():
            _propose(claim, lines.get(key), now)
        report.state, report.lease_until, report.attempts = ReportState.READ, None, 0
        report.title = report.title or (document.title or "")[:1000] or None
        report.publisher = report.publisher or (document.publisher or "")[:300] or None
        report.published = report.published or document.published
        report.language = report.language or document.language
        report.save()
        want_join(report.dossier_id, now)
        _write(report, {"reading": reading.number, "claims": len(claims)})


def _add(
    lines: Sequence[dict[str, Any]], report: Report, reading: Reading, now: dt.datetime
) -> None:
    """Add claims that were not there before, in the order of the text."""
    made = []
    for line in lines:
        claim = Claim(
            key=line["id"],
            report=report,
            reading=reading,
            dossier_id=report.dossier_id,
            body=line,
            arrived_at=now,
        )
        mirror_claim(claim)
        made.append(claim)
    Claim.objects.bulk_create(made)
    ClaimVersion.objects.bulk_create(
        ClaimVersion(claim=claim, number=0, body=claim.body, origin=Origin.MACHINE, made_at=now)
        for claim in made
    )


_OWN = ("codebook", "reader", "rules", "report")
"""Fields that differ between readings without the claim being another."""


def _propose(claim: Claim, line: dict[str, Any] | None, now: dt.datetime) -> None:
    """Propose what a new reading makes of a claim that is there."""
    first = claim.versions.order_by("number").first()
    if claim.origin == Origin.PERSON or first is None:
        return
    if line is None:
        if claim.state not in (ClaimState.REJECTED, ClaimState.WITHDRAWN):
            _offer(claim, "gone", None, "the new reading does not find it", now)
        return
    was = {name: value for name, value in first.body.items() if name not in _OWN}
    fields = [name for name, value in was.items() if line.get(name) != value]
    if fields:
        why = f"the new reading gives other {', '.join(fields)}"
        _offer(claim, "changed", line, why, now)
    else:
        _outdate(claim)


def _outdate(claim: Claim) -> None:
    """Drop what waits: the newest reading no longer says so."""
    claim.proposals.filter(state=ProposalState.WAITING).update(state=ProposalState.STALE)


def _offer(
    claim: Claim, change: str, body: dict[str, Any] | None, why: str, now: dt.datetime
) -> None:
    """Make one proposal, in the place of the one that waits; what was declined stays so."""
    _outdate(claim)
    declined = claim.proposals.filter(state=ProposalState.DECLINED, change=change)
    if any(_is_same(each.body, body) for each in declined):
        return
    Proposal.objects.create(
        change=change, report=claim.report, claim=claim, body=body, why=why, made_at=now
    )


def _is_same(one: dict[str, Any] | None, other: dict[str, Any] | None) -> bool:
    """Tell whether two lines tell of the claim alike, whichever version read them."""
    left, right = (
        {name: value for name, value in (line or {}).items() if name not in _OWN}
        for line in (one, other)
    )
    return left == right


def _write(report: Report, after: dict[str, object]) -> None:
    """Log what became of a report."""
    append(
        Written(
            who=None,
            action="report.read",
            subject=report.key,
            before={},
            after={"state": report.state, **after},
        )
    )
