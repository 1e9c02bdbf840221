"""Give claims the day and the place of the lead above them, where they have none."""

from __future__ import annotations

from collections.abc import Sequence

from vaglio.extract._draft import Draft
from vaglio.extract._leads import Lead, Leads
from vaglio.model.claim import Kind, Place, Reality, Scope

_REAL = frozenset({Reality.HAPPENED, Reality.ONGOING, Reality.DENIED})
_OTHER_TIME = frozenset(
    "afterwards ago before earlier former formerly last later next once past previous previously "
    "prior recent recently since yet".split()
)
"""Words of a claim that set it in another time than the day of its item."""


def place_and_date(drafts: Sequence[Draft], leads: Leads) -> None:
    """Give each claim what the leads above it say, in the order of the text.

    Its own day and place always win. Behind a sentence that has a place of its
    own, the lead's is no longer given: the item has gone elsewhere.

    Args:
        drafts: The claims of one document.
        leads: Its leads.
    """
    if not (leads.own or leads.above):
        return
    gone: set[int] = set()
    for draft in sorted(drafts, key=lambda draft: (draft.view.index, draft.first)):
        paragraph = draft.view.sentence.paragraph
        reaching = leads.of(paragraph)
        if not reaching:
            continue
        if draft.where and not _are_of(draft.where, reaching):
            gone.add(paragraph)
        if draft.kind is Kind.STATEMENT or draft.reality not in _REAL:
            continue
        if draft.scope is Scope.PERIOD:
            continue
        if draft.when is None and _is_of_the_day(draft, reaching):
            _date(draft, reaching)
        if not draft.where and paragraph not in gone:
            _place(draft, reaching)


def _are_of(places: Sequence[Place], reaching: Sequence[Lead]) -> bool:
    """Tell whether the places of a claim are those of a lead."""
    told = {place.name for lead in reaching for place in lead.places}
    return all(place.name in told for place in places)


def _is_of_the_day(draft: Draft, reaching: Sequence[Lead]) -> bool:
    """Tell whether nothing sets a claim in another time than its item's."""
    view = draft.view
    told = [lead.date.when.span for lead in reaching if lead.date is not None]
    if any(mention.when.span not in told for mention in view.dates):
        return False
    return all(view.lowers[at] not in _OTHER_TIME for at in draft.tokens)


def _date(draft: Draft, reaching: Sequence[Lead]) -> None:
    """Give a claim the day of the nearest lead that has one."""
    for lead in reaching:
        if lead.date is None:
            continue
        when = lead.date.when
        draft.when = when
        draft.fire_above("date.lead", f"its item begins with “{when.text}”", words=when.span)
        goes_on = when.end is None and draft.kind is Kind.ACCESS
        if goes_on and draft.reality is Reality.HAPPENED:
            draft.reality = Reality.ONGOING
            draft.fire("reality.since", "it began then and no end is told")
        return


def _place(draft: Draft, reaching: Sequence[Lead]) -> None:
    """Give a claim the places of the nearest lead that has some."""
    for lead in reaching:
        if lead.places:
            draft.where = lead.places
            names = ", ".join(place.name for place in lead.places)
            draft.fire_above("place.lead", f"its item begins with {names}", words=lead.span)
            return
