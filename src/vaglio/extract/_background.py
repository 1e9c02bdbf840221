"""Totals that belong to no one incident: a war's toll, a year's, that of an earlier attack."""

from __future__ import annotations

from collections.abc import Sequence

from vaglio.codebook.rows import Part
from vaglio.extract._counted import Counted
from vaglio.extract._date_types import DateMention, DatePrecision, Edge
from vaglio.extract._day_counts import counts_a_day
from vaglio.extract._running_counts import is_running
from vaglio.extract._view import View
from vaglio.model.claim import Harm

_THOUSAND = 1000
_UNITS = ("day", "week", "month", "year", "decade", "century", "centurie")
_LONG_UNITS = ("days", "week", "month", "year", "decade")
_EARLIER = frozenset({"previous", "earlier", "prior", "past", "last", "similar", "preceding"})
_MEMORIES = ("anniversar", "commemorat", "memorial", "remember", "recall")
_BATTLES = (Harm.KILLED, Harm.INJURED, Harm.CASUALTIES)
_APART = frozenset({"separate", "various", "different", "unrelated"})
_PERFECT = frozenset({"has", "have", "had", "’ve", "'ve"})


def background_of(
    view: View, head: int | None, mention: DateMention | None, inside: Sequence[Counted]
) -> str | None:
    """Give the rule by which tolls belong to no one incident; None where they may.

    `head` is the head of the claim, `mention` its date and `inside` its tolls.
    """
    if not inside or head is None:
        return None
    whatever = _whatever_the_day(view, head, inside)
    if whatever is not None:
        return whatever
    if mention is not None and mention.precision is DatePrecision.DAY:
        if mention.edge is not Edge.SINCE:
            return None
    harm = inside[0].harm_at
    chain = _chain(view, harm, head)
    if _is_since(view, chain, mention):
        return "scope.since"
    if _is_earlier(view, chain):
        return "scope.earlier"
    if _is_length(view, chain) or _is_long_fight(view, head):
        return "scope.length"
    if _counts_acts(view, inside) or _in_several(view, chain):
        return "scope.several"
    if mention is None and _is_long_sum(view, chain, inside):
        return "scope.thousands"
    return None


def _whatever_the_day(view: View, head: int, inside: Sequence[Counted]) -> str | None:
    """Give the rule by which tolls are of several things though a day is told; None if not."""
    if is_running(view, head):
        return "scope.running-count"
    if counts_a_day(view, head):
        return "scope.day"
    if _in_separate(view, _chain(view, inside[0].harm_at, head)):
        return "scope.several"
    return None


def is_too_few(view: View, inside: Sequence[Counted], *, most: int = 2) -> bool:
    """Tell whether so few are counted that it is no total: "last year her son was killed"."""
    few = all(c.quantity.high in range(1, most + 1) for c in inside)
    return few and not view.codebook.period_words.find(view.lowers)


def _chain(view: View, harm: int, head: int) -> list[int]:
    """List the tokens from a word of harm up to the head of the claim."""
    chain = [harm]
    if harm != head:
        for at in view.above(harm):
            chain.append(at)
            if at == head:
                break
    return chain


def _is_since(view: View, chain: Sequence[int], mention: DateMention | None) -> bool:
    """Tell whether "since ..." gives the beginning of the count: not of a comparison."""
    if mention is not None and mention.precision is DatePrecision.DAY:
        return False
    for at in chain:
        for child in view.children[at]:
            token = view.tokens[child]
            since = child if token.lower == "since" else _mark(view, child)
            if since is not None and not is_comparison(view, since):
                day = any(m.first <= since < m.last for m in view.dates)
                days = [m for m in view.dates if m.first <= since < m.last]
                if not day or days[0].precision is not DatePrecision.DAY:
                    return True
    return False


def _mark(view: View, clause: int) -> int | None:
    """Give the "since" that begins a clause; None where another word does."""
    if view.tokens[clause].dep != "advcl":
        return None
    return next((m for m in view.with_dep(clause, "mark") if view.lowers[m] == "since"), None)


def is_comparison(view: View, at: int) -> bool:
    """Tell whether words only rank an event: "the deadliest since", "the third this year"."""
    ranks = ("JJS", "RBS")
    for above in (at, *view.above(at)):
        if view.tag(above) in ranks:
            return True
        if view.is_noun(above):
            before = range(max(0, above - 6), above)
            children = view.children[above]
            if any(view.tag(i) in ranks or view.lowers[i] in _ORDINALS for i in children):
                return True
            if any(view.tag(i) in ranks and view.is_under(i, above) for i in before):
                return True
        if view.is_verb(above):
            return False
    return False


_ORDINALS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth latest".split()
)


def _is_earlier(view: View, chain: Sequence[int]) -> bool:
    """Tell whether the harm was done by an earlier event, or by one that is remembered."""
    for at in chain:
        doer = view.subject(at) if view.is_verb(at) else at
        if doer is not None and view.lowers[doer] in ("which", "that", "who"):
            doer = view.tokens[at].head
        if doer is None or not (view.is_noun(doer) or view.tag(doer) == "CD"):
            continue
        if doer not in chain or doer == at:
            modifiers = {view.lowers[i] for i in view.with_dep(doer, "amod")}
            if modifiers & _EARLIER and not _is_dated(view, doer):
                return True
        words = [doer, *list(view.above(doer))[:3]]
        if any(view.lowers[i].startswith(_MEMORIES) for i in words):
            return True
    return False


def _is_dated(view: View, noun: int) -> bool:
    """Tell whether "last" is part of a date: "last week's attack"."""
    return any(m.first <= i < m.last for i in view.children[noun] for m in view.dates)


def _is_length(view: View, chain: Sequence[int]) -> bool:
    """Tell whether years or a war did it: "decades of fighting have cost", "over two decades"."""
    wars = {hit.last - 1 for hit in view.things if hit.row.thing == "war"}
    for at in chain:
        if not view.is_verb(at):
            below = [i for p in view.with_dep(at, "prep") for i in view.with_dep(p, "pobj")]
            if "toll" in view.lowers[at] and wars & {
                i for i in below if view.lowers[i - 1] != "in"
            }:
                return True
            continue
        subject = view.subject(at)
        if subject is not None and view.tag(subject) == "NNS":
            if view.lowers[subject].startswith(_UNITS) and view.with_dep(subject, "prep"):
                return True
        for prep in view.with_dep(at, "prep"):
            inner = view.child(prep, ("pobj",))
            if view.lowers[prep] not in ("in", "over", "during", "within") or inner is None:
                continue
            if view.lowers[inner].startswith(("month", "year", "decade", "centur")):
                if view.tag(inner) != "NN" or view.child(inner, ("det",)) is not None:
                    return True
    return False


def _is_long_fight(view: View, head: int) -> bool:
    """Tell whether a fight of days or weeks did it: "killed in the week-long attack"."""
    fights = {hit.last - 1 for hit in view.events if hit.row.type == "ASSAULT"}
    fights |= {hit.last - 1 for hit in view.things if hit.row.thing == "war"}
    for at in view.subtree(head):
        long = view.lowers[at] == "long" and view.lowers[at - 1] == "-"
        unit = view.lowers[at - 2] if long and at >= 2 else view.lowers[at].removesuffix("long")
        if (long or unit != view.lowers[at]) and unit.startswith(_LONG_UNITS):
            if any(above in fights for above in view.above(at)):
                return True
    return False


def _counts_acts(view: View, inside: Sequence[Counted]) -> bool:
    """Tell whether acts are counted and not people: "61 murders" are many incidents."""
    whole = inside[0]
    at = whole.harm_at
    rows = [hit.row for hit in view.harms if hit.last - 1 == at and hit.row.part is Part.NOUN]
    acts = ("killing", "murder", "homicide", "assassination", "lynching", "execution")
    many = (whole.quantity.low or whole.quantity.best or 0) > 2
    return (
        many
        and view.tag(at) == "NNS"
        and any(row.word.endswith(acts) for row in rows)
        and view.child(at, ("nummod",)) is not None
    )


def _in_several(view: View, chain: Sequence[int]) -> bool:
    """Tell whether several incidents are summed: "killed in 54 attacks"."""
    for at in chain:
        for prep in view.with_dep(at, "prep"):
            inner = view.child(prep, ("pobj",))
            if inner is None or view.lowers[prep] not in ("in", "across", "from", "during"):
                continue
            number = view.child(inner, ("nummod",))
            event = any(hit.last - 1 == inner for hit in view.events)
            if number is not None and view.tag(inner) == "NNS":
                if event or view.lowers[inner] in ("incidents", "events", "operations"):
                    return view.lowers[number] not in ("two", "2")
    return False


def _in_separate(view: View, chain: Sequence[int]) -> bool:
    """Tell whether attacks that are told apart are summed: "killed in separate attacks"."""
    for at in chain:
        for prep in view.with_dep(at, "prep", "agent"):
            inner = view.child(prep, ("pobj",))
            if inner is None or view.tag(inner) != "NNS":
                continue
            if any(view.lowers[i] in _APART for i in view.with_dep(inner, "amod")):
                if (
                    any(hit.last - 1 == inner for hit in view.events)
                    or "incid" in view.lowers[inner]
                ):
                    return True
    return False


def _is_long_sum(view: View, chain: Sequence[int], inside: Sequence[Counted]) -> bool:
    """Tell whether thousands were killed and no one event is named that did it."""
    whole = inside[0]
    if whole.harm not in _BATTLES or (whole.quantity.low or whole.quantity.best or 0) < _THOUSAND:
        return False
    for at in chain:
        subject = view.subject(at) if view.is_verb(at) else None
        if subject is not None and view.tag(subject) == "NN":
            if any(hit.last - 1 == subject for hit in view.events):
                return False
    return any(view.lowers[i] in _PERFECT for at in chain for i in view.with_dep(at, "aux"))
