"""Objects as JSON text, in UTF-8 that every reader takes."""

from __future__ import annotations

import json
from collections.abc import Iterable

Json = dict[str, object]
"""An object of JSON on its way out."""


def json_text(value: object) -> bytes:
    r"""Write a value as JSON; half a letter, which UTF-8 cannot hold, becomes "?".

    Example:
        >>> json_text({"name": "Sör", "none": None})
        b'{"name": "S\xc3\xb6r", "none": null}'
    """
    return json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")


def json_list(values: Iterable[Json]) -> bytes:
    """Write a list, one object a line."""
    return b"[\n" + b",\n".join(json_text(value) for value in values) + b"\n]"
