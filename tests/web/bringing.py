"""Reports that are brought in, and workers that take them, for tests."""

from __future__ import annotations

from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from vaglio_web.store import actions
from vaglio_web.store.models import Dossier, Role, User

SHELLING = "Shells killed seven civilians in Tarsk on 3 May 2031, the governor of Oranja said."
DENIAL = "The army denied on 4 May 2031 that it had shelled the town of Tarsk in Oranja."
FRENCH = "Le maire de la ville a dit que sept personnes avaient été tuées dans la nuit de mardi."


def person(role: Role = Role.CODER) -> User:
    """Make somebody who works at the desk."""
    return User.objects.create_user(
        email=f"{role}@desk.example", name=f"The {role}", role=role, password="a long password"
    )


def dossier(title: str = "Oranja") -> Dossier:
    """Open a dossier, as the machine does for the examples."""
    return actions.make_dossier(who=None, title=title)


def pasted(*texts: str) -> list[actions.Brought]:
    """Give texts as they are brought in."""
    return [actions.Brought(source="pasted", data=text.encode()) for text in texts]


def work_off() -> None:
    """Do what waits, as a worker does, until nothing is left; what breaks off is an error."""
    worker = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="tests",
        excluded_queue_names=[],
    )
    while (waiting := DBTaskResult.objects.ready().first()) is not None:
        waiting.claim("tests")
        worker.run_task(waiting)
        assert waiting.status == "SUCCESSFUL", waiting.traceback
