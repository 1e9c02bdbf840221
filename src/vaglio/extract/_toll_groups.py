"""Who the people counted are: civilians, fighters, women, children."""

from __future__ import annotations

from dataclasses import replace

from vaglio.extract._counted import Counted
from vaglio.extract._names import Names
from vaglio.extract._view import View
from vaglio.model.claim import SpeakerType, Who

_OF_A_BODY = frozenset(
    {"member", "members", "leader", "leaders", "man", "men", "element", "elements", "commander"}
    | {"commanders", "chief", "chiefs", "personnel", "recruit", "recruits"}
)
"""Words for people that say no more than that they belong to something."""

_ARMED = frozenset(
    {"militia", "army", "military", "brigade", "battalion", "faction", "factions"}
    | {"forces", "militias", "division", "regiment", "guard", "guards", "troops"}
)
"""Words of a body whose members fight, beside the actors that do."""

_HER = frozenset({"mrs", "mrs.", "ms", "ms.", "miss", "madam"})
"""Titles of a woman."""

_OTHERS = frozenset({"other", "others", "another"})
"""Words for more people of the sort just counted."""


def who_of(view: View, names: Names, head: int) -> Who:
    """Say whom a phrase counts, by its head or the words that modify it.

    Args:
        view: The sentence.
        names: The actors and groups in it.
        head: The phrase's head.

    Returns:
        The group; unspecified where the phrase does not say.
    """
    first, last = view.phrase(head)
    if head in names.people and names.people[head] is not Who.UNSPECIFIED:
        return names.people[head]
    known = [names.people[i] for i in range(first, last) if i in names.people]
    for who in (Who.CHILDREN, Who.WOMEN, Who.CIVILIAN, Who.COMBATANT):
        if who in known:
            return who
    if any(view.lowers[i] == "civilian" for i in range(first, last)):
        return Who.CIVILIAN
    if view.lowers[head] in _OF_A_BODY and _is_armed(view, names, first, last):
        return Who.COMBATANT
    return _of_person(view, names, head, first)


def _is_armed(view: View, names: Names, first: int, last: int) -> bool:
    """Tell whether some words name a body that fights: "members of the third brigade"."""
    if any(view.lowers[at] in _ARMED for at in range(first, last)):
        return True
    bodies = (names.by_token[at].row.row for at in range(first, last) if at in names.by_token)
    return any(body.type is SpeakerType.PARTY for body in bodies)


def _of_person(view: View, names: Names, head: int, first: int) -> Who:
    """Say what a title or an apposition tells of a person: "Mrs", "a farm worker"."""
    if any(view.lowers[at] in _HER for at in range(first, head)):
        return Who.WOMEN
    beside = view.child(head, ("appos",))
    if beside is None or head in names.people or view.tag(head) not in ("NNP", "NNPS"):
        return Who.UNSPECIFIED
    if view.with_dep(beside, "conj") and view.child(beside, ("poss",)) is not None:
        return Who.UNSPECIFIED  # a list: "Hugo Salt, his wife and two guards"
    return names.people.get(beside, Who.UNSPECIFIED)


def with_others(view: View, found: list[Counted]) -> list[Counted]:
    """Give "two others" the group of the civilians or fighters counted before them.

    Args:
        view: The sentence.
        found: Its numbers, in the order of the text.

    Returns:
        The numbers; others of children or women may be anybody.
    """
    dealt: list[Counted] = []
    for counted in found:
        before = next((c for c in reversed(dealt) if c.part_of is None), None)
        words = view.lowers[counted.first : counted.last]
        more = counted.who is Who.UNSPECIFIED and not _OTHERS.isdisjoint(words)
        if more and before is not None and before.who in (Who.CIVILIAN, Who.COMBATANT):
            dealt.append(replace(counted, who=before.who, side=counted.side or before.side))
        else:
            dealt.append(counted)
    return dealt
