"""Dossiers, and the rules that the desk has set itself."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from vaglio_web.store.access import Absent, require
from vaglio_web.store.actions._deciding import Conflict
from vaglio_web.store.actions._log import Written, append
from vaglio_web.store.models import DeskPolicy, Dossier, Entry, PublicState, User

_RULES = ("name", "two_people_publish", "names_veiled", "two_factor_required", "hold_minutes")


def policy() -> DeskPolicy:
    """Give the rules that the desk has set itself."""
    found = DeskPolicy.objects.first()
    return found if found is not None else DeskPolicy()


def make_dossier(*, who: User | None, title: str, note: str = "") -> Dossier:
    """Open a dossier for one conflict.

    Raises:
        Conflict: There is one of that name, or the name holds no letter.
    """
    require(who, "dossier.make" if who is not None else "record.join")
    slug = slugify(title)[:60]
    if not slug:
        raise Conflict("give the dossier a name with letters in it")
    with transaction.atomic():
        if Dossier.objects.filter(slug=slug).exists():
            raise Conflict("there is a dossier of that name")
        made = Dossier.objects.create(slug=slug, title=title, note=note, made_at=timezone.now())
        append(
            Written(
                who=who,
                action="dossier.make",
                subject=f"d:{slug}",
                before={},
                after={"title": title, "note": note},
            )
        )
    return made


def change_dossier(*, who: User, slug: str, title: str, note: str) -> Dossier:
    """Change a dossier's title and note; its address stays."""
    require(who, "dossier.change")
    with transaction.atomic():
        dossier = Dossier.objects.filter(slug=slug).first()
        if dossier is None:
            raise Absent(slug)
        before = {"title": dossier.title, "note": dossier.note}
        dossier.title, dossier.note = title, note
        dossier.save()
        append(
            Written(
                who=who,
                action="dossier.change",
                subject=f"d:{slug}",
                before=before,
                after={"title": title, "note": note},
            )
        )
    return dossier


def change_policy(*, who: User, why: str = "", **rules: Any) -> DeskPolicy:  # noqa: ANN401
    """Change the desk's rules; names not given stay."""
    require(who, "policy.change")
    with transaction.atomic():
        found = DeskPolicy.objects.select_for_update().first() or DeskPolicy()
        before = {name: getattr(found, name) for name in _RULES if name in rules}
        for name, value in rules.items():
            if name not in _RULES:
                raise Conflict(f"the desk has no rule named {name}")
            setattr(found, name, value)
        found.save()
        if before.get("names_veiled", found.names_veiled) != found.names_veiled:
            # What was published by the rule before is to be looked at again.
            old = Entry.objects.filter(public=PublicState.PUBLISHED, names_veiled=None)
            old.update(needs_correction=True)
        after = {name: getattr(found, name) for name in before}
        append(
            Written(
                who=who, action="policy.change", subject="desk", why=why, before=before, after=after
            )
        )
    return found
