"""The nouns between stages are frozen, and say exactly what they hold."""

from __future__ import annotations

import ast
import dataclasses
import inspect

from tests.house.model_types import model_classes
from tests.house.sources import LIBRARY, shown, tree_of

# Trace collects while a report is read, so it alone may change.
COLLECTS = frozenset({"Trace"})
LOOSE = frozenset({"Any", "dict", "Dict", "Mapping", "MutableMapping", "object"})


def test_model_dataclasses_are_frozen_slotted_and_keyword_only() -> None:
    """What one stage hands to the next cannot be changed on the way."""
    for cls in filter(dataclasses.is_dataclass, model_classes()):
        if cls.__name__ in COLLECTS:
            continue
        assert cls.__dataclass_params__.frozen, cls  # type: ignore[attr-defined]
        assert "__slots__" in vars(cls), cls
        assert all(field.kw_only for field in dataclasses.fields(cls)), cls


def test_model_classes_are_dataclasses_enums_or_errors() -> None:
    """The model holds nouns only."""
    odd = [
        cls.__name__
        for cls in model_classes()
        if not dataclasses.is_dataclass(cls) and not issubclass(cls, str | Exception)
    ]
    assert odd == []


def test_model_fields_have_exact_types() -> None:
    """No field of the model is `Any`, `object` or a dict."""
    found = [
        f"{shown(path, field.lineno)} {node.id}"
        for path in sorted((LIBRARY / "model").glob("*.py"))
        for field in ast.walk(tree_of(path))
        if isinstance(field, ast.AnnAssign)
        for node in ast.walk(field.annotation)
        if isinstance(node, ast.Name) and node.id in LOOSE
    ]
    assert found == []


def test_every_field_of_the_model_is_described() -> None:
    """Each field of a dataclass is followed by one line that says what it holds."""
    missing = [
        f"{shown(path, line.lineno)} {cls.name}"
        for path in sorted((LIBRARY / "model").glob("*.py"))
        for cls in tree_of(path).body
        if isinstance(cls, ast.ClassDef)
        for line, after in zip(cls.body, [*cls.body[1:], None], strict=True)
        if isinstance(line, ast.AnnAssign)
        if not (isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant))
    ]
    assert missing == []


def test_model_types_have_docstrings_of_their_own() -> None:
    """A dataclass without a docstring would show its signature instead."""
    assert [
        c.__name__
        for c in model_classes()
        if (inspect.getdoc(c) or "").startswith(f"{c.__name__}(")
    ] == []
