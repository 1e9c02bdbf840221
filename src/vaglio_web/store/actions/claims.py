"""What people decide of a claim."""

from __future__ import annotations

import json
from typing import Any

from vaglio.codebook import load_codebook
from vaglio.model.claim import Kind
from vaglio.model.claim_json import SCHEMA, claim_from_json, claim_to_json
from vaglio.model.errors import VaglioError
from vaglio.model.grounding import claim_id, refuse_invention
from vaglio.model.span import Span
from vaglio_web.store.access import Absent
from vaglio_web.store.actions._deciding import Act, Conflict, deciding, mirror_claim
from vaglio_web.store.models import Claim, ClaimState, Origin, Reading, User, Verdict

REASONS = {
    "not said": "The report does not say this",
    "wrong number": "The number is wrong",
    "wrong speaker": "Somebody else says so",
    "wrong place or day": "The place or the day is wrong",
    "not of this conflict": "It is not of this conflict",
    "twice": "It stands in the queue twice",
    "furniture": "The words are no part of the article",
    "found false": "It was found to be false",
    "other": "Another reason, as written beside",
}
"""Why a claim or an entry can be rejected, as published."""


READER_BY_HAND = "desk/1"
"""What stands as the reader of a claim that a person added."""


class Ungrounded(Conflict):
    """Say that a claim's words are not in the report, or a field is wrong."""


def accept_claim(*, who: User, key: str, seen: int | None = None, why: str = "") -> Claim:
    """Accept a claim as it stands."""
    return _judge(who, "claim.accept", key, seen, ClaimState.ACCEPTED, why)


def reject_claim(
    *, who: User, key: str, reason: str, seen: int | None = None, why: str = ""
) -> Claim:
    """Reject a claim, for a reason of the published list.

    Raises:
        Conflict: There is no such reason.
    """
    return _judge(who, "claim.reject", key, seen, ClaimState.REJECTED, reason_in_words(reason, why))


def look_again_at_claim(*, who: User, key: str, seen: int | None = None, why: str = "") -> Claim:
    """Mark a claim for a second look by somebody else."""
    return _judge(who, "claim.look", key, seen, ClaimState.SECOND_LOOK, why)


def withdraw_claim(*, who: User, key: str, why: str, seen: int | None = None) -> Claim:
    """Withdraw a claim that was accepted before."""
    with deciding(who=who, action="claim.withdraw", why=why) as act:
        claim = act.claim(key, seen=seen)
        if claim.state != ClaimState.ACCEPTED:
            raise Conflict("only an accepted claim can be withdrawn")
        claim.state = ClaimState.WITHDRAWN
    return claim


def note_on_claim(*, who: User, key: str, note: str, seen: int | None = None) -> Claim:
    """Set the public note of a claim, such as that it was found false."""
    with deciding(who=who, action="claim.note", why=note) as act:
        claim = act.claim(key, seen=seen)
        claim.public_note = note
    return claim


def amend_claim(
    *, who: User, key: str, body: dict[str, Any], seen: int | None = None, why: str = ""
) -> Claim:
    """Amend a claim and accept it so; its versions before stay.

    Args:
        who: The person.
        key: The claim's key.
        body: The whole line as it is to be; id, report, codebook and reader stay.
        seen: The version that they were shown.
        why: The reason they give.

    Raises:
        Ungrounded: Its words are not in the report, or a field is wrong.
    """
    with deciding(who=who, action="claim.amend", why=why) as act:
        claim = act.claim(key, seen=seen)
        kept = {name: claim.body[name] for name in ("schema", "id", "report", "codebook", "reader")}
        act.amend(claim, _checked({**body, **kept}, text=claim.reading.text))
        claim.state = ClaimState.ACCEPTED
        _remember(act, claim)
    return claim


def add_claim(
    *, who: User, report_key: str, body: dict[str, Any], entry_key: str | None = None
) -> Claim:
    """Add a claim that the machine missed, accepted as it is made.

    Args:
        who: The person.
        report_key: The report that makes the claim.
        body: The line; its id, report, codebook and reader are made here.
        entry_key: The entry that it tells of, where there is one.

    Raises:
        Absent: There is no such report, or it was not read.
        Ungrounded: Its words are not in the report, or a field is wrong.
    """
    with deciding(who=who, action="claim.add") as act:
        reading = (
            Reading.objects.filter(report__key=report_key)
            .select_related("report")
            .order_by("-number")
            .first()
        )
        if reading is None:
            raise Absent(report_key)
        checked = _checked(_by_hand(body, reading), text=reading.text)
        checked["id"] = claim_id(
            report_key,
            span=Span(start=checked["span"][0], end=checked["span"][1]),
            kind=Kind(checked["kind"]),
            speaker=checked["speaker"]["name"],
        )
        claim = Claim(
            key=checked["id"],
            report=reading.report,
            reading=reading,
            dossier_id=reading.report.dossier_id,
            origin=Origin.PERSON,
            state=ClaimState.ACCEPTED,
            body=checked,
            arrived_at=act.at,
        )
        _save_new(act, claim)
        if entry_key is not None:
            entry = act.entry(entry_key)
            act.link(entry, [*entry.claims.all(), claim])
    return claim


def _by_hand(body: dict[str, Any], reading: Reading) -> dict[str, Any]:
    """Give a line what a reader would have given it: its report, and who made it."""
    report = reading.report
    return {
        **body,
        "schema": SCHEMA,
        "id": "c:",
        "report": {
            "id": report.key,
            "ref": report.ref,
            "source": report.outlet,
            "title": report.title,
            "published": report.published.isoformat() if report.published else None,
            "url": report.url,
        },
        "rules": [],
        "codebook": reading.codebook or load_codebook().version,
        "reader": READER_BY_HAND,
    }


def _save_new(act: Act, claim: Claim) -> None:
    """Save a claim that this decision makes, with its first version."""
    if Claim.objects.filter(key=claim.key).exists():
        raise Conflict("this claim is there already")
    mirror_claim(claim)
    claim.save()
    act.new(claim)
    act.amend(claim, claim.body)
    _remember(act, claim)


def _judge(
    who: User, action: str, key: str, seen: int | None, state: ClaimState, why: str
) -> Claim:
    """Put a claim into a state, and remember who found so."""
    with deciding(who=who, action=action, why=why) as act:
        claim = act.claim(key, seen=seen)
        if claim.state == state:
            raise Conflict(f"it is already {state}")
        claim.state = state
        _remember(act, claim)
    return claim


def _remember(act: Act, claim: Claim) -> None:
    """Keep what this person found, so that agreement can be measured."""
    if act.who is not None:
        found = Verdict(claim=claim, who=act.who, verdict=claim.state, body=claim.body, at=act.at)
        Verdict.objects.bulk_create(
            [found],
            update_conflicts=True,
            unique_fields=["claim", "who"],
            update_fields=["verdict", "body", "at"],
        )


def reason_in_words(reason: str, why: str) -> str:
    """Give a reason of the published list in words, with what was written beside it.

    Raises:
        Conflict: The list has no such reason, or "other" stands alone.
    """
    if reason not in REASONS:
        raise Conflict("choose a reason from the list")
    if reason == "other" and not why.strip():
        raise Conflict("say which other reason")
    return f"{REASONS[reason]}: {why.strip()}" if why.strip() else REASONS[reason]


def _checked(body: dict[str, Any], *, text: str) -> dict[str, Any]:
    """Check a claim's line whole: its fields by the contract, its words by the text."""
    try:
        header, claim = claim_from_json(json.dumps(body), input="the claim")
        refuse_invention(claim, text, input="the claim")
    except VaglioError as error:
        raise Ungrounded(error.problem) from error
    checked: dict[str, Any] = json.loads(claim_to_json(claim, header))
    return checked
