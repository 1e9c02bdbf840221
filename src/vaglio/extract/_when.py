"""When a thing happened: the date of a claim's own words, or of the clause above them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import replace

from vaglio.codebook.rows import Counts
from vaglio.extract._background import background_of, is_comparison, is_too_few
from vaglio.extract._counted import Counted
from vaglio.extract._date_types import DateMention, DatePrecision, Edge
from vaglio.extract._happenings import Happenings
from vaglio.extract._numbers import find_quantities
from vaglio.extract._one_act import in_one_act
from vaglio.extract._running_counts import adds_up
from vaglio.extract._view import View
from vaglio.model.claim import Scope, When

_RAID = 20
"""Fewer than this are killed in one raid as a rule; more in a month are a month's total."""

_CHANGED = ("ris", "rose", "climb", "rais", "revis", "lower", "increas", "reduc", "grow", "grew")
"""How verbs begin that change a count."""


def date_of(
    view: View, *, head: int | None, tokens: Collection[int]
) -> tuple[DateMention, str] | None:
    """Give the date of a claim: in its own words, nearest to its head.

    Returns:
        The mention and the rule, or None where the claim gives no date.
    """
    inside = [
        mention
        for mention in view.dates
        if any(at in tokens for at in range(mention.first, mention.last))
        and mention.is_known
        and not _only_ranks(view, head, mention)
    ]
    of_counted = _of_the_counted(view, tokens, inside)
    inside = of_counted or inside
    if inside:
        chosen = min(inside, key=lambda mention: _distance(view, head, mention))
        if _under_since(view, chosen):
            opened = replace(chosen.when, start=chosen.when.start or chosen.when.end, end=None)
            return replace(chosen, when=opened, edge=Edge.SINCE), "date.since-clause"
        if not of_counted and _tells_a_change(view, tokens, chosen):
            return replace(chosen, when=before_main(chosen), edge=Edge.BY), "date.of-the-count"
        return chosen, "date.clause"
    return None


def _of_the_counted(
    view: View, tokens: Collection[int], mentions: Sequence[DateMention]
) -> list[DateMention]:
    """Give the dates of what a toll is of: "on Friday the toll of Tuesday's raid rose to 13"."""
    counts = [
        at
        for hit in view.harms
        if Counts.FIGURE in hit.row.counts and hit.first in tokens
        for at in (hit.first, hit.last - 1)
        if view.is_noun(at)
    ]
    return [m for m in mentions if any(view.is_under(_anchor(view, m), at) for at in counts)]


def _tells_a_change(view: View, tokens: Collection[int], mention: DateMention) -> bool:
    """Tell whether a day is that of a count and not of the deed: "rose to 14 on Monday"."""
    verb = view.clause_of(_anchor(view, mention))
    if mention.precision is not DatePrecision.DAY or mention.edge is not Edge.ON:
        return False
    if not view.lowers[verb].startswith(_CHANGED) or verb not in tokens:
        return False
    counts = [h for h in view.harms if Counts.FIGURE in h.row.counts and h.first in tokens]
    return any(view.tokens[at].head == verb for hit in counts for at in (hit.first, hit.last - 1))


def _only_ranks(view: View, head: int | None, mention: DateMention) -> bool:
    """Tell whether a date dates no event but a comparison: "the deadliest since 2019"."""
    near = mention.precision in (DatePrecision.DAY, DatePrecision.DAYS)
    if near and mention.edge is not Edge.SINCE:
        return False
    return is_comparison(view, _anchor(view, mention)) or _only_sums(view, head, mention)


def _only_sums(view: View, head: int | None, mention: DateMention) -> bool:
    """Tell whether a date stands in "bringing to 87 the number of those killed this year"."""
    for at in view.above(mention.first):
        if view.lowers[at] in ("bringing", "taking", "raising", "pushing", "lifting"):
            own = head is not None and view.is_under(head, at)
            return not own and view.tokens[at].dep in ("advcl", "xcomp", "acl", "conj")
    return False


def date_of_antecedent(view: View, head: int) -> tuple[DateMention, str] | None:
    """Give the date of the noun that a relative clause tells of: "a 2013 siege that left"."""
    noun = view.tokens[head].head
    if view.tokens[head].dep not in ("relcl", "acl") or noun == head:
        return None
    near = frozenset(view.subtree(noun, without=[head]))
    for mention in view.dates:
        if mention.is_known and (mention.first in near or mention.first <= noun < mention.last):
            return mention, "date.antecedent"
    return None


def _under_since(view: View, mention: DateMention) -> bool:
    """Tell whether a date stands in a clause that begins with "since"."""
    at = _anchor(view, mention)
    whole_days = mention.precision is not DatePrecision.DAY
    return any(
        (whole_days and view.lowers[i] == "since" and view.tokens[i].dep == "prep")
        or any(view.lowers[m] == "since" for m in view.with_dep(i, "mark"))
        for i in (at, *view.above(at))
    )


def date_above(view: View, head: int) -> tuple[DateMention, str] | None:
    """Give the date of the clause above: the main clause's date covers what hangs on it."""
    top = head
    for at in view.above(head):
        top = at
    for mention in view.dates:
        at = _anchor(view, mention)
        if mention.is_known and view.clause_of(at) == view.clause_of(top):
            return mention, "date.main-clause"
    return None


def _anchor(view: View, mention: DateMention) -> int:
    """Give the token of a date that hangs highest in the parse."""
    inside = range(mention.first, mention.last)
    return next((i for i in inside if view.tokens[i].head not in inside), mention.first)


def _distance(view: View, head: int | None, mention: DateMention) -> tuple[int, int]:
    """Count how far a date hangs from a claim's head: by the parse, then by words."""
    if head is None:
        return 0, mention.first
    at = _anchor(view, mention)
    steps = 0
    while at != head and view.tokens[at].head != at:
        at = view.tokens[at].head
        steps += 1
    return (steps if at == head else 20), abs(mention.first - head)


def said_on(view: View, cue: tuple[int, int], *, told: Collection[int]) -> dt.date | None:
    """Give the one day on which something was said: "on 2 May police said"; None if untold.

    A day among the words that are told is that of what happened.
    """
    for mention in view.dates:
        one_day = mention.precision is DatePrecision.DAY and mention.edge is Edge.ON
        if not one_day or mention.when.start != mention.when.end:
            continue
        above = view.tokens[_anchor(view, mention)].head
        if view.tokens[above].dep == "prep":
            above = view.tokens[above].head
        if view.tokens[above].dep in ("nsubj", "nsubjpass"):
            above = view.tokens[above].head
        if cue[0] <= above < cue[1] and mention.first not in told:
            return mention.when.start
    return None


def before_main(mention: DateMention) -> When:
    """Turn the main clause's date into the last day of what came before it."""
    when = mention.when
    return replace(when, start=None, end=when.end or when.start)


def after_main(mention: DateMention) -> When:
    """Turn the main clause's date into the first day of what comes after it."""
    when = mention.when
    return replace(when, start=when.start or when.end, end=None)


def reach_of(
    view: View,
    head: int | None,
    mention: DateMention | None,
    inside: Sequence[Counted],
    happenings: Happenings,
) -> tuple[Scope, str]:
    """Tell the toll of one incident from a total; one or two people are none.

    Returns:
        How far the numbers reach, and the rule that made them a total; empty
        where none did.
    """
    scope = scope_of(view, head, mention, happenings)
    rule = background_of(view, head, mention, inside)
    if rule == "scope.day" and is_too_few(view, inside):
        return Scope.INCIDENT, ""
    if rule is None and scope is Scope.PERIOD and is_too_few(view, inside):
        return Scope.INCIDENT, ""
    if rule is not None and not is_too_few(view, inside, most=1):
        return Scope.PERIOD, rule
    return scope, ""


def scope_of(
    view: View, head: int | None, mention: DateMention | None, happenings: Happenings
) -> Scope:
    """Tell a total over a stretch of time from the toll of one incident."""
    phrases = view.codebook.period_words.find(view.lowers)
    if any(not _is_elsewhere(view, head, hit.first) for hit in phrases):
        return Scope.PERIOD
    one_day = mention is not None and mention.precision is DatePrecision.DAY
    if head is not None and not one_day and _sums_up(view, head, happenings):
        return Scope.PERIOD
    if head is not None and _goes_on_since(view, head):
        return Scope.PERIOD
    if mention is None or (one_day and mention.edge is Edge.BY):
        return Scope.INCIDENT  # "had received 14 bodies by Sunday"
    when = mention.when
    if mention.duration:
        return Scope.PERIOD
    if mention.edge is Edge.SINCE and mention.precision is not DatePrecision.DAY:
        return Scope.PERIOD
    if mention.edge is Edge.BETWEEN and _days(when) > 2:
        return Scope.PERIOD
    if mention.edge in (Edge.SINCE, Edge.DURING) and 31 >= _days(when) > 2:
        month = mention.precision is DatePrecision.MONTH
        one = month and (_is_one_event(view, head, happenings) or _is_done_by(view, head))
        return Scope.INCIDENT if one or in_one_act(view, head) else Scope.PERIOD
    if mention.precision in (DatePrecision.YEAR, DatePrecision.LONGER, DatePrecision.SEASON):
        return Scope.INCIDENT if _is_one_event(view, head, happenings) else Scope.PERIOD
    return Scope.PERIOD if _days(when) > 31 else Scope.INCIDENT


def _is_elsewhere(view: View, head: int | None, at: int) -> bool:
    """Tell whether words of a period only rank an event, or belong to a count beside it."""
    if is_comparison(view, at):
        return True
    added = [above for above in view.above(at) if adds_up(view, above)]
    return bool(added) and head is not None and not view.is_under(head, added[0])


def _is_one_event(view: View, head: int | None, happenings: Happenings) -> bool:
    """Tell whether one event is the subject: "in 2014 a massacre left 36 dead"."""
    subject = view.subject(head) if head is not None and view.is_verb(head) else None
    if subject is None or view.tag(subject) != "NN":
        return False
    weapon = any(hit.last - 1 == subject and hit.row.thing == "weapon" for hit in view.things)
    return weapon or any(hit.last - 1 == subject for hit in happenings.hits)


def _is_done_by(view: View, head: int | None) -> bool:
    """Tell whether people did it to so many as die at once: "in March gunmen killed eight"."""
    doer = view.child(head, ("nsubj",)) if head is not None else None
    harmed = view.child(head, ("dobj",)) if head is not None else None
    if doer is None or harmed is None or view.tag(doer) != "NNS":
        return False
    few = [q for q in find_quantities(view) if view.is_under(q.first, harmed)]
    return any(hit.last - 1 == doer for hit in view.groups) and all(
        q.high is not None and q.high < _RAID for q in few
    )


def _sums_up(view: View, head: int, happenings: Happenings) -> bool:
    """Tell whether the harm was done by a war or by several attacks: "18 attacks left ..."."""
    subject = view.subject(head) if view.is_verb(head) else None
    if subject is None:
        return False
    if view.lowers[subject] in ("which", "that") and view.tokens[head].dep == "relcl":
        subject = view.tokens[head].head
    if any(hit.last - 1 == subject and hit.row.thing == "war" for hit in view.things):
        return True
    several = view.child(subject, ("nummod",)) is not None or any(
        view.lowers[i] in ("these", "all", "such") for i in view.with_dep(subject, "det")
    )
    thing = any(
        hit.last - 1 == subject and hit.row.thing in ("weapon", "vehicle") for hit in view.things
    )
    harm = any(hit.last - 1 == subject for hit in view.harms)
    event = any(hit.last - 1 == subject for hit in happenings.hits)
    return several and event and not thing and not harm and view.tag(subject) == "NNS"


def _goes_on_since(view: View, head: int) -> bool:
    """Tell whether a clause sums up a war told before: "the war since 1984, which has killed"."""
    subject = view.subject(head) if view.is_verb(head) else None
    relative = view.child(head, ("nsubj",))
    if subject is None or relative is None or view.lowers[relative] != "which":
        return False
    perfect = any(view.lowers[at] in ("has", "have") for at in view.with_dep(head, "aux"))
    war = any(hit.row.thing == "war" and hit.last <= relative for hit in view.things)
    since = any(m.edge is Edge.SINCE and m.last <= relative for m in view.dates)
    return perfect and (war or since)


def _days(when: When) -> int:
    """Count the days that a date covers; an open end counts as many."""
    if when.start is None or when.end is None:
        return 99
    return (when.end - when.start).days + 1
