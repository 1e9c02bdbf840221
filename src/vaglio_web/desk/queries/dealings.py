"""Agreements, tracks and access: each state with the claims that say so.

An entry's body says what is told of it as a whole; here each part of it is laid
beside the claims, so that no state is shown without the sentences behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vaglio.model.track import MeetingState, Track
from vaglio_web.desk.queries.entry_claims import EntryClaims, ToldClaim
from vaglio_web.store.actions import entry_told_by
from vaglio_web.store.models import Claim, Entry, EntryKind

_ENDS = frozenset({MeetingState.HELD, MeetingState.FAILED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Hold what one claim says of one part of an entry."""

    state: str
    """The state that it gives, in the record's word."""
    told: ToldClaim
    """The claim."""
    since: str | None = None
    """From which day, where it says so."""
    until: str | None = None
    """To which day, where it says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedLine:
    """Hold one thing that is owed, with who promised it and what became of it."""

    owed: Mapping[str, Any]
    """As the entry tells it."""
    promised: list[Account]
    """The claims that tell of the promise."""
    news: list[Account]
    """The claims that say what became of it, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """Hold one meeting, with what each claim says of it."""

    meeting: Mapping[str, Any]
    """As the entry tells it."""
    accounts: list[Account]
    """What each claim says, in order."""

    @property
    def differs(self) -> bool:
        """Tell whether one claim says that it was held, and another that it failed."""
        return {*_ENDS} <= {each.state for each in self.accounts}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Hold somebody who has a part in an entry, with the claims that name them."""

    name: str
    """The name."""
    told: list[ToldClaim]
    """The claims."""


def dealings_of(entry: Entry, claims: EntryClaims) -> dict[str, object]:
    """Give what only the page of an agreement, a track or access shows."""
    by_key = claims.by_key()
    found: dict[str, object] = {
        "parties": _named(entry.body.get("parties", ()), claims.told, ("actors", "targets")),
        "mediators": _named(entry.body.get("mediators", ()), claims.told, ("mediators",)),
    }
    if entry.kind == EntryKind.AGREEMENT:
        found["owed"] = owed = list(_owed(entry.body["commitments"], by_key))
        found["deal"] = _deal(entry, by_key, owed)
    elif entry.kind == EntryKind.TRACK:
        found["meetings"] = list(_meetings(entry, by_key))
    elif entry.kind == EntryKind.ACCESS:
        found["changes"] = list(_changes(entry.body["changes"], by_key))
    return found


def _named(
    parties: Iterable[Mapping[str, Any]], told: Sequence[ToldClaim], fields: Sequence[str]
) -> list[Named]:
    """Lay each party beside the claims that name it."""
    named = [(each, set(_known_as(each.claim, fields))) for each in told]
    return [
        Named(
            name=party["name"],
            told=[each for each, known in named if _party(party) in known],
        )
        for party in parties
    ]


def _known_as(claim: Claim, fields: Sequence[str]) -> Iterator[str]:
    """Say whom a claim names: in some of its fields, or as who speaks for themselves."""
    for field in fields:
        yield from map(_party, claim.body[field])
    if "actors" in fields and not claim.body["actors"]:
        yield _party(claim.body["speaker"])


def _party(party: Mapping[str, Any]) -> str:
    """Name a party as claims of one dealing have it in common."""
    return party["actor"] or str(party["name"]).lower().removeprefix("the ")


def _owed(
    commitments: Iterable[Mapping[str, Any]], by_key: Mapping[str, ToldClaim]
) -> Iterator[OwedLine]:
    """Lay each thing that is owed beside its claims."""
    for owed in commitments:
        yield OwedLine(
            owed=owed,
            promised=[
                Account(state="promised", told=by_key[key])
                for key in owed["claims"]
                if key in by_key
            ],
            news=[
                Account(state=news["state"], told=by_key[news["claim"]])
                for news in owed["news"]
                if news["claim"] in by_key
            ],
        )


def _deal(
    entry: Entry, by_key: Mapping[str, ToldClaim], owed: Sequence[OwedLine]
) -> list[ToldClaim]:
    """Give the claims that tell of a deal and of nothing that is owed under it."""
    spoken = {each.told.claim.key for line in owed for each in (*line.promised, *line.news)}
    return [by_key[key] for key in entry.body["claims"] if key in by_key and key not in spoken]


def _meetings(entry: Entry, by_key: Mapping[str, ToldClaim]) -> Iterator[MeetingLine]:
    """Lay each meeting beside its claims; what each says is what it would tell alone."""
    for meeting in entry.body["meetings"]:
        accounts = []
        for key in meeting["claims"]:
            told = by_key.get(key)
            alone = entry_told_by(entry, [told.claim]) if told is not None else None
            if told is not None and isinstance(alone, Track) and alone.state is not None:
                accounts.append(Account(state=alone.state, told=told))
        yield MeetingLine(meeting=meeting, accounts=accounts)


def _changes(
    changes: Iterable[Mapping[str, Any]], by_key: Mapping[str, ToldClaim]
) -> Iterator[Account]:
    """Give what each claim says of a way, in the order of time."""
    for change in changes:
        if change["claim"] in by_key:
            yield Account(
                state=change["state"],
                told=by_key[change["claim"]],
                since=change["since"],
                until=change["until"],
            )
