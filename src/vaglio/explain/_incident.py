"""Why claims are one incident, and which of them set each number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vaglio.explain._numbers import WeighedFigure, explain_numbers
from vaglio.explain._words import one_line
from vaglio.model.errors import EntryUnknown
from vaglio.model.incident import Incident, IncidentToll, Join
from vaglio.model.record import Record, Reported

_BAR = "█"
_WIDE = 60
_LONGEST_QUOTE = 90
_NONE = "-"


def explain_incident(id: str, record: Record) -> str:
    """Say why claims were joined in one incident, and which set each number.

    Args:
        id: The incident's id, or the beginning of it.
        record: The record that holds it.

    Returns:
        Who says what; for each number the claims that set it and why it is
        not higher or lower; for each join its evidence as a waterfall.

    Raises:
        EntryUnknown: The record has no such incident, or several begin so.
    """
    incident = _find(id, record)
    told = {each.claim.id: each for each in record.claims}
    numbers = {claim: number for number, claim in enumerate(incident.claims, start=1)}
    lines = [
        f"{incident.id}  {record.standing_of(incident.id)}",
        f"{incident.grade}: {incident.grade_reason}",
        "",
        *_claims(incident, told),
        *_tolls(incident, numbers),
        *_differences(incident),
    ]
    for join in incident.joins:
        lines += ["", *_waterfall(join, numbers)]
    if not incident.joins:
        lines += ["", "Nothing was joined: one report tells of it."]
    return "\n".join(lines) + "\n"


def _find(id: str, record: Record) -> Incident:
    """Find the one incident whose id begins so."""
    found = [incident for incident in record.incidents if incident.id.startswith(id)]
    if len(found) == 1:
        return found[0]
    problem = "several incidents begin so" if found else "the record has no such incident"
    raise EntryUnknown(
        input=id, problem=problem, next_step="take the id from incidents.jsonl, more of it"
    )


def _claims(incident: Incident, told: Mapping[str, Reported]) -> Iterator[str]:
    """Write who says what."""
    for number, id in enumerate(incident.claims, start=1):
        each = told.get(id)
        if each is None:
            yield f"{number:>3}  claim {id} is not in the record's claims"
            continue
        day = each.report.published or "day unknown"
        yield f"{number:>3}  {each.claim.speaker.name}  ({each.report.source}, {day})"
        yield f'     "{one_line(each.claim.quote)[:_LONGEST_QUOTE]}"'


def _tolls(incident: Incident, numbers: Mapping[str, int]) -> Iterator[str]:
    """Write each line of the toll, and what set it."""
    for line in explain_numbers(incident):
        toll = line.toll
        side = f" of {toll.side}" if toll.side else ""
        yield ""
        yield f"{toll.harm} {toll.who}{side}  {_range(toll)}  ({toll.rule})"
        given = [
            f"{_number(toll.low)} by {_named(toll.low_set_by, numbers)}",
            f"best {_number(toll.best)} by {_named(toll.best_set_by, numbers)}",
            f"{_number(toll.high)} by {_named(toll.high_set_by, numbers)}",
        ]
        yield f"     low {given[0]}; {given[1]}; high {given[2]}"
        if toll.best_why is not None:
            yield f"     best, as {toll.best_why}"
        for each in line.figures:
            yield f"     {_figure(each, numbers)}"


def _figure(weighed: WeighedFigure, numbers: Mapping[str, int]) -> str:
    """Write one figure of the toll's history."""
    figure = weighed.figure
    day = figure.as_of or "day unknown"
    figures = "/".join(_number(n) for n in (figure.low, figure.best, figure.high))
    kept = f"  sets nothing: {weighed.why}" if weighed.why else ""
    provisional = "  provisional" if figure.provisional else ""
    voice = figure.voice if figure.outlet is None else f"{figure.voice}, {figure.outlet}"
    return f"{day}  {figures}  {voice} (claim {numbers[figure.claim]}){provisional}{kept}"


def _range(toll: IncidentToll) -> str:
    """Write low, best and high."""
    return " / ".join(_number(n) for n in (toll.low, toll.best, toll.high))


def _number(number: int | None) -> str:
    """Write a number; a dash where it is open."""
    return _NONE if number is None else str(number)


def _named(claims: tuple[str, ...], numbers: Mapping[str, int]) -> str:
    """Name some claims by their numbers."""
    named = [f"claim {numbers[claim]}" for claim in claims if claim in numbers]
    return ", ".join(named) or "nobody"


def _differences(incident: Incident) -> Iterator[str]:
    """Write what sources tell differently."""
    if incident.disagreements:
        yield ""
    for each in incident.disagreements:
        yield f"they differ on the {each.about}: {'; '.join(each.accounts)}"


def _waterfall(join: Join, numbers: Mapping[str, int]) -> Iterator[str]:
    """Write what speaks for and against one join, and what it comes to."""
    head = f"claim {numbers[join.one]} + claim {numbers[join.other]}"
    yield f"{f'{head}   starting odds':<{_WIDE}}{join.start:+5.1f}"
    for each in join.evidence:
        bar = _BAR * round(abs(each.weight))
        sign = "" if each.weight >= 0 else "against "
        yield f"{f'  {each.words}':<{_WIDE}}{each.weight:+5.1f}   {sign}{bar}".rstrip()
    total = f"  total {_NONE * 3} joined, as {join.needed:+.1f} is passed"
    yield f"{total:<{_WIDE}}{join.total:+5.1f}"
