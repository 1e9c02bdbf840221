"""One act of vetting: permission, lock, change, log, in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils import timezone

from vaglio_web.store.access import Absent, require
from vaglio_web.store.actions._log import Written, append
from vaglio_web.store.actions._telling import OUT, tell_anew
from vaglio_web.store.models import (
    Claim,
    ClaimVersion,
    Entry,
    EntryClaim,
    LogEntry,
    LogHead,
    Origin,
    PublicState,
    Reference,
    User,
)
from vaglio_web.store.queries.sentences import sentence


class Conflict(Exception):
    """Say why a decision was not taken: somebody else was first, or it no longer fits."""


class Moved(Conflict):
    """Say that the item has changed since it was shown."""


class Held(Conflict):
    """Say that somebody else has the item open."""


_CLAIM_FIELDS = ("state", "public_note")
_JUDGED = (*_CLAIM_FIELDS, "version", "held_by", "held_until")
"""The columns of a claim that a decision changes which leaves its body."""
ENTRY_FIELDS = (
    *("state", "public", "asked_by_id", "dossier_id", "merged_into_id", "names_veiled"),
    *("veiled_words", "shown_words"),
)


class Act:
    """Hold one decision while it is being taken.

    Items are asked for by key; what is changed on them is saved,
    told anew where an entry depends on it, and logged with before and after.
    """

    def __init__(self, *, who: User | None, action: str, why: str, head: LogHead) -> None:
        """Begin one decision, with the log's head taken."""
        self.who = who
        self._head = head
        self.action = action
        self.why = why
        self.at: dt.datetime = timezone.now()
        self.undoes: int | None = None
        self.logged: LogEntry | None = None
        self._claims: dict[str, Claim] = {}
        self._entries: dict[str, Entry] = {}
        self._before: dict[str, dict[str, Any] | None] = {}
        self._subject: str | None = None

    def claim(self, key: str, *, seen: int | None = None) -> Claim:
        """Take up one claim for this decision.

        Args:
            key: Its key.
            seen: The version that the person was shown; None where none was.

        Raises:
            Absent: There is no such claim.
            Moved: It has changed since.
            Held: Somebody else has it open.
        """
        if key not in self._claims:
            found = Claim.objects.select_related("held_by").filter(key=key).first()
            if found is None:
                raise Absent(key)
            self._free(found, seen)
            self._claims[key] = found
            self._before[key] = claim_as_it_is(found)
            self._subject = self._subject or key
        return self._claims[key]

    def entry(self, key: str, *, seen: int | None = None) -> Entry:
        """Take up one entry for this decision; raises as `claim` does."""
        if key not in self._entries:
            found = Entry.objects.select_related("held_by").filter(key=key).first()
            if found is None:
                raise Absent(key)
            self._free(found, seen)
            self._entries[key] = found
            self._before[key] = entry_as_it_is(found)
            self._subject = self._subject or key
        return self._entries[key]

    def new(self, item: Claim | Entry) -> None:
        """Take up an item that this decision makes; it was nothing before."""
        if isinstance(item, Claim):
            self._claims[item.key] = item
        else:
            self._entries[item.key] = item
        self._before[item.key] = None
        self._subject = self._subject or item.key

    def amend(self, claim: Claim, body: dict[str, Any]) -> None:
        """Give a claim another body; the version before stays."""
        before = self._before[claim.key]
        if before is not None:
            before["body"] = claim.body
        claim.body = body
        ClaimVersion.objects.create(
            claim=claim,
            number=claim.version + 1,
            body=body,
            origin=Origin.PERSON if self.who is not None else Origin.MACHINE,
            made_by=self.who,
            made_at=self.at,
        )

    def link(self, entry: Entry, claims: Sequence[Claim]) -> None:
        """Say which claims tell of an entry, from now on."""
        wanted = {claim.pk for claim in claims}
        there = set(entry.links.values_list("claim_id", flat=True))
        entry.links.filter(claim_id__in=there - wanted).delete()
        EntryClaim.objects.bulk_create(
            EntryClaim(entry=entry, claim_id=pk) for pk in sorted(wanted - there)
        )

    def _free(self, item: Claim | Entry, seen: int | None) -> None:
        """Refuse an item that somebody else has open or has changed."""
        if seen is not None and item.version != seen:
            raise Moved(_what_happened(item))
        if item.held_by_id is None or self.who is None or item.held_by_id == self.who.pk:
            return
        if item.held_until is not None and item.held_until > self.at and item.held_by is not None:
            raise Held(f"{item.held_by.name} has it open")

    def close(self) -> None:
        """Save what changed, tell entries anew, and log it."""
        changed = [claim for claim in self._claims.values() if self._is_changed(claim)]
        for claim in changed:
            mirror_claim(claim)
            claim.version += 1
            claim.held_by, claim.held_until = None, None
            is_whole = "body" in (self._before[claim.key] or {"body": None})
            claim.save(update_fields=None if is_whole else _JUDGED)
        told, public = self._told_of(changed)
        for entry in Entry.objects.filter(pk__in=told).order_by("id") if told else ():
            if entry.key not in self._entries:
                self._entries[entry.key] = entry
                self._before[entry.key] = entry_as_it_is(entry)
        for entry in self._entries.values():
            tell_anew(entry)
            entry.version += 1
            entry.held_by, entry.held_until = None, None
            if self.action not in _PUBLISHING:
                _take_request_back(entry)
                entry.needs_correction |= entry.public == PublicState.PUBLISHED
            entry.save()
        if public:
            others = Entry.objects.filter(pk__in=public).exclude(key__in=self._entries)
            others.update(needs_correction=True)
        self.logged = append(self._written(), head=self._head)

    def _told_of(self, changed: Sequence[Claim]) -> tuple[set[int], set[int]]:
        """Give the entries that some claims have told anew, and those that are public."""
        retold = {claim.pk for claim in changed if self._tells_otherwise(claim)}
        links = EntryClaim.objects.filter(claim__in=changed).values_list(
            "entry", "claim", "entry__asked_by", "entry__public"
        )
        told, public = set[int](), set[int]()
        for entry, claim, asked_by, state in links if changed else ():
            # What was asked to be published is no longer what the second person would publish.
            told |= {entry} if claim in retold or asked_by is not None else set()
            public |= {entry} if state == PublicState.PUBLISHED else set()
        return told, public

    def _tells_otherwise(self, claim: Claim) -> bool:
        """Tell whether an entry has to be told anew for what became of a claim."""
        before = self._before[claim.key]
        if before is None or "body" in before:
            return True
        return (before["state"] in OUT) != (claim.state in OUT)

    def _is_changed(self, claim: Claim) -> bool:
        """Tell whether this decision changed a claim."""
        before = self._before[claim.key]
        return before is None or "body" in before or before != claim_as_it_is(claim)

    def _written(self) -> Written:
        """Put together what the log is to hold: only what changed."""
        after: dict[str, Any] = {}
        before: dict[str, Any] = {}
        for key, was in self._before.items():
            now = self._now(key, with_body=was is None or "body" in was)
            if was is None:
                before[key], after[key] = None, now
                continue
            fields = [name for name in now if was.get(name) != now[name]]
            if fields == ["version"] and key != self._subject:
                continue  # an entry told anew by what became of a claim
            before[key] = {name: was.get(name) for name in fields}
            after[key] = {name: now[name] for name in fields}
        return Written(
            who=self.who,
            action=self.action,
            subject=self._subject or "",
            why=self.why,
            before=before,
            after=after,
            undoes=self.undoes,
        )

    def _now(self, key: str, *, with_body: bool) -> dict[str, Any]:
        """Give an item as this decision leaves it."""
        if key in self._entries:
            return entry_as_it_is(self._entries[key])
        claim = self._claims[key]
        return {**claim_as_it_is(claim), **({"body": claim.body} if with_body else {})}


def _take_request_back(entry: Entry) -> None:
    """Let a request to publish lapse: what would be published is no longer what was asked."""
    if entry.public == PublicState.ASKED:
        was = entry.publications.exists()
        entry.public = PublicState.WITHDRAWN if was else PublicState.UNPUBLISHED
    entry.asked_by = None


_PUBLISHING = frozenset({"entry.publish", "entry.correct", "entry.withdraw"})


@contextmanager
def deciding(*, who: User | None, action: str, why: str = "") -> Iterator[Act]:
    """Take one decision: all of it is done and logged, or nothing is.

    Args:
        who: The person; None for the machine.
        action: Its dotted name in `access.WHO_MAY`.
        why: The reason they give.

    Raises:
        Absent: They may not, or the item is not there.
        Conflict: Somebody else was first.
    """
    require(who, action)
    with transaction.atomic():
        # Decisions take their turn at the log's head: no two can lock each other out.
        head = LogHead.objects.select_for_update().get()
        act = Act(who=who, action=action, why=why, head=head)
        yield act
        act.close()


def claim_as_it_is(claim: Claim) -> dict[str, Any]:
    """Give what a decision can change of a claim, its body left out."""
    return {"version": claim.version} | {name: getattr(claim, name) for name in _CLAIM_FIELDS}


def entry_as_it_is(entry: Entry) -> dict[str, Any]:
    """Give what a decision can change of an entry, with the claims that tell of it."""
    row: dict[str, Any] = {name: getattr(entry, name) for name in ENTRY_FIELDS}
    row["version"] = entry.version
    row["embargo_until"] = entry.embargo_until.isoformat() if entry.embargo_until else None
    row["claims"] = list(entry.links.order_by("claim_id").values_list("claim__key", flat=True))
    row["references"] = list(
        Reference.objects.filter(entry=entry).order_by("code").values_list("code", flat=True)
    )
    return row


def mirror_claim(claim: Claim) -> None:
    """Repeat in a claim's columns what the queue is filtered by."""
    body = claim.body
    claim.quote = body["quote"]
    claim.kind = body["kind"]
    claim.speaker = body["speaker"]["name"][:300]
    claim.outlet = body["report"]["source"][:300]
    claim.place = body["where"][0]["name"][:300] if body["where"] else ""
    when = body["when"]
    claim.day = (when["start"] or when["end"]) if when else None


def _what_happened(item: Claim | Entry) -> str:
    """Say who changed an item last, and how."""
    last = LogEntry.objects.filter(subject=item.key).first()
    if last is None:
        return "it has changed since it was shown"
    return f"{last.who_name} was first: {sentence(last.action)}, {last.at:%d %B %Y at %H:%M}"
