"""A desk with people, a dossier and reports that were really read, for tests."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from vaglio.model.claim import Claim as ReadClaim
from vaglio.model.document import Document
from vaglio.pipeline import gather_bytes, read_report
from vaglio_web.store import actions
from vaglio_web.store.actions.reading import keep_reading
from vaglio_web.store.models import Claim, Dossier, Report, ReportState, Role, User

PASSWORD = "a long enough password"

SHELLING = """Seven killed in Tarsk

4 May 2031

Shells hit the market of Tarsk in Oranja on 3 May 2031, killing seven civilians, the governor said.

The army denied that it had shelled Tarsk. Two soldiers were wounded near the bridge, it said.
"""
LATER = """Toll of Tarsk rises to nine

5 May 2031

The shelling of the market of Tarsk on 3 May 2031 killed nine civilians, doctors said.

The road to Tarsk was closed on 4 May, the Red Cross said.
"""

LATEST = """Governor of Oranja counts the dead

6 May 2031

Twelve civilians were killed when shells struck the market in Tarsk on 3 May 2031, the governor of
Oranja told reporters on Tuesday.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Hold a desk at work."""

    owner: User
    """Who may do everything."""
    editor: User
    """Who publishes."""
    coder: User
    """Who vets."""
    observer: User
    """Who only looks."""
    dossier: Dossier
    """Its one dossier."""

    def claims(self) -> list[Claim]:
        """Give its claims, oldest first."""
        return list(Claim.objects.order_by("id"))


def make_desk(*texts: str) -> Desk:
    """Make a desk whose reports are read and joined."""
    people = {
        role: User.objects.create_user(
            email=f"{role}@desk.example", name=f"The {role}", role=role, password=PASSWORD
        )
        for role in Role.values
    }
    dossier = actions.make_dossier(who=people["owner"], title="Oranja")
    for text in texts or (SHELLING, LATER):
        bring(text, who=people["coder"], dossier=dossier)
    actions.join_dossier.call(dossier.pk)
    return Desk(
        owner=people["owner"],
        editor=people["editor"],
        coder=people["coder"],
        observer=people["observer"],
        dossier=dossier,
    )


def bring(text: str, *, who: User, dossier: Dossier) -> Report:
    """Bring a report in and keep what the real reader finds in it."""
    [report] = actions.bring_in(who=who, data=text.encode(), source="pasted", dossier=dossier).fresh
    document, claims = _read(text)
    keep_reading(report, document, claims)
    report.refresh_from_db()
    assert report.state == ReportState.READ
    return report


@functools.cache
def _read(text: str) -> tuple[Document, tuple[ReadClaim, ...]]:
    """Read a text once for all tests."""
    [came] = gather_bytes(text.encode(), source="pasted")
    assert not isinstance(came, Exception)
    document, claims = read_report(came)
    return document, tuple(claims)
