"""How many: numbers in figures and words, with the vagueness that the text gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from vaglio.extract._view import View

_FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_RANGE = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)[-–](\d{1,3}(?:,\d{3})+|\d+)")
_LEAVING = frozenset({"left", "leaves", "leaving"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """Hold one number found in a sentence, as low / best / high; an open end is None."""

    first: int
    """Index of its first token, bound included ("at least")."""
    last: int
    """Index after its last token."""
    low: int | None
    best: int | None
    high: int | None
    rule: str
    """The rule that read it."""


def find_quantities(view: View) -> list[Quantity]:
    """Find every number that could count people, in order."""
    dated = {at for mention in view.dates for at in range(mention.first, mention.last)}
    found: list[Quantity] = []
    at = 0
    while at < len(view):
        quantity = None if at in dated else _number_at(view, at)
        if quantity is None:
            at += 1
            continue
        quantity = _joined(view, quantity, dated)
        quantity = _bounded(view, quantity)
        if not _counts_something_else(view, quantity):
            found.append(quantity)
        at = quantity.last
    return found


def _number_at(view: View, at: int) -> Quantity | None:
    """Read the number that begins at a token; None where none does."""
    token = view.tokens[at]
    ranged = _RANGE.fullmatch(token.text)
    if ranged:
        low, high = (_figure(part) for part in ranged.groups())
        if low < high:
            return Quantity(
                first=at, last=at + 1, low=low, best=None, high=high, rule="number.range"
            )
        return None
    if _FIGURES.fullmatch(token.text):
        return _scaled(view, at)
    return _in_words(view, at)


def _in_words(view: View, at: int) -> Quantity | None:
    """Read a number in words, a vague one or a "no" that begins at a token."""
    token = view.tokens[at]
    if token.lower in ("a", "an", "one") and at + 1 < len(view):
        for row in view.codebook.number_words.rows(view.lowers[at + 1]):
            if row.value and (row.role == "scale" or row.value == 12):
                return _worded(view, first=at, value=row.value, last=at + 2)
    found = view.codebook.number_words.at(view.lowers, at)
    if found is None:
        return None
    rows, length = found
    row = rows[0]
    if row.role == "vague":
        return Quantity(
            first=at, last=at + length, low=row.low, best=row.best, high=row.high,
            rule="number.vague",
        )  # fmt: skip
    if row.role in ("unit", "tens") and row.value is not None:
        return _worded(view, first=at, value=row.value, last=at + length)
    if row.role == "none" and at + length < len(view) and view.lowers[at + length] != ".":
        return Quantity(first=at, last=at + length, low=0, best=0, high=0, rule="number.none")
    return None


def _figure(text: str) -> int:
    """Read figures with thousands separators."""
    return int(float(text.replace(",", "")))


def _scale(view: View, at: int) -> int:
    """Give the factor of a scale word at a token; 1 where there is none."""
    if at < len(view):
        for row in view.codebook.number_words.rows(view.lowers[at]):
            if row.role == "scale" and row.value:
                return row.value
    return 1


def _scaled(view: View, at: int) -> Quantity | None:
    """Read figures and the scale word after them: "1.2 million"."""
    text = view.tokens[at].text
    if (
        at + 1 < len(view)
        and view.lowers[at + 1] in (":", "/")
        and view.tokens[at].end == (view.tokens[at + 1].start)
    ):
        return None
    factor = _scale(view, at + 1)
    value = float(text.replace(",", "")) * factor
    if value != int(value):
        return None
    return Quantity(
        first=at, last=at + (2 if factor > 1 else 1), low=int(value), best=int(value),
        high=int(value), rule="number.figure",
    )  # fmt: skip


def _worded(view: View, *, first: int, value: int, last: int) -> Quantity:
    """Read number words: "twenty-one", "a thousand two hundred and five", "three dozen"."""
    total, current = 0, value
    while last < len(view):
        step = last + 1 if view.lowers[last] in ("-", "and") and last + 1 < len(view) else last
        if view.lowers[last] == "and" and total + current < 100:
            break
        row = next(iter(view.codebook.number_words.rows(view.lowers[step])), None)
        if row is None or row.value is None or row.role not in ("unit", "tens", "scale"):
            break
        if row.value >= 1000 and step == last:
            total, current = total + max(current, 1) * row.value, 0
        elif row.value in (100, 12) and step == last and 0 < current < 100:
            current *= row.value
        elif _may_add(total + current, current, row.value):
            current += row.value
        else:
            break
        last = step + 1
    value = total + current
    return Quantity(first=first, last=last, low=value, best=value, high=value, rule="number.word")


def _may_add(whole: int, current: int, value: int) -> bool:
    """Tell whether a number word goes on from the one before: "twenty" and "one"."""
    if current == 0:
        return value < 1000
    if 20 <= current % 100 < 100 and current % 10 == 0:
        return value < 10
    return current % 100 == 0 and whole >= 100 and value < 100


def _joined(view: View, left: Quantity, dated: set[int]) -> Quantity:
    """Join two numbers into a range: "between 10 and 15", "10 to 15", "two or three"."""
    link = left.last
    if link + 1 >= len(view) or view.lowers[link] not in ("and", "to", "or", "-", "–"):
        return left
    if link + 1 in dated:
        return left
    right = _number_at(view, link + 1) or _floor_at(view, link + 1)
    if right is None or left.low is None or right.best is None or left.low >= right.best:
        return left
    opening = view.lowers[left.first - 1] if left.first else ""
    if opening == "from" and view.lowers[link] == "to":
        return replace(right, first=right.first)
    if view.lowers[link] == "and" and opening != "between":
        return left
    first = left.first - 1 if opening in ("between", "from") else left.first
    return Quantity(
        first=first, last=right.last, low=left.low, best=None, high=right.high,
        rule="number.range",
    )  # fmt: skip


def _floor_at(view: View, at: int) -> Quantity | None:
    """Read a number with a floor before it: "between eight and *more than 30*"."""
    found = view.codebook.number_words.at(view.lowers, at)
    if found is None or found[0][0].role != "floor" or at + found[1] >= len(view):
        return None
    number = _number_at(view, at + found[1])
    return _under_bound(number, "floor") if number is not None else None


def _bounded(view: View, quantity: Quantity) -> Quantity:
    """Apply the words before or after a number: "at least", "up to", "or more"."""
    words = view.codebook.number_words
    for first in range(max(0, quantity.first - 4), quantity.first):
        found = words.at(view.lowers, first)
        if _is_particle(view, first):
            continue
        if found is not None and first + found[1] == quantity.first:
            widened = _under_bound(quantity, found[0][0].role)
            if widened is not None:
                return replace(widened, first=first)
    after = words.at(view.lowers, quantity.last) if quantity.last < len(view) else None
    if after is not None and after[1] > 1:
        widened = _under_bound(quantity, after[0][0].role)
        if widened is not None:
            return replace(widened, last=quantity.last + after[1])
    return quantity


def _is_particle(view: View, at: int) -> bool:
    """Tell whether a word belongs to the verb before it; "left over ten dead" is a bound."""
    if view.tokens[at].dep != "prt" and view.tag(at) != "RP":
        return False
    return not (at and view.lowers[at] == "over" and view.lowers[at - 1] in _LEAVING)


def _under_bound(quantity: Quantity, role: str) -> Quantity | None:
    """Widen a number by a bound."""
    if role == "floor":
        return replace(quantity, high=None, rule="number.at-least")
    if role == "ceiling":
        return replace(quantity, low=None, best=None, rule="number.up-to")
    if role == "about":
        return replace(quantity, low=None, high=None, rule="number.about")
    if role == "nearly":
        return replace(quantity, low=None, rule="number.nearly")
    return None


def _counts_something_else(view: View, quantity: Quantity) -> bool:
    """Tell whether a number is an age, a measure, a time or an amount of money."""
    after = view.lowers[quantity.last] if quantity.last < len(view) else ""
    if _is_measure(view, quantity.last):
        return True
    before = view.lowers[quantity.first - 1] if quantity.first else ""
    if before == "how" or _is_rate(view, quantity):
        return True
    if before in ("$", "€", "£", "aged", "age", "#", "no.", "m", "section", "article", "chapter"):
        return True
    enclosed = before in ("(", ",") and after in (")", ",")
    if enclosed and quantity.first >= 2 and view.tag(quantity.first - 2) == "NNP":
        return quantity.best is not None and quantity.best < 110
    return False


def _is_rate(view: View, quantity: Quantity) -> bool:
    """Tell whether a number is a rate: "one in five people", "two out of three"."""
    link = view.lowers[quantity.last] if quantity.last < len(view) else ""
    before = view.lowers[quantity.first - 1] if quantity.first else ""
    after = view.lowers[quantity.last + 1] if quantity.last + 1 < len(view) else ""
    rows = view.codebook.number_words.rows
    if link in ("in", "out") and (after.isdigit() or any(r.value for r in rows(after))):
        return True
    if before == "in" and quantity.first >= 2:
        first = view.lowers[quantity.first - 2]
        return first.isdigit() or any(row.value for row in rows(first))
    return False


def _is_measure(view: View, at: int) -> bool:
    """Tell whether a unit of measure follows: "30 km", "12-year-old", "5 percent"."""
    step = at + 1 if at < len(view) and view.lowers[at] == "-" else at
    if step >= len(view):
        return False
    found = view.codebook.number_words.at(view.lowers, step)
    if found is not None and found[0][0].role == "measure":
        return True
    return "-old" in view.lowers[step] or view.lowers[step].startswith("year-")
