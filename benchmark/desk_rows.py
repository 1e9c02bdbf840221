"""The rows of a desk's tables: invented reports whose claims people have decided on."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from benchmark.desk_story import Story, Told, stories

Row = tuple[str, dict[str, Any]]
"""A table's name, and the values of its columns that are not the usual ones."""
_BEGAN = dt.datetime(2030, 1, 1, 6, tzinfo=dt.UTC)
_STATES = ("accepted",) * 16 + ("rejected",) * 3 + ("second look",)
_ACTIONS = {
    "accepted": "claim.accept",
    "rejected": "claim.reject",
    "second look": "claim.look",
}
_WEIGHTS = (
    ("same day", 4.369233809665719),
    ("same place", 4.78135971352466),
    ("killed: numbers close by", -0.97665683136674),
    ("same weapon", 1.2314223859004803),
)


def rows_of(
    count: int, *, people: Sequence[int], dossiers: Sequence[int], seed: int = 1
) -> Iterator[Row]:
    """Give the rows of so many claims, with their reports, incidents, versions and verdicts.

    Args:
        count: How many claims.
        people: Who decided, in turns.
        dossiers: Where reports belong: nine in ten to the first.
        seed: The same rows for the same seed.
    """
    chance = random.Random(seed)
    made = _Numbers()
    for day in stories(count, seed=seed):
        told: defaultdict[int, list[tuple[int, int, Told]]] = defaultdict(list)
        for story in day:
            dossier = dossiers[0] if chance.random() < 0.9 else chance.choice(dossiers)
            made.report += 1
            yield from _report_rows(story, made.report, dossier)
            for each in story.claims:
                made.claim += 1
                state = chance.choice(_STATES)
                who = people[made.claim % len(people)]
                yield from _claim_rows(each, made, dossier, state, who, story)
                if each.incident is not None:
                    told[each.incident].append((made.claim, dossier, each))
        for incident, claims in told.items():
            made.entry += 1
            yield from _entry_rows(incident, made.entry, claims, day[0])


class _Numbers:
    """Count the rows of each table."""

    report = claim = entry = 0


def _at(number: int) -> str:
    """Give the moment at which a report arrived."""
    return (_BEGAN + dt.timedelta(minutes=2 * number)).strftime("%Y-%m-%d %H:%M:%S")


def _report_rows(story: Story, number: int, dossier: int) -> Iterator[Row]:
    """Give a report that was read."""
    head = {
        "id": number,
        "key": f"r:{story.number:016x}",
        "dossier_id": dossier,
        "source": f"{story.outlet} {number}.txt",
        "medium": "text",
        "encoding": "utf-8",
        "publisher": story.outlet,
        "title": story.title,
        "published": story.day.isoformat(),
        "language": "en",
        "arrived_at": _at(number),
        "state": "read",
    }
    yield "Report", head
    yield "ReportBytes", {"id": number, "report_id": number, "data": story.text.encode()}
    yield (
        "Reading",
        {
            "id": number,
            "report_id": number,
            "number": 1,
            "codebook": "1",
            "reader": "invented/1",
            "text": story.text,
            "paragraphs": json.dumps(story.paragraphs),
            "read_at": _at(number),
        },
    )


def _claim_rows(
    told: Told, made: _Numbers, dossier: int, state: str, who: int, story: Story
) -> Iterator[Row]:
    """Give a claim, its first version, and what was decided of it."""
    line, body = told.line, json.dumps(told.line)
    yield (
        "Claim",
        {
            "id": made.claim,
            "key": told.key,
            "report_id": made.report,
            "reading_id": made.report,
            "dossier_id": dossier,
            "state": state,
            "version": 1,
            "body": body,
            "quote": line["quote"],
            "kind": line["kind"],
            "speaker": line["speaker"]["name"],
            "outlet": story.outlet,
            "place": line["where"][0]["name"] if line["where"] else "",
            "day": line["when"]["start"] if line["when"] else None,
            "arrived_at": _at(made.report),
        },
    )
    first = {"id": made.claim, "claim_id": made.claim, "number": 0, "body": body}
    yield "ClaimVersion", first | {"origin": "machine", "made_at": _at(made.report)}
    found = {"id": made.claim, "claim_id": made.claim, "who_id": who, "verdict": state}
    yield "Verdict", found | {"body": body, "at": _at(made.report + 60)}
    yield "LogEntry", _decision(told.key, _ACTIONS[state], state, who, _at(made.report + 60))


def _decision(key: str, action: str, state: str, who: int, at: str) -> dict[str, Any]:
    """Give what the log holds of a decision; number and hash come when it is written."""
    return {
        "at": at,
        "who_id": who,
        "action": action,
        "subject": key,
        "before": {key: {"version": 0, "state": "waiting"}},
        "after": {key: {"version": 1, "state": state}},
    }


def _entry_rows(
    incident: int, number: int, told: Sequence[tuple[int, int, Told]], story: Story
) -> Iterator[Row]:
    """Give an incident, as its claims tell it."""
    body = incident_body(incident, [each for _, _, each in told])
    toll = body["tolls"][0] if body["tolls"] else {"low": None, "best": None, "high": None}
    is_decided = number % 3 > 0
    yield (
        "Entry",
        {
            "id": number,
            "key": body["id"],
            "kind": "incident",
            "dossier_id": told[0][1],
            "state": "accepted" if is_decided else "waiting",
            "version": int(is_decided),
            "body": json.dumps(body),
            "title": body["title"],
            "day": (body["when"] or {}).get("start"),
            "place": body["where"][0]["name"] if body["where"] else "",
            "killed_low": toll["low"],
            "killed_best": toll["best"],
            "killed_high": toll["high"],
            "grade": body["grade"],
            "arrived_at": _at(told[0][0] // 20),
        },
    )
    for claim, _, _ in told:
        yield "EntryClaim", {"entry_id": number, "claim_id": claim}
    if is_decided:
        code = f"INV-{story.day.year}-{number:06}"
        yield "Reference", {"code": code, "entry_id": number, "first": True}


def incident_body(incident: int, told: Sequence[Told]) -> dict[str, Any]:
    """Give the line of an incident, as the record's contract has it."""
    lines = [each.line for each in told]
    first = lines[0]
    counted = [line for line in lines if line["tolls"]]
    reports = list(dict.fromkeys(line["report"]["id"] for line in lines))
    spans = [{**w, "span": _span(w["span"])} for line in lines for w in line["where"]]
    when = first["when"]
    firsts = {line["report"]["id"]: line["id"] for line in reversed(lines)}
    return {
        "schema": "vaglio.incident/1",
        "id": f"i:{incident:016x}",
        "title": first["quote"],
        "kind": "incident",
        "event": first["event"],
        "when": {**when, "span": _span(when["span"])} if when else None,
        "reported": first["as_of"],
        "where": spans[:1],
        "actors": [],
        "claims": [line["id"] for line in lines],
        "reports": reports,
        "sources": [_source(line) for line in lines],
        "tolls": [_toll(counted)] if counted else [],
        "toll_history": [_history(line) for line in counted],
        "grade": "fair" if len(reports) > 1 else "weak",
        "grade_reason": f"{len(reports)} sources tell of it",
        "disagreements": [],
        "joins": [_join(firsts[reports[0]], firsts[each]) for each in reports[1:]],
    }


def _span(given: Sequence[int]) -> dict[str, int]:
    """Give a span as an incident has it."""
    return {"start": given[0], "end": given[1]}


def _source(line: dict[str, Any]) -> dict[str, Any]:
    """Give who tells of it in one claim."""
    speaker = line["speaker"]
    return {
        "name": speaker["name"],
        "type": speaker["type"],
        "actor": speaker["actor"],
        "claims": [line["id"]],
    }


def _toll(counted: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Give how many were killed, by all who give a number."""
    order = sorted(counted, key=lambda line: line["tolls"][0]["best"])
    low, best, high = order[0], counted[-1], order[-1]
    return {
        "harm": "killed",
        "who": "unspecified",
        "side": None,
        "low": low["tolls"][0]["low"],
        "best": best["tolls"][0]["best"],
        "high": high["tolls"][0]["high"],
        "part_of": None,
        "rule": "toll/1",
        "low_set_by": [low["id"]],
        "best_set_by": [best["id"]],
        "high_set_by": [high["id"]],
    }


def _history(line: dict[str, Any]) -> dict[str, Any]:
    """Give one number as it was told."""
    toll = line["tolls"][0]
    figures = {name: toll[name] for name in ("harm", "who", "side", "low", "best", "high")}
    return {
        "claim": line["id"],
        "toll": 0,
        "report_id": line["report"]["id"],
        "voice": line["speaker"]["name"],
        "own_voice": False,
        "as_of": line["as_of"],
        "named": True,
        **figures,
        "part": False,
        "counted": True,
        "provisional": False,
    }


def _join(one: str, other: str) -> dict[str, Any]:
    """Give why two accounts were joined."""
    evidence = [{"words": words, "weight": weight} for words, weight in _WEIGHTS]
    total = sum(weight for _, weight in _WEIGHTS) - 5.014950341465972
    return {
        "one": one,
        "other": other,
        "start": -5.014950341465972,
        "evidence": evidence,
        "total": total,
        "needed": 0.0,
    }
