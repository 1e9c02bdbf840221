"""Which of the places that a sentence names is the one of a verb, by learned weights."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from vaglio.codebook.event_places import weights
from vaglio.extract._places import PlaceMention
from vaglio.extract._view import View
from vaglio.model.claim import Place

_NEAR = (2, 4, 7, 12, 20)
_MOST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Path:
    """Hold the way through the grammar from a place to a verb."""

    ups: tuple[str, ...]
    """Dependencies from the place up to the word that is above both."""
    downs: tuple[str, ...]
    """Dependencies from the verb up to the same word, the verb's own first."""
    preposition: str
    """The preposition that the place hangs on; empty where there is none."""
    verbs: int
    """How many other verbs stand between on the place's side."""


def places_by_weight(view: View, verb: int, *, least: float) -> tuple[Place, ...]:
    """Give the likeliest place of what a verb tells of; none where none is likely enough.

    Args:
        view: The sentence.
        verb: The verb's token.
        least: How likely a place must be, 0 to 1.
    """
    table = weights()
    scored = [
        (sum(table.get(name, 0.0) for name in clues), at)
        for at, clues in enumerate(clues_of(view, verb))
    ]
    if not scored:
        return ()
    score, at = max(scored)
    return (view.places[at].place,) if 1 / (1 + math.exp(-score)) >= least else ()


def clues_of(view: View, verb: int) -> list[list[str]]:
    """Say what speaks for or against each place of a sentence as that of a verb.

    Args:
        view: The sentence, with its places.
        verb: The verb's token.
    """
    paths = [_path(view, verb, mention) for mention in view.places]
    own = [not path.downs and not path.verbs for path in paths]
    about = _about_verb(view, verb)
    found = []
    for at, (mention, path) in enumerate(zip(view.places, paths, strict=True)):
        clues = ["bias", *about, *_of_path(path, own=own[at])]
        clues += _of_order(view, verb, at, own)
        clues += _of_mention(view, mention)
        found.append(clues)
    return found


def _path(view: View, verb: int, mention: PlaceMention) -> _Path:
    """Walk from a place up to the first word that the verb hangs under too."""
    chain = [verb, *view.above(verb)]
    depth = {at: steps for steps, at in enumerate(chain)}
    at = _head(view, mention)
    ups: list[str] = []
    verbs, preposition = 0, ""
    while at not in depth:
        token = view.tokens[at]
        ups.append(token.dep)
        if token.head == at:
            break  # a sentence may hang on two roots
        if token.dep in ("pobj", "pcomp") and not preposition:
            preposition = view.lowers[token.head]
        verbs += at != mention.last - 1 and view.is_verb(at)
        at = token.head
    downs = tuple(view.tokens[i].dep for i in chain[: depth.get(at, len(chain))])
    return _Path(ups=tuple(ups), downs=downs, preposition=preposition, verbs=verbs)


def _head(view: View, mention: PlaceMention) -> int:
    """Give the word of a name on which the others hang."""
    for at in range(mention.last - 1, mention.first - 1, -1):
        if not mention.first <= view.tokens[at].head < mention.last or view.tokens[at].head == at:
            return at
    return mention.last - 1


def _of_path(path: _Path, *, own: bool) -> list[str]:
    """Name what the way through the grammar shows."""
    top = path.ups[-1] if path.ups else "self"
    first = path.ups[0] if path.ups else "self"
    below = path.downs[-1] if path.downs else "-"
    down = min(len(path.downs), _MOST)
    clues = [
        f"top {top}",
        f"first {first}",
        f"preposition {path.preposition or '-'}",
        f"verbs {min(path.verbs, 2)}",
        f"steps {min(len(path.ups), 6)}",
        f"down {down}",
        f"below {below}",
        f"way {below} {down} {min(path.verbs, 2)} {top}",
        f"shape {'>'.join(path.ups[-3:])} {down}",
    ]
    if own:
        clues += [f"own {top}", f"own {path.preposition or '-'} {top}"]
    return clues


def _of_order(view: View, verb: int, at: int, own: Sequence[bool]) -> list[str]:
    """Name what the order of the words shows."""
    mentions = view.places
    ways = [m.first - verb if m.first > verb else verb - (m.last - 1) for m in mentions]
    side = "after" if mentions[at].first > verb else "before"
    near = sum(ways[at] > limit for limit in _NEAR)
    order = sum(way < ways[at] for way in ways)
    clues = [
        side,
        f"{side} {near}",
        f"nearer {min(order, _MOST)}",
        f"places {min(len(mentions), 4)}",
        f"nearer {min(order, _MOST)} of {min(len(mentions), 4)}",
        "own" if own[at] else "other's" if any(own) else "nobody's",
        f"own before {sum(own[:at]) > 0} {own[at]}",
    ]
    if at and _inside(view, mentions[at - 1], mentions[at]):
        clues.append("holds the one before")
    if at + 1 < len(mentions) and _inside(view, mentions[at], mentions[at + 1]):
        clues.append("lies in the one after")
    return clues


def _inside(view: View, left: PlaceMention, right: PlaceMention) -> bool:
    """Tell whether only a comma, "in" or a few such words part two places."""
    gap = view.lowers[left.last : right.first]
    return 0 < len(gap) <= 4 and (gap[0] in (",", "(", "'s", "’s") or "in" in gap or "of" in gap)


def _of_mention(view: View, mention: PlaceMention) -> list[str]:
    """Name what the place's own words and neighbours show."""
    head = view.tokens[_head(view, mention)]
    before = view.tokens[mention.first - 1].text if mention.first else "-"
    after = view.tokens[mention.last].tag[:2] if mention.last < len(view) else "-"
    clues = [
        f"precision {mention.place.precision}",
        f"shown {mention.shown}",
        f"before {before}" if not before[0].isupper() else "before a capital",
        f"tag after {after}",
        f"tag {head.tag}",
    ]
    if head.dep in ("compound", "poss", "amod", "nmod"):
        clues.append(f"{head.dep} of {view.tokens[head.head].dep}")
        if view.tokens[head.head].text.islower():
            clues.append(f"modifies {view.lowers[head.head]}")
    if mention.capital_of or mention.state:
        clues.append("a state's" if mention.state else "a capital")
    return clues


def _about_verb(view: View, verb: int) -> list[str]:
    """Name what the verb itself shows: a thing told as done has a place, a plan has none."""
    token = view.tokens[verb]
    helpers = [view.lowers[i] for i in view.with_dep(verb, "aux", "auxpass", "neg", "mark")]
    return [
        f"verb tag {token.tag}",
        f"verb dep {token.dep}",
        f"verb {token.text}" if token.text.islower() else "verb with a capital",
        *(f"helper {word}" for word in helpers),
    ]
