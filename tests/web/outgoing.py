"""A desk with an entry of every standing, for the tests of what leaves it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from tests.web.desks import Desk, make_desk
from vaglio_web.store import actions
from vaglio_web.store.models import Claim, ClaimState, Entry, EntryKind

TEXTS = (
    """Five killed in Brenko

4 May 2031

Five civilians were killed when shells hit Brenko in Oranja on 3 May 2031, the mayor of Brenko said.
""",
    """Nine killed in Tarsk

6 May 2031

Nine civilians were killed when a rocket struck Tarsk in Oranja on 5 May 2031, doctors said.
""",
    """Two killed in Dolvar

8 May 2031

Two soldiers were killed in an ambush in Dolvar in Oranja on 7 May 2031, the army said.
""",
    """Four killed in Ushta

10 May 2031

Four people were killed when a mine exploded in Ushta in Oranja on 9 May 2031, police said.
""",
    """Four dead in Ushta district

15 May 2031

Four people were killed by a blast in Ushta in Oranja on 14 May 2031, the Red Cross said.
""",
    """Teacher Lina Orvek killed in Zelm

18 May 2031

Lina Orvek, 34, a teacher, was killed when shells hit Zelm in Oranja on 17 May 2031, the governor of
Oranja said.
""",
    """Six killed in Korlo

20 May 2031

Six civilians were killed when a drone struck Korlo in Oranja on 19 May 2031, the governor said.
""",
    """Three killed in Mirna

22 May 2031

Three civilians were killed when shells hit Mirna in Oranja on 21 May 2031, the governor said.
""",
    """Ceasefire signed for Tarsk

24 May 2031

The government of Oranja and the Tarsk Front signed a ceasefire agreement in Brenko on 23 May 2031,
the UN said.

The road to Tarsk was closed on 22 May 2031, the Red Cross said.

Talks between Oranja and the Tarsk Front, mediated by Qatar, were held in Brenko on 20 May 2031, the
UN said.
""",
)
"""Invented reports: each of an incident of its own, the last of an agreement, a road and talks."""
OTHER_KINDS = (EntryKind.AGREEMENT, EntryKind.TRACK, EntryKind.ACCESS)
LATER = dt.timedelta(days=2)
WITHDRAWN = "The army took its word back."
CORRECTED = "A tenth person has died."


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """Hold a desk and its incidents, each by what became of it."""

    desk: Desk
    """The desk."""
    accepted: Entry
    """Accepted, and never published: five killed in Brenko."""
    corrected: Entry
    """Published, then amended from nine to ten and corrected: Tarsk."""
    withdrawn: Entry
    """Published and withdrawn: Dolvar."""
    kept: Entry
    """Published, after another was merged into it: Ushta."""
    merged: Entry
    """Accepted by itself, and then merged into that."""
    veiled: Entry
    """Published, with a victim whose name is veiled: Zelm."""
    held: Entry
    """Accepted and held back until later: Korlo."""
    waiting: Entry
    """Nobody has decided on it: Mirna."""
    others: tuple[Entry, ...]
    """An agreement, a line of negotiation and a road, all accepted."""

    def code(self, number: int) -> str:
        """Give the code that was made first, second and so on: in the order of the fields."""
        first = self.corrected.references.get().pk - 1
        return f"V-{first + number - 1:06d}"


def make_outgoing() -> Outgoing:
    """Make a desk with an incident of every standing."""
    desk = make_desk(*TEXTS)
    names = ("Brenko", "Tarsk", "Dolvar", "Ushta", "Ushta district", "Zelm", "Korlo", "Mirna")
    brenko, tarsk, dolvar, ushta, district, zelm, korlo, mirna = map(_incident_of, names)
    others = tuple(Entry.objects.get(kind=kind) for kind in OTHER_KINDS)
    for entry in (brenko, tarsk, dolvar, ushta, district, zelm, korlo, *others):
        _accept(desk, entry)
    actions.merge_entries(who=desk.coder, key=ushta.key, other_key=district.key)
    actions.set_embargo(who=desk.editor, key=korlo.key, until=timezone.now() + LATER)
    for entry in (tarsk, dolvar, ushta, zelm):
        actions.publish_entry(who=desk.editor, key=entry.key)
    actions.withdraw_entry(who=desk.editor, key=dolvar.key, note=WITHDRAWN)
    amend_toll(desk, tarsk, 10)
    actions.correct_entry(who=desk.editor, key=tarsk.key, note=CORRECTED)
    return Outgoing(
        desk=desk,
        accepted=_fresh(brenko),
        corrected=_fresh(tarsk),
        withdrawn=_fresh(dolvar),
        kept=_fresh(ushta),
        merged=_fresh(district),
        veiled=_fresh(zelm),
        held=_fresh(korlo),
        waiting=_fresh(mirna),
        others=tuple(map(_fresh, others)),
    )


def amend_toll(desk: Desk, entry: Entry, number: int) -> None:
    """Amend the number of the dead in every claim of an entry that gives one."""
    for claim in entry.claims.order_by("id"):
        tolls = [
            {**toll, "low": number, "best": number, "high": number} for toll in claim.body["tolls"]
        ]
        if tolls:
            body = {**claim.body, "tolls": tolls}
            actions.amend_claim(who=desk.coder, key=claim.key, body=body)


def _incident_of(headline: str) -> Entry:
    """Give the incident of the report with a headline that ends so."""
    claims = Claim.objects.filter(report__title__endswith=f"in {headline}")
    [entry] = Entry.objects.filter(kind=EntryKind.INCIDENT, claims__in=claims).distinct()
    return entry


def _accept(desk: Desk, entry: Entry) -> None:
    """Accept an entry with all its claims."""
    for claim in entry.claims.exclude(state=ClaimState.ACCEPTED).order_by("id"):
        actions.accept_claim(who=desk.coder, key=claim.key)
    actions.accept_entry(who=desk.coder, key=entry.key)


def _fresh(entry: Entry) -> Entry:
    """Give an entry as it is stored now."""
    return Entry.objects.get(pk=entry.pk)
