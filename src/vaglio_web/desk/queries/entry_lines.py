"""An entry in words, label by label, to be compared with another telling."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from vaglio_web.desk.templatetags.desk_words import days, due, plainly, toll_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Hold what two tellings of an entry say under one label."""

    label: str
    """What it is about."""
    one: list[str]
    """What the one says; empty where it says nothing."""
    other: list[str]
    """What the other says."""

    @property
    def differs(self) -> bool:
        """Tell whether they say different things."""
        return self.one != self.other


def compared(one: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> list[Compared]:
    """Put two tellings of an entry side by side.

    Args:
        one: The body of the one telling; None where it tells of nothing.
        other: The body of the other.
    """
    left, right = in_lines(one), in_lines(other)
    return [
        Compared(label=label, one=left.get(label, []), other=right.get(label, []))
        for label in dict.fromkeys([*left, *right])
    ]


def in_lines(body: Mapping[str, Any] | None) -> dict[str, list[str]]:
    """Write an entry's body label by label, each line in words."""
    lines: dict[str, list[str]] = {}
    for label, words in _lines(body or {}):
        if words:
            lines.setdefault(label, []).append(words)
    return lines


def _lines(body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Write whatever the body of an entry of any kind holds."""
    yield "Title", body.get("title", "")
    yield "When", days(body["when"]) if body.get("when") else ""
    for place in body.get("where", ()):
        yield "Where", f"{place['name']} ({plainly(place['precision'])})"
    latest = "Latest meeting" if "meetings" in body else "Latest state"
    yield latest, plainly(body["state"]) if body.get("state") else ""
    yield "Way", body.get("way") or ""
    for toll in body.get("tolls", ()):
        part = "" if toll["part_of"] is None else ", counted in another"
        yield "Toll", f"{toll_words(toll)}{part}"
    yield from _people(body)
    yield from _happenings(body)
    if body.get("grade"):
        yield "Grade", f"{body['grade']}: {body['grade_reason']}"
    for each in body.get("disagreements", ()):
        yield "They differ", f"on the {each['about']}: {'; '.join(each['accounts'])}"
    for source in body.get("sources", ()):
        yield "Sources", source["name"]
    if "claims" in body:
        yield "Claims", str(len(body["claims"]))


def _people(body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Write who has a part in it."""
    for actor in body.get("actors", ()):
        said = f"said by {', '.join(actor['said_by'])}" if actor["said_by"] else "said by nobody"
        denied = f"; denied by {', '.join(actor['denied_by'])}" if actor["denied_by"] else ""
        yield "Alleged", f"{actor['name']}, {said}{denied}"
    for party in body.get("parties", ()):
        yield "Parties", party["name"]
    for party in body.get("mediators", ()):
        yield "Mediators", party["name"]


def _happenings(body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Write what is owed, which meetings there were, and when a way was open."""
    for owed in body.get("commitments", ()):
        when = f", due {due(owed['due'])}" if owed["due"] else ""
        yield "Owed", f"{owed['debtor'] or 'nobody named'}: {owed['text']}{when}: {owed['state']}"
        for news in owed["news"]:
            when = f", {days(news['when'])}" if news["when"] else ""
            yield (
                "What became of it",
                f"{owed['text']}: {news['state']}{when}, says {news['source']}",
            )
    for meeting in body.get("meetings", ()):
        where = ", ".join(place["name"] for place in meeting["where"])
        words = [meeting["state"], days(meeting["when"]) if meeting["when"] else "no day", where]
        yield "Meetings", ", ".join(filter(None, words))
    for change in body.get("changes", ()):
        stretch = {"start": change["since"], "end": change["until"]}
        when = days(stretch) if change["since"] or change["until"] else "no day"
        yield "Over time", f"{change['state']}, {when}, says {change['source']}"
