"""Add names that no gazetteer has, where the words beside them make them places."""

from __future__ import annotations

from collections.abc import Collection

from vaglio.codebook.gazetteer import ARTICLES, normalise
from vaglio.codebook.word_lists import given_names
from vaglio.extract._place_beside import strongly_placed
from vaglio.extract._place_candidates import Sort
from vaglio.extract._place_found import Found, Line
from vaglio.extract._place_names import PlaceNames
from vaglio.extract._place_words import (
    ADJOINING,
    BODIES,
    FEATURES,
    HEADS,
    JOINERS,
    LINKS,
    LOCATIVES,
    NAMING,
    NOT_PLACES,
    PERSON_HEADS,
    STREETS,
    TITLES,
    UNLISTED,
    Effect,
    common_words,
)

LARGE = 100_000
SMALL = 2_000
INNER_MARKS = frozenset(["-", "–", "'", "’", ".", "&", "‘", "`"]) | {"'s", "’s"}


def add_unlisted(line: Line, text: str, found: list[Found]) -> None:
    """Add names that no gazetteer has, where a feature word makes them places."""
    if line.headline or line.shouted:
        return
    tokens = line.tokens
    taken = {at for hit in found for at in range(hit.first, hit.last)}
    for at, token in enumerate(tokens):
        if token.lower not in UNLISTED or at in taken:
            continue
        first, last = _name_before(line, at, taken)
        if first == last:
            first, last = _name_after(line, at, taken)
        if first == last or (first == 0 and last == 1) or not line.capital[last - 1]:
            continue
        joined = first < at and (token.lower in NAMING or line.capital[at])
        found.append(
            Found(
                sentence=line.index,
                first=first,
                last=at + 1 if joined else last,
                core_last=last,
                key=normalise(text[tokens[first].start : tokens[last - 1].end]),
                candidates=(),
                effect=FEATURES[token.lower],
                evidence=2,
            )
        )


def _name_before(line: Line, at: int, taken: set[int]) -> tuple[int, int]:
    """Find the unknown name before a feature word: "Marsk camp"."""
    last = at
    while last > 0 and line.tokens[last - 1].lower in ADJOINING:
        last -= 1
    first = last
    while first > 0 and first - 1 not in taken and _part_of_name(line, first - 1):
        first -= 1
    return _trimmed(line, first, last)


def _name_after(line: Line, at: int, taken: set[int]) -> tuple[int, int]:
    """Find the unknown name after a feature word: "the village of Marsk"."""
    if at + 2 >= len(line.tokens) or line.tokens[at + 1].lower != "of":
        return at, at
    first = last = at + 2
    while last < len(line.tokens) and last not in taken and _part_of_name(line, last):
        last += 1
    return _trimmed(line, first, last)


def _trimmed(line: Line, first: int, last: int) -> tuple[int, int]:
    """Leave out what no name begins or ends with."""
    tokens = line.tokens
    while first < last and not line.capital[first] and tokens[first].lower not in ARTICLES:
        first += 1
    while last > first and tokens[last - 1].text in INNER_MARKS:
        last -= 1
    return first, last


def add_guesses(line: Line, text: str, found: list[Found], names: PlaceNames) -> None:
    """Add unknown names where the words before them are those before a place."""
    if line.headline or line.shouted:
        return
    tokens = line.tokens
    taken = {at for hit in found for at in range(hit.first, hit.last)}
    ends: set[int] = {hit.last for hit in found if strongly_placed(line, hit.first)}
    unsure = {hit.first: hit for hit in found if hit.guess}
    for at in range(1, len(tokens)):
        if at in unsure and _continues(line, at, ends):
            unsure[at].guess, unsure[at].evidence = False, 2
            ends.add(unsure[at].last)
        if at in taken or not line.capital[at]:
            continue
        strong = strongly_placed(line, at) or _continues(line, at, ends)
        if not strong and tokens[at - 1].lower not in LOCATIVES:
            continue
        last = _run_end(line, at, names)
        begins = _goes_on(line, at, names) or tokens[at].lower in HEADS
        if not begins or not taken.isdisjoint(range(at, last)):
            continue
        guess = _guess(line, at, last, text)
        if guess.key in names.single_bodies or guess.key in names.bodies:
            continue
        guess.guess = not strong
        guess.evidence = 2 * strong
        found.append(guess)
        taken |= set(range(at, last))
        if strong:
            ends.add(last)


def add_echoes(line: Line, text: str, found: list[Found], known: Collection[str]) -> None:
    """Add unknown names that other sentences of the document show to be places'."""
    taken = {at for hit in found for at in range(hit.first, hit.last)}
    firsts = {key.partition(" ")[0] for key in known}
    for at, token in enumerate(line.tokens):
        if not line.capital[at] or at in taken or normalise(token.text) not in firsts:
            continue
        for last in range(min(len(line.tokens), at + 8), at, -1):
            key = normalise(text[token.start : line.tokens[last - 1].end])
            if key in known and line.tokens[last - 1].text not in INNER_MARKS:
                found.append(_guess(line, at, last, text))
                found[-1].guess = False
                break
    found.sort(key=lambda hit: hit.first)


def _guess(line: Line, first: int, last: int, text: str) -> Found:
    """Make a mention of a name that nothing is known of."""
    return Found(
        sentence=line.index,
        first=first,
        last=last,
        core_last=last,
        key=normalise(text[line.tokens[first].start : line.tokens[last - 1].end]),
        candidates=(),
        guess=True,
        shouted=line.shouted,
        headline=line.headline,
    )


def _continues(line: Line, at: int, ends: Collection[int]) -> bool:
    """Tell whether a name is joined by commas or "and" to a place's name."""
    back = at - 1
    while back > 0 and line.tokens[back].lower in JOINERS and at - back < 3:
        back -= 1
    return back + 1 < at and back + 1 in ends


def whole_name(
    line: Line, at: int, text: str, hit: Found | None, names: PlaceNames
) -> Found | None:
    """See whether a name goes on past what is known of it: then it is another's.

    "Marsk" may be a town, but that says nothing of "Marsk Alta" or "Marsk-Velo".
    """
    head = line.tokens[at].lower in HEADS or line.tokens[at].lower in ARTICLES
    if hit is None and not head:
        return None
    if hit is not None and not head and _ends_there(hit, line, names):
        return hit
    begin = at if hit is None else hit.last - 1
    end = _run_end(line, begin, names)
    if end <= (hit.last if hit else at + 1):
        return None if head and (hit is None or hit.last == at + 1) else hit
    if hit is not None and not head and _others_name(line, hit.last, end, text, names):
        return hit
    whole = _guess(line, at, end, text)
    # "Puerto" and "Novo" begin names of places only; "Abu" begins names of people too.
    whole.guess = not head or line.tokens[at].lower in ARTICLES | PERSON_HEADS
    whole.evidence = 2 * (not whole.guess)
    return whole


def _ends_there(hit: Found, line: Line, names: PlaceNames) -> bool:
    """Tell whether what follows a name cannot belong to it."""
    # A last name follows a first name, and a body's name "US" or "Marsk County".
    last = line.tokens[hit.last - 1].lower
    named = hit.key in given_names() or hit.key in names.acronyms or last in FEATURES
    return named or line.shouted or line.headline


def _others_name(line: Line, at: int, end: int, text: str, names: PlaceNames) -> bool:
    """Tell whether the words after a name are a name of their own, or make a body's name.

    "The Marsk-Velia road", "the Marsk Civil Council".
    """
    after = line.tokens[end].lower if end < len(line.tokens) else ""
    if after in NOT_PLACES or (after in BODIES and after not in FEATURES):
        return True
    hyphen = line.tokens[at].text == "-"
    first = at + hyphen
    if not hyphen and normalise(line.tokens[first].text) in given_names():
        return True
    key = normalise(text[line.tokens[first].start : line.tokens[end - 1].end])
    if hyphen and key in names.common:
        return False
    least = SMALL if hyphen else LARGE
    return any(c.sort is not Sort.TOWN or c.population >= least for c in names.candidates(key))


def as_longer_name(hit: Found, line: Line, text: str, names: PlaceNames) -> None:
    """Forget where a name is that is only a part of the name of something else.

    "Velia Hospital" may stand in the town of that name, but that called after a
    river or a country may stand anywhere; and the town of Price is no "Price Village".
    """
    if hit.last == hit.core_last or not (_is_facility(hit, line) or _is_plain(hit, line, names)):
        return
    hit.key = normalise(text[line.tokens[hit.first].start : line.tokens[hit.last - 1].end])
    hit.core_last, hit.candidates = hit.last, ()
    hit.evidence = max(hit.evidence, 2)


def _is_facility(hit: Found, line: Line) -> bool:
    """Tell whether a hospital, bridge or camp is called after what is no town."""
    if hit.effect not in (Effect.SITE, Effect.ROUTE):
        return False
    sorts = {c.sort for c in hit.candidates}
    return Sort.TOWN not in sorts and (line.capital[hit.last - 1] or sorts == {Sort.ROUTE})


def _is_plain(hit: Found, line: Line, names: PlaceNames) -> bool:
    """Tell whether a small town's name is an ordinary word: "Price Village", "Rose Town"."""
    if hit.effect is not Effect.TOWN or not line.capital[hit.last - 1] or line.shouted:
        return False
    people = max((c.population for c in hit.candidates), default=LARGE)
    return hit.key in names.common and people < LARGE


def _run_end(line: Line, at: int, names: PlaceNames) -> int:
    """Say where the capitalised words that begin at a word stop being one name."""
    tokens, end = line.tokens, at + 1
    if line.shouted or line.headline:
        return end
    while end < len(tokens):
        token = tokens[end]
        step = 0
        if token.text == "-" or token.lower in LINKS or token.lower in ARTICLES:
            while end + step < len(tokens) and step < 3 and not line.capital[end + step]:
                inner = tokens[end + step]
                if inner.text != "-" and inner.lower not in LINKS and inner.lower not in ARTICLES:
                    return end
                step += 1
            if token.text == "-" and token.start != tokens[end - 1].end:
                return end
        if end + step >= len(tokens):
            return end
        # What a hyphen ties to a name belongs to it, be it an ordinary word: "Marsk-Est".
        tied = token.text == "-" and step == 1 and tokens[end + 1].start == token.end
        if not (tied and tokens[end + 1].text.isalpha()) and not _goes_on(line, end + step, names):
            return end
        end += step + 1
    return end


def _goes_on(line: Line, at: int, names: PlaceNames) -> bool:
    """Tell whether a capitalised word belongs to the name before it."""
    token = line.tokens[at]
    if not line.capital[at] or not token.text.isalpha() or token.text.isupper():
        return False
    word = token.lower
    stops = (BODIES, FEATURES, NOT_PLACES, TITLES, ADJOINING, names.common, names.demonyms)
    return token.text not in STREETS and not any(word in stop for stop in stops)


def is_arabic(key: str) -> bool:
    """Tell whether a name of several words has an Arabic article or head word."""
    words = key.split()
    return words[0] in HEADS or any(word in ARTICLES for word in words[:-1])


def _part_of_name(line: Line, at: int) -> bool:
    """Tell whether a word may be part of a name that no gazetteer has."""
    token = line.tokens[at]
    if line.capital[at]:
        stops = (BODIES, TITLES, LOCATIVES, common_words())
        return token.text.isalpha() and not any(token.lower in stop for stop in stops)
    if token.text == "-":
        return True
    hyphen = at + 1 < len(line.tokens) and line.tokens[at + 1].text == "-"
    return token.lower in ARTICLES and hyphen
