"""What can be chosen for a claim's fields: the codes, in the codebook's words."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from vaglio.codebook import load_codebook
from vaglio.model.claim import Harm, Kind, Reality, Scope, SpeakerType, Stance, Who


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Hold one value that can be chosen."""

    value: str
    """What the form sends."""
    words: str
    """What it says."""


@functools.cache
def choices() -> dict[str, list[Choice]]:
    """Give what can be chosen, by the name of the field."""
    codebook = load_codebook()
    events = [
        Choice(
            value=f"{row.type} {row.mode or ''}".strip(),
            words=f"{row.type}{f', {row.mode}' if row.mode else ''}: {row.gloss}",
        )
        for row in codebook.plover
    ]
    actors = [Choice(value=row.id, words=row.name) for row in codebook.actors]
    return {
        "kinds": _of(Kind),
        "stances": _of(Stance),
        "realities": _of(Reality),
        "scopes": [
            Choice(value=Scope.INCIDENT, words="one incident"),
            Choice(value=Scope.PERIOD, words="a total over a stretch of time or a region"),
        ],
        "speaker_types": _of(SpeakerType),
        "harms": _of(Harm),
        "whos": _of(Who),
        "events": events,
        "actors": actors,
    }


def _of(codes: Iterable[StrEnum]) -> list[Choice]:
    """Give a list of codes, each as words."""
    return [Choice(value=code.value, words=code.value.replace("_", " ")) for code in codes]
