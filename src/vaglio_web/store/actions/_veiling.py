"""Victims' names, found in what is to be published and covered where they stand.

A name is covered mark by mark, so that every offset stays true. What may be a
name is covered too: too much is put right by an editor, a name that got out
never.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vaglio.codebook import load_codebook
from vaglio.codebook.word_lists import english_words, given_names

COVER = "█"
"""What stands for each mark of a name."""
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_RUN = re.compile(
    r"[^\W\d_a-zß-ÿ][\w’'-]*(?:\s+(?:(?:al|bin|ibn|de|van|von|da|di|el|la)\s+)?[^\W\d_a-zß-ÿ][\w’'-]*)+"
)
"""Two or more words in a row that begin with a capital."""
_SHORTEST = 3
_LONGEST = 200
_CODES = frozenset(
    {"id", "schema", "kind", "type", "mode", "stance", "reality", "harm", "who", "scope"}
    | {"grade", "state", "precision", "about", "rule", "rules", "codebook", "reader", "actor"}
    | {"place", "report_id", "claim", "claims", "reports", "one", "other", "low_set_by"}
    | {"best_set_by", "high_set_by"}
)
"""Fields that hold ids or words of the contract, where they hold no fields of their own."""
_OFFICES = frozenset({"government", "institution", "party", "group", "media", "publisher"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Hold the names that are to be covered."""

    whole: frozenset[str]
    """Each name as it stands somewhere."""
    parts: frozenset[str]
    """Words of them that name somebody also when they stand alone."""
    shown: frozenset[str] = frozenset()
    """What is no victim's name, and stays as it is where no longer name holds it."""


def names_of_victims(
    bodies: Sequence[Mapping[str, Any]],
    *,
    uncounted: frozenset[tuple[str, int]],
    notes: Sequence[str] = (),
) -> Names:
    """Find the names of people harmed in the claims of an entry and its reports.

    Args:
        bodies: The claims' lines.
        uncounted: Claim and number of each toll in which people are named or
            told of one by one, and not counted.
        notes: What an editor says publicly beside it: people named there are taken for victims.
    """
    known = _known(bodies)
    named: set[str] = set()
    for body in bodies:
        named |= set(_from_tolls(body, uncounted))
        named |= {run for party in body["targets"] for run in _person(party)}
        named |= set(_beside(body, known))
    named |= {run for note in notes for run in _runs(note) if _may_be_a_victims(run, known)}
    named = {" ".join(name.split()) for name in named}  # however its lines are broken
    parts = {word for name in named for word in _WORD.findall(name) if _names_alone(word, known)}
    return Names(whole=frozenset(named), parts=frozenset(parts))


def marked_by_hand(names: Names, *, covered: Sequence[str], shown: Sequence[str]) -> Names:
    """Give the names that were found, as people put them right.

    Args:
        names: What was found.
        covered: Names that were missed.
        shown: Words that are no victim's name; what stands alone in no other name of
            the list is shown with them.
    """
    taken = {each.casefold() for each in shown}
    whole = {name for name in names.whole if name.casefold() not in taken}
    gone = {word for name in names.whole - whole for word in _WORD.findall(name)}
    left = {word for name in whole for word in _WORD.findall(name)}
    parts = {part for part in names.parts - (gone - left) if part.casefold() not in taken}
    for name in covered:
        words = _WORD.findall(name)
        is_written_so = any(word[0].isupper() for word in words)
        if len(words) > 1 or not is_written_so:
            whole.add(name)
        parts |= {word for word in words if len(word) >= _SHORTEST and _is_name(word)}
        parts |= {name} if len(words) == 1 and is_written_so else set()
    return Names(whole=frozenset(whole), parts=frozenset(parts), shown=frozenset(shown))


def may_be_marked(name: str) -> bool:
    """Tell whether words are written as a name is: with a capital, where there are any."""
    words = _WORD.findall(name)
    has_capitals = any(word[0].isupper() for word in words)
    is_cased = any(mark.lower() != mark.upper() for mark in name)
    return bool(words) and len(name) <= _LONGEST and (has_capitals or not is_cased)


def veiled(body: dict[str, Any], names: Names) -> dict[str, Any]:
    """Give what is to be published with every name covered, wherever it stands."""
    if not names.whole and not names.parts:
        return body
    covered: dict[str, Any] = _covered(body, _pattern(names), names)
    return covered


def _from_tolls(body: Mapping[str, Any], uncounted: frozenset[tuple[str, int]]) -> Iterator[str]:
    """Give the names that stand where a number would."""
    for at, toll in enumerate(body["tolls"]):
        quote = toll["quote"]
        yield from (run for run in _runs(quote) if not _is_actor(run))
        if (body["id"], at) not in uncounted:
            continue
        if quote.casefold() == quote == quote.upper():
            yield quote  # a script without capitals: the words as they stand
        yield from (word for word in _WORD.findall(quote) if _is_name(word))


def _person(party: Mapping[str, Any]) -> Iterator[str]:
    """Give the name of a target that is a single person."""
    if party["actor"] is None:
        yield from (run for run in _runs(party["name"]) if not _is_actor(run))


def _beside(body: Mapping[str, Any], known: frozenset[str]) -> Iterator[str]:
    """Give the names of people that stand beside a toll: "including Anna Belik"."""
    words = [body["quote"]] if body["tolls"] and not _is_headline(body["quote"]) else []
    if body["speaker"]["type"] not in _OFFICES:
        # "The mother of Anna Belik": who speaks is not veiled, who is spoken of is.
        words.append(body["speaker"]["name"].partition(" of ")[2])
    for run in (run for text in words for run in _runs(text)):
        if _may_be_a_victims(run, known):
            yield run


def _may_be_a_victims(run: str, known: frozenset[str]) -> bool:
    """Tell whether a run of capitalised words may name somebody harmed."""
    return run not in known and not _is_actor(run) and _is_of_a_person(run)


def _is_headline(text: str) -> bool:
    """Tell whether most words have a capital, which then says nothing of what is a name."""
    capital = [word[0].isupper() for word in text.split() if word[0].isalpha()]
    return sum(capital) * 3 > len(capital) * 2


def _is_of_a_person(run: str) -> bool:
    """Tell whether a run of capitalised words may name somebody."""
    words = [word.lower() for word in _WORD.findall(run)]
    return not given_names().isdisjoint(words) or english_words().isdisjoint(words)


def _runs(text: str) -> list[str]:
    """Give the runs of capitalised words, without titles and other words before them."""
    found = []
    for run in _RUN.findall(text):
        words = run.split()
        while words and not _is_name(words[0]) and words[0].lower() not in given_names():
            words.pop(0)
        if words:
            found.append(run[run.index(words[0]) :])
    return found


def _known(bodies: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Give the names that are no victim's: of places, of who speaks and who did it."""
    known: set[str] = set()
    for body in bodies:
        known |= {place["name"] for place in body["where"]}
        speaker = body["speaker"]["name"].partition(" of ")[0]
        known |= {speaker, *_runs(speaker)}
        parties = [*body["actors"], *body["mediators"]]
        known |= {run for party in parties for run in (party["name"], *_runs(party["name"]))}
    return frozenset(known)


def _is_name(word: str) -> bool:
    """Tell whether a word may be part of a person's name."""
    plain = word.strip("’'").removesuffix("’s").removesuffix("'s")
    if not plain[:1].isupper() or _is_actor(plain):
        return False
    return plain.lower() in given_names() or plain.lower() not in english_words()


def _is_actor(words: str) -> bool:
    """Tell whether the codebook knows words as an actor's name."""
    hit = load_codebook().actor_names.at(words.split(), 0) if words.split() else None
    return hit is not None and hit[1] == len(words.split())


def _names_alone(word: str, known: frozenset[str]) -> bool:
    """Tell whether one word of a name gives it away where it stands alone."""
    others = {part for name in known for part in name.split()}
    return len(word) >= _SHORTEST and _is_name(word) and word not in others


def _pattern(names: Names) -> re.Pattern[str]:
    """Make what finds the names: whole ones however they are set, parts as they are spelt."""
    parts = sorted(map(re.escape, names.parts), key=len, reverse=True)
    alone = [rf"(?:{'|'.join(each)})" for each in (parts, [p.upper() for p in parts]) if each]
    whole = [rf"(?i:{_however_set(names.whole)})"] if names.whole else []
    shown = [rf"(?P<shown>(?i:\b(?:{_however_set(names.shown)})\b))"] if names.shown else []
    return re.compile("|".join([*whole, *shown, *(rf"\b{each}\b" for each in alone)]))


def _however_set(names: Iterable[str]) -> str:
    """Make what finds names, the longest first, whatever space is between their words."""
    longest_first = sorted(names, key=len, reverse=True)
    return "|".join(
        _beginning(name) + r"\s+".join(map(re.escape, name.split())) for name in longest_first
    )


def _beginning(name: str) -> str:
    """Ask for the beginning of a word, where the script has capitals: civilian names no Ian."""
    return r"(?<!\w)" if name.lower() != name.upper() else ""


def _covered(value: Any, pattern: re.Pattern[str], names: Names) -> Any:  # noqa: ANN401
    """Cover names in every text of a line; an address that spells one is left out."""
    if isinstance(value, str):
        return pattern.sub(_cover, value)
    if isinstance(value, list):
        return [_covered(each, pattern, names) for each in value]
    if isinstance(value, dict):
        return {name: _covered_field(name, each, pattern, names) for name, each in value.items()}
    return value


def _cover(found: re.Match[str]) -> str:
    """Cover what was found mark by mark, unless it is to be shown."""
    return found.group() if found.lastgroup == "shown" else re.sub(r"\S", COVER, found.group())


def _covered_field(name: str, value: Any, pattern: re.Pattern[str], names: Names) -> Any:  # noqa: ANN401
    """Cover names in one field of a line; a code is no text, whatever it spells."""
    if name in _CODES and not _holds_fields(value):
        return value
    if name == "url" and value and _spells(value, names):
        return None
    return _covered(value, pattern, names)


def _holds_fields(value: object) -> bool:
    """Tell whether a value has fields of its own, or is a list of what has."""
    values = value if isinstance(value, list) else [value]
    return any(isinstance(each, dict) for each in values)


@functools.lru_cache(maxsize=64)
def _folded(names: Names) -> frozenset[str]:
    """Give the parts of names as an address spells them."""
    spelt = (*names.whole, *names.parts)
    return frozenset(word.lower() for name in spelt for word in _WORD.findall(name))


def _spells(address: str, names: Names) -> bool:
    """Tell whether an address spells a name."""
    words = set(re.split(r"[\W_]+", address.lower()))
    return not words.isdisjoint({w for w in _folded(names) if len(w) >= _SHORTEST})
