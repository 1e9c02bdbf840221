"""A count that goes on beyond one attack: "bringing to 88 the number of troops killed"."""

from __future__ import annotations

from collections.abc import Collection

from vaglio.codebook.rows import Counts, Part
from vaglio.extract._date_types import DatePrecision, Edge
from vaglio.extract._view import View
from vaglio.model.claim import Harm

_ADDING = frozenset(
    {form for verb in ("bring", "push", "lift") for form in (verb, verb + "s", verb + "ing")}
    | {"take", "takes", "taking", "took", "raise", "raises", "raising", "raised"}
    | {"brought", "pushed", "lifted"}
)
_COUNTS = frozenset({"number", "toll", "tally", "count", "total", "losses", "deaths", "fatalities"})
_BEYOND = frozenset({"overall", "cumulative", "among", "since"})
_ANYBODY = frozenset(
    {"people", "persons", "those", "dead", "deaths", "fatalities", "victims", "casualties"}
    | {"bodies", "killed", "wounded", "injured", "injuries"}
)
"""Whom a toll of one attack is of; who counts miners or Ardanis counts them over time."""
_FIGHTS = frozenset({"fighting", "violence", "unrest", "hostilities", "bloodshed"})
"""Nouns of events that have no one day."""

_THOUSAND = 1000


def adds_up(view: View, at: int) -> bool:
    """Tell whether a verb adds the dead just told to a count: "bringing the death toll to".

    Args:
        view: The sentence.
        at: A token.

    Returns:
        True for a verb of adding with a count below it.
    """
    if view.lowers[at] not in _ADDING or not view.is_verb(at):
        return False
    return any(below > at and view.lowers[below] in _COUNTS for below in view.subtree(at))


def counts_beyond(view: View, at: int) -> bool:
    """Tell whether the count that a verb adds to is of more than one attack.

    Args:
        view: The sentence.
        at: A verb of adding.

    Returns:
        True where its words name a stretch of time, a war or a people.
    """
    below = frozenset(below for below in view.subtree(at) if below > at)
    if any(view.lowers[i] in _BEYOND for i in below) or _is_long(view, below):
        return True
    if any(hit.first in below and hit.row.thing == "war" for hit in view.things):
        return True
    counted = {at for hit in view.harms for at in range(hit.first, hit.last)}
    attack = any(
        hit.row.part is Part.NOUN and view.lowers[hit.first] not in _FIGHTS
        for hit in view.events
        if hit.first in below - counted
    )
    if not attack and _is_new_act(view, view.tokens[at].head):
        return True
    return not attack and (_counts_a_people(view, below) or _is_huge(view, below))


def is_running(view: View, head: int) -> bool:
    """Tell whether a claim stands in a count that goes on beyond one attack.

    Args:
        view: The sentence.
        head: The head of the claim.

    Returns:
        True where its head or a verb above it adds to such a count.
    """
    return any(adds_up(view, at) and counts_beyond(view, at) for at in (head, *view.above(head)))


def _is_new_act(view: View, verb: int) -> bool:
    """Tell whether people were killed anew, and did not only die of what was told before."""
    rows = [hit.row for hit in view.harms if hit.first == verb]
    return any(
        row.part is Part.VERB and row.harm is Harm.KILLED and Counts.OBJECT in row.counts
        for row in rows
    )


def _is_long(view: View, below: Collection[int]) -> bool:
    """Tell whether a stretch of time is named among some words."""
    if any(hit.first in below for hit in view.codebook.period_words.find(view.lowers)):
        return True
    short = (DatePrecision.DAY, DatePrecision.DAYS, DatePrecision.NONE)
    return any(
        mention.first in below
        and (mention.precision not in short or mention.edge is Edge.SINCE or mention.duration)
        for mention in view.dates
    )


def _counts_a_people(view: View, below: Collection[int]) -> bool:
    """Tell whether people of one sort are counted: "the number of miners killed"."""
    for at in below:
        if view.lowers[at] != "number":
            continue
        for of in view.with_dep(at, "prep"):
            counted = view.child(of, ("pobj",))
            if counted is not None and view.lowers[counted] not in _ANYBODY:
                return True
    return False


def _is_huge(view: View, below: Collection[int]) -> bool:
    """Tell whether a total of thousands is named."""
    figures = (view.tokens[at].text.replace(",", "") for at in below)
    total = any(view.lowers[at] == "total" for at in below)
    return total and any(text.isdigit() and int(text) >= _THOUSAND for text in figures)
