"""By what a party is known from one claim to the next."""

from __future__ import annotations

from collections.abc import Iterable

from vaglio.model.claim import Actor


def known_as(name: str, actor: str | None = None) -> str:
    """Name the party behind a name: the codebook's where it knows it."""
    return actor or name.lower().removeprefix("the ")


def all_known_as(actors: Iterable[Actor]) -> set[str]:
    """Name the parties behind some actors."""
    return {known_as(each.name, each.actor) for each in actors}
