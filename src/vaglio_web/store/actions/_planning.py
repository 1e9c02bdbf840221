"""What a join found laid beside what is stored: what it would write and propose.

Nothing is written or locked here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q

from vaglio.model.record import Proposal as Proposed
from vaglio.pipeline import Told
from vaglio.runs.joined import Joined, Line
from vaglio_web.store.actions._additions import additions
from vaglio_web.store.actions._grouping import grouped
from vaglio_web.store.actions._keeping import bring_up_to_date
from vaglio_web.store.actions._telling import FORMS, body_of, own_claims
from vaglio_web.store.models import (
    Claim,
    Entry,
    EntryKind,
    EntryState,
    Proposal,
    Publication,
    Reference,
)

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Hold one entry that a join makes, changes or takes away."""

    key: str
    """The entry's key."""
    kind: EntryKind
    """What it is."""
    stored: Entry | None
    """As it is stored; None where it is new."""
    told: Told | None
    """As the join found it; None where it found it no more."""
    claims: frozenset[str]
    """The claims that tell of it, before or after."""

    @property
    def keys(self) -> frozenset[str]:
        """Give what a decision may be about that would make this step wrong."""
        return self.claims | {self.key}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Hold what a join would write."""

    groups: tuple[tuple[Step, ...], ...]
    """Steps that belong together."""
    decided: Mapping[str, Entry]
    """What people have decided on, by key: never written, only proposed to."""
    proposals: tuple[Proposed, ...]
    """What is proposed for those."""
    claims: Mapping[str, int]
    """The number of each claim, by key."""


def decided_entries(dossier_id: int) -> dict[str, Entry]:
    """Give the entries of a dossier that people decided on, now or once, by key."""
    coded = Exists(Reference.objects.filter(entry=OuterRef("pk")))
    public = Exists(Publication.objects.filter(entry=OuterRef("pk")))
    asked = Exists(Proposal.objects.filter(entry=OuterRef("pk")))
    found = Entry.objects.filter(
        ~Q(state=EntryState.WAITING) | Q(coded) | Q(public) | Q(asked), dossier_id=dossier_id
    )
    keys = Prefetch("claims", Claim.objects.only("key"))
    return {entry.key: entry for entry in found.prefetch_related(keys)}


def plan(dossier_id: int, joined: Joined) -> Plan:
    """Bring what is joined up to date, and compare it with what is stored."""
    decided = decided_entries(dossier_id)
    owners = {kind: _owner(kind, decided) for kind in FORMS}
    bring_up_to_date(dossier_id, joined, owner=owners[EntryKind.INCIDENT])
    proposals = list(joined.proposals())
    steps: list[Step] = []
    for kind, form in FORMS.items():
        lines, owner = joined.lines(form), owners[kind]
        if kind != EntryKind.INCIDENT:
            proposals += additions(lines.values(), owner, decided)
        free = {id: e for id, e in lines.items() if not any(key in owner for key in e.own)}
        steps += _steps(dossier_id, EntryKind(kind), _Free(joined, form, free), decided)
    return Plan(
        groups=tuple(grouped(steps)),
        decided=decided,
        proposals=tuple(proposals),
        claims=_numbers({key for step in steps for key in step.claims}),
    )


def _owner(kind: str, decided: Mapping[str, Entry]) -> dict[str, str]:
    """Give for each claim of an entry of a kind that people decided on that entry's key."""
    homes = (entry for entry in decided.values() if entry.kind == kind)
    return {key: entry.key for entry in homes for key in own_claims(entry)}


def _numbers(keys: Iterable[str]) -> dict[str, int]:
    """Give the numbers of claims, by their keys."""
    every, found = sorted(keys), dict[str, int]()
    for first in range(0, len(every), _AT_ONCE):
        some = Claim.objects.filter(key__in=every[first : first + _AT_ONCE])
        found.update(some.values_list("key", "pk"))
    return found


@dataclass(frozen=True, slots=True)
class _Free:
    """Hold the entries of one form that nobody decided on."""

    joined: Joined
    form: type[Told]
    lines: Mapping[str, Line]

    def told(self, id: str) -> Told:
        """Give one of them whole."""
        return self.joined.entry(self.form, id)

    def name(self, id: str, decided: Mapping[str, Entry]) -> str:
        """Give the key under which it is stored: not that of another that was decided on."""
        return id if id not in decided else f"{id}:{len(self.lines[id].claims)}"


def _steps(
    dossier_id: int, kind: EntryKind, free: _Free, decided: Mapping[str, Entry]
) -> Iterator[Step]:
    """Give the entries of one kind that have to be made, changed or taken away."""
    ids = {free.name(id, decided): id for id in free.lines}
    waiting = Entry.objects.filter(dossier_id=dossier_id, kind=kind, state=EntryState.WAITING)
    doubtful: dict[int, str | None] = {}
    here = f":d{dossier_id}"
    for pk, key, version in waiting.values_list("pk", "key", "version"):
        if key in decided:
            continue
        id = ids.pop(key.removesuffix(here), None)
        if id is None or free.lines[id].seen != _stored(pk, version):
            doubtful[pk] = id
    seen: dict[str, str] = {}
    for entry in _whole(doubtful):
        id = doubtful[entry.pk]
        now = free.told(id) if id is not None else None
        were = frozenset(claim.key for claim in entry.claims.all())
        if id is not None and now is not None and _is_so(entry, were, now):
            seen[id] = _stored(entry.pk, entry.version)
            continue
        after = now.claims if now is not None else ()
        yield Step(key=entry.key, kind=kind, stored=entry, told=now, claims=were | {*after})
    taken = _taken(ids)
    for key, id in ids.items():
        # An entry of that key was put into another dossier: this one is another entry.
        name = key + here if key in taken else key
        claims = frozenset(free.lines[id].claims)
        yield Step(key=name, kind=kind, stored=None, told=free.told(id), claims=claims)
    free.joined.see(free.form, seen)


def _taken(keys: Iterable[str]) -> set[str]:
    """Give those keys that some entry has already, in whatever dossier."""
    every, found = sorted(keys), set[str]()
    for first in range(0, len(every), _AT_ONCE):
        some = Entry.objects.filter(key__in=every[first : first + _AT_ONCE])
        found |= set(some.values_list("key", flat=True))
    return found


def _stored(number: int, version: int) -> str:
    """Name an entry as it is stored: every change gives it another version.

    One that was taken away and is made again begins at the first version, with another number.
    """
    return f"{number} {version}"


def _whole(numbers: Iterable[int]) -> Iterator[Entry]:
    """Give entries with the keys of their claims, some at a time."""
    every = sorted(numbers)
    keys = Prefetch("claims", Claim.objects.only("key"))
    for first in range(0, len(every), _AT_ONCE):
        yield from Entry.objects.filter(pk__in=every[first : first + _AT_ONCE]).prefetch_related(
            keys
        )


def _is_so(entry: Entry, claims: frozenset[str], told: Told) -> bool:
    """Tell whether an entry is stored just as it was told."""
    return claims == {*told.claims} and entry.body == step_body(told, entry.key)


def step_body(told: Told, key: str) -> dict[str, object]:
    """Give an entry as it is stored under a key."""
    return {**body_of(told), "id": key}
