"""Invented reports of a truce, of talks and of a road, brought in by the desk's own page."""

from __future__ import annotations

from dataclasses import dataclass

from django.test import Client

from tests.web.bringing import work_off


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One report as somebody pastes it."""

    outlet: str
    """Who published it."""
    day: str
    """When."""
    text: str
    """Its text, headline first."""


SIGNED = Told(
    outlet="Lowland Wire",
    day="2031-05-03",
    text="""Army and Harbour Front sign truce in Tarsk

The army and the Harbour Front signed a ceasefire agreement in Tarsk on 2 May 2031, mediated by
Norway, the governor of Oranja said.

Under the agreement, the army agreed to free all prisoners by 10 May 2031. The Harbour Front agreed
to withdraw from the airport of Tarsk.
""",
)
BROKEN = Told(
    outlet="Oranja Courier",
    day="2031-05-12",
    text="""Airport of Tarsk still occupied

The Harbour Front has not withdrawn from the airport of Tarsk, the mayor of Tarsk said.

The army freed all prisoners on 9 May 2031, the Red Cross said.
""",
)
DISPUTED = Told(
    outlet="Valley Post",
    day="2031-05-14",
    text="""Families wait at the prison gate

The army has not freed the prisoners, the bishop of Oranja said.
""",
)
ANNOUNCED = Told(
    outlet="Lowland Wire",
    day="2031-05-20",
    text="""Envoys packed their bags

Talks between the army and the Harbour Front, mediated by Norway, will begin in Doha on 25 May 2031,
the foreign ministry of Norway said.
""",
)
HELD = Told(
    outlet="Oranja Courier",
    day="2031-05-26",
    text="""First day without a handshake

Talks between the army and the Harbour Front, mediated by Norway, began in Doha on 25 May 2031.
""",
)
FAILED = Told(
    outlet="Valley Post",
    day="2031-06-02",
    text="""No second round

Talks between the army and the Harbour Front, mediated by Norway, collapsed in Doha on 1 June 2031,
diplomats said. A third round of talks between the army and the Harbour Front, mediated by Norway,
will be held in Geneva on 20 June 2031, the foreign ministry of Norway said.
""",
)
CLOSED = Told(
    outlet="Lowland Wire",
    day="2031-05-04",
    text="""Lorries wait outside Tarsk

The port road has been closed by the army since 1 May 2031, the Red Cross said.
""",
)
REOPENED = Told(
    outlet="Oranja Courier",
    day="2031-05-08",
    text="""Flour reaches Tarsk

The port road was reopened for aid lorries on 7 May 2031, the customs office said.
""",
)
SHUT_AGAIN = Told(
    outlet="Valley Post",
    day="2031-05-16",
    text="""Drivers turn back

The army closed the port road, drivers said.
""",
)
ALL = (SIGNED, BROKEN, DISPUTED, ANNOUNCED, HELD, FAILED, CLOSED, REOPENED, SHUT_AGAIN)


def paste(client: Client, *reports: Told, dossier: str = "oranja") -> None:
    """Bring reports in by the page of the desk, one by one, and have them read and joined."""
    for each in reports:
        sent = {
            "dossier": dossier,
            "text": each.text,
            "publisher": each.outlet,
            "published": each.day,
        }
        answer = client.post("/desk/bring/", sent)
        assert answer.status_code == 302, answer.content.decode()
    work_off()
