"""The tree of errors drawn in words is the tree in the code."""

from __future__ import annotations

import builtins
import pickle
import re

from tests.house.model_types import model_classes
from vaglio.model import errors
from vaglio.model.errors import VaglioError

LINE = re.compile(r"^(?P<indent>[│├└─ ]*)(?P<name>[A-Z]\w+)(?: \((?P<also>\w+)\))?")


def _drawn() -> dict[str, tuple[str | None, str | None]]:
    """Read the drawing: each error's parent and the built-in it also is."""
    found: dict[str, tuple[str | None, str | None]] = {}
    above: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        hit = LINE.match(line)
        if hit is None or (hit["indent"] == "" and hit["name"] != "VaglioError"):
            continue
        depth = len(hit["indent"]) // 4
        found[hit["name"]] = (above[depth - 1] if depth else None, hit["also"])
        above[depth:] = [hit["name"]]
    return found


def _coded() -> dict[str, tuple[str | None, str | None]]:
    """Read the classes: each error's parent and the built-in it also is."""
    found: dict[str, tuple[str | None, str | None]] = {}
    for cls in model_classes():
        if issubclass(cls, VaglioError):
            bases = [base.__name__ for base in cls.__bases__]
            ours = [name for name in bases if hasattr(errors, name)]
            also = [name for name in bases if hasattr(builtins, name) and name != "Exception"]
            found[cls.__name__] = (next(iter(ours), None), next(iter(also), None))
    return found


def test_the_drawn_tree_of_errors_is_the_coded_one() -> None:
    """Every error stands in the drawing, under its parent, and no other does."""
    assert _drawn() == _coded()


def test_every_error_of_the_project_stands_in_the_tree() -> None:
    """No exception class of the model stands outside the tree."""
    strays = [
        c.__name__
        for c in model_classes()
        if issubclass(c, Exception) and not issubclass(c, VaglioError)
    ]
    assert strays == []


def test_every_error_travels_between_processes_and_stays_one_line() -> None:
    """A worker's error reaches the caller as it was raised."""
    for cls in model_classes():
        if issubclass(cls, VaglioError):
            error = cls(input="a.txt", problem="is\nodd", next_step="look at it")
            again = pickle.loads(pickle.dumps(error))
            assert (type(again), str(again)) == (cls, "a.txt: is odd; look at it")
