"""What stands in the form of a claim when it is opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from vaglio.model.claim import Kind, Reality, Scope, SpeakerType, Stance

LISTS = ("actors", "targets", "mediators", "where", "tolls", "commitments")
"""Fields of which a claim may have several, or none."""


def values_of(
    body: Mapping[str, Any] | None, *, words: tuple[int, int, str] | None = None
) -> dict[str, Any]:
    """Give what stands in the form.

    Args:
        body: The claim's line; None for a claim that is added.
        words: For one that is added: the words marked before, with where they stand.

    Returns:
        The values by the name of the field; each list of rows ends in an empty one.
    """
    if body is None:
        start, end, quote = words or (None, None, "")
        empty = {name: _rows([]) for name in LISTS}
        return {
            "kind": Kind.INCIDENT,
            "stance": Stance.STATES,
            "reality": Reality.HAPPENED,
            "scope": Scope.INCIDENT,
            "event": "",
            "quote": _words(quote, None if start is None else (start, end or start)),
            "speaker": _words("", None),
            "speaker_type": SpeakerType.PUBLISHER,
            "cue": _words("", None),
            "when": _words("", None),
            **empty,
        }
    speaker, event, when, cue = body["speaker"], body["event"], body["when"], body["cue"]
    return {
        "kind": body["kind"],
        "stance": body["stance"],
        "reality": body["reality"],
        "scope": body["scope"],
        "event": f"{event['type']} {event['mode'] or ''}".strip() if event else "",
        "quote": _words(body["quote"], body["span"]),
        "speaker": _words(speaker["name"] if speaker["span"] else "", speaker["span"]),
        "speaker_type": speaker["type"],
        "speaker_actor": speaker["actor"] or "",
        "via": "; ".join(speaker["via"]),
        "cue": _words(cue["text"], cue["span"]) if cue else _words("", None),
        "when": _words(when["text"], when["span"]) if when else _words("", None),
        "when_start": (when["start"] or "") if when else "",
        "when_end": (when["end"] or "") if when else "",
        "as_of": body["as_of"] or "",
        "provisional": body["provisional"],
        **{name: _rows(body[name]) for name in LISTS},
    }


def _rows(items: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Give the rows of a list, each with its number, and an empty one behind them."""
    rows = [{**each, "number": number, **_of_item(each)} for number, each in enumerate(items)]
    return [*rows, {"number": len(rows), "empty": True, **_words("", None)}]


def _of_item(item: Mapping[str, Any]) -> dict[str, Any]:
    """Give the words of one row, whatever its contract calls them."""
    words = item.get("quote") or item.get("text") or item.get("name") or ""
    due = item.get("due")
    more = {"due_words": _words(due["text"], due["span"]) if due else _words("", None)}
    return {**_words(words, item["span"]), **more}


def _words(words: str, span: Sequence[int] | None) -> dict[str, Any]:
    """Give words with where they stand; a field of one line would drop a line's end."""
    start, end = (span[0], span[1]) if span else ("", "")
    return {"words": " ".join(words.split()), "start": start, "end": end}
