"""The public types of the model."""

from __future__ import annotations

import importlib
import inspect
import pkgutil

import vaglio.model


def model_classes() -> list[type]:
    """List the public classes that the modules of `vaglio.model` define, by name."""
    names = [
        f"{vaglio.model.__name__}.{m.name}" for m in pkgutil.iter_modules(vaglio.model.__path__)
    ]
    return sorted(
        (
            cls
            for name in names
            for cls in vars(importlib.import_module(name)).values()
            if inspect.isclass(cls) and cls.__module__ == name and not cls.__name__.startswith("_")
        ),
        key=lambda cls: cls.__name__,
    )
