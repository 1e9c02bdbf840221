"""A record in words: each incident with its toll, and who says what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from vaglio.explain._words import one_line
from vaglio.model.access import Access
from vaglio.model.agreement import Agreement
from vaglio.model.claim import Actor
from vaglio.model.incident import Incident, IncidentToll
from vaglio.model.record import Record, Reported
from vaglio.model.track import Track

_LABEL = 14
_LONGEST = 100
_PUBLISHER, _UNNAMED = "publisher", "unnamed "
"""How the record has an outlet whose name is not known, and a speaker without one."""
_BY_PUBLISHER = f"({_PUBLISHER})"
_ITSELF = "the report itself"


def record_in_words(record: Record) -> str:
    """Write each incident of a record with its toll and with who says what.

    Args:
        record: The record.

    Returns:
        A block of lines for each incident, oldest first, and a line that
        counts what else the record holds.
    """
    told = {each.claim.id: each for each in record.claims}
    blocks = ["\n".join(_incident(each, record, told)) for each in record.incidents]
    blocks += ["\n".join(_agreement(each, record)) for each in record.agreements]
    blocks += ["\n".join(_track(each, record)) for each in record.tracks]
    blocks += ["\n".join(_access(each, record)) for each in record.access]
    counts = [
        f"{len(record.incidents)} incidents",
        f"{len(record.agreements)} agreements",
        f"{len(record.tracks)} tracks",
        f"{len(record.access)} roads and crossings",
        f"{len(record.set_aside)} set aside",
    ]
    return "\n\n".join([*blocks, ", ".join(counts)]) + "\n"


def _incident(incident: Incident, record: Record, told: Mapping[str, Reported]) -> Iterator[str]:
    """Write one incident."""
    yield from _head(incident.id, incident.title, record)
    if incident.when is not None:
        start, end = incident.when.start or "", incident.when.end or ""
        yield _line("when", f"{start}" if start == end else f"{start} .. {end}")
    for place in incident.where:
        yield _line("where", f"{place.name}  {place.precision.replace('_', ' ')}")
    for actor in incident.actors:
        denied = f"; denied by {', '.join(actor.denied_by)}" if actor.denied_by else ""
        said = ", ".join(actor.said_by) or "nobody"
        yield _line("alleged", f"{actor.name}: said by {said}{denied}")
    for toll in incident.tolls:
        yield _line("toll", _toll(toll))
    for figure in incident.toll_history:
        if not figure.part:
            given = "/".join(
                "-" if n is None else str(n) for n in (figure.low, figure.best, figure.high)
            )
            source = told[figure.claim].report.source if figure.claim in told else figure.report_id
            day = figure.as_of or "day unknown"
            who = f"{_who(figure.voice)} ({_outlet(source)}, {day})"
            yield _line("", f"{given} {figure.harm}, {who}")
    for each in incident.disagreements:
        accounts = (words.replace(_BY_PUBLISHER, f"({_ITSELF})") for words in each.accounts)
        yield _line("they differ", f"{each.about}: {'; '.join(accounts)}")
    yield _line("grade", f"{incident.grade}: {incident.grade_reason}")
    yield _line("reports", str(len(incident.reports)))


def _head(id: str, title: str, record: Record) -> Iterator[str]:
    """Write how an entry begins: id, standing and the words that tell of it first."""
    yield f"── {id}  {record.standing_of(id)} ──"
    yield one_line(title)[:_LONGEST]


def _agreement(agreement: Agreement, record: Record) -> Iterator[str]:
    """Write one agreement."""
    yield from _head(agreement.id, agreement.title, record)
    yield from _people(agreement.parties, agreement.mediators)
    for owed in agreement.commitments:
        until = owed.due.end if owed.due is not None else None
        due = f"  due {until}" if until is not None else ""
        yield _line(
            "commitment", f"{owed.debtor or 'nobody named'}: {owed.text}{due}  {owed.state}"
        )
        for news in owed.news:
            yield _line("", f"{news.state} (said {_who(news.source)})")


def _track(track: Track, record: Record) -> Iterator[str]:
    """Write one line of negotiation."""
    yield from _head(track.id, track.title, record)
    yield from _people(track.parties, track.mediators)
    for meeting in track.meetings:
        day = meeting.when.start or meeting.when.end if meeting.when else None
        where = ", ".join(place.name for place in meeting.where)
        yield _line("meeting", "  ".join(filter(None, [str(day or "day unknown"), where])))
        yield _line("", str(meeting.state))


def _access(access: Access, record: Record) -> Iterator[str]:
    """Write one road, corridor or crossing."""
    yield from _head(access.id, access.title, record)
    yield _line("way", access.way or "not named")
    for change in access.changes:
        yield _line(
            "", f"{change.state} since {change.since or 'unknown'} (said {_who(change.source)})"
        )


def _who(voice: str) -> str:
    """Name a voice; one without a name is told by what it is."""
    if voice == _PUBLISHER:
        return _ITSELF
    bare = voice.removeprefix(_UNNAMED)
    return voice if bare == voice else f"{bare}, not named"


def _outlet(source: str) -> str:
    """Name where a report came from: a file without its folders."""
    return source if "://" in source else source.rpartition("/")[2]


def _people(parties: Sequence[Actor], mediators: Sequence[Actor]) -> Iterator[str]:
    """Write parties and mediators."""
    if parties:
        yield _line("parties", ", ".join(actor.name for actor in parties))
    if mediators:
        yield _line("mediators", ", ".join(actor.name for actor in mediators))


def _toll(toll: IncidentToll) -> str:
    """Write one line of the toll."""
    figures = " / ".join("-" if n is None else str(n) for n in (toll.low, toll.best, toll.high))
    side = f" of {toll.side}" if toll.side else ""
    part = "  (part of the line above)" if toll.part_of is not None else ""
    return f"{toll.harm} {toll.who}{side}  {figures}{part}"


def _line(label: str, words: str) -> str:
    """Write one line with its label."""
    return f"   {label:<{_LABEL}}{words}"
