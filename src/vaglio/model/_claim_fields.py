"""The fields of a claim, read from the object that its line holds."""

from __future__ import annotations

from vaglio.model._json_fields import _Fields
from vaglio.model.claim import (
    Actor,
    Claim,
    Commitment,
    Cue,
    Event,
    Harm,
    Kind,
    Place,
    Precision,
    Reality,
    Scope,
    Speaker,
    SpeakerType,
    Stance,
    Toll,
    When,
    Who,
)
from vaglio.model.setting import Setting


def read_claim(row: _Fields) -> Claim:
    """Read the claim itself."""
    tolls = tuple(_toll(each) for each in row.many("tolls"))
    for index, toll in enumerate(tolls):
        if toll.part_of is not None and (toll.part_of >= len(tolls) or toll.part_of == index):
            raise ValueError(f"tolls[{index}].part_of names no other toll")
    cue, event, when = row.maybe_below("cue"), row.maybe_below("event"), row.maybe_below("when")
    return Claim(
        id=row.text("id"),
        report_id=row.below("report").text("id"),
        kind=row.choice("kind", Kind),
        quote=row.quotation("quote"),
        span=row.span("span"),
        sentence=row.span("sentence"),
        setting=_setting(row.later("setting")),
        speaker=_speaker(row.below("speaker")),
        cue=Cue(text=cue.quotation("text"), span=cue.span("span")) if cue else None,
        said=row.spans("said"),
        stance=row.choice("stance", Stance),
        reality=row.choice("reality", Reality),
        event=Event(type=event.text("type"), mode=event.maybe_text("mode")) if event else None,
        actors=_actors(row, "actors"),
        targets=_actors(row, "targets"),
        mediators=_actors(row, "mediators"),
        where=tuple(_place(each) for each in row.many("where")),
        when=_when(when) if when else None,
        tolls=tolls,
        scope=row.choice("scope", Scope),
        commitments=tuple(_commitment(each) for each in row.many("commitments")),
        as_of=row.maybe_day("as_of"),
        provisional=row.flag("provisional"),
        rules=row.texts("rules"),
        codebook=row.text("codebook"),
        reader=row.text("reader"),
    )


def _setting(row: _Fields | None) -> Setting | None:
    """Read in what part of the text the claim stands."""
    if row is None:
        return None
    return Setting(
        paragraph=row.span("paragraph"), item=row.maybe_span("item"), aside=row.flag("aside")
    )


def _speaker(row: _Fields) -> Speaker:
    """Read who says so."""
    return Speaker(
        name=row.text("name"),
        span=row.maybe_span("span"),
        type=row.choice("type", SpeakerType),
        actor=row.maybe_text("actor"),
        via=row.texts("via"),
        mention=row.maybe_span("mention"),
    )


def _actors(row: _Fields, key: str) -> tuple[Actor, ...]:
    """Read a list of parties."""
    return tuple(
        Actor(name=each.quotation("name"), span=each.span("span"), actor=each.maybe_text("actor"))
        for each in row.many(key)
    )


def _place(row: _Fields) -> Place:
    """Read one place."""
    latitude, longitude = row.degrees("latitude", most=90.0), row.degrees("longitude", most=180.0)
    if (latitude is None) != (longitude is None):
        raise ValueError(f"{row.path} has one of latitude and longitude without the other")
    return Place(
        name=row.quotation("name"),
        span=row.span("span"),
        place=row.maybe_text("place"),
        latitude=latitude,
        longitude=longitude,
        radius_km=row.maybe_length("radius_km"),
        precision=row.choice("precision", Precision),
    )


def _when(row: _Fields) -> When:
    """Read one time."""
    start, end = row.maybe_day("start"), row.maybe_day("end")
    if start and end and start > end:
        raise ValueError(f"{row.path} ends before it starts")
    return When(start=start, end=end, text=row.quotation("text"), span=row.span("span"))


def _toll(row: _Fields) -> Toll:
    """Read one number of people."""
    low, best, high = (row.maybe_count(key) for key in ("low", "best", "high"))
    given = [figure for figure in (low, best, high) if figure is not None]
    if given != sorted(given):
        raise ValueError(f"{row.path} needs low <= best <= high")
    return Toll(
        harm=row.choice("harm", Harm),
        who=row.choice("who", Who),
        side=row.maybe_text("side"),
        low=low,
        best=best,
        high=high,
        part_of=row.maybe_count("part_of"),
        quote=row.quotation("quote"),
        span=row.span("span"),
    )


def _commitment(row: _Fields) -> Commitment:
    """Read one thing that is owed."""
    due = row.maybe_below("due")
    return Commitment(
        debtor=row.maybe_text("debtor"),
        text=row.quotation("text"),
        span=row.span("span"),
        due=_when(due) if due else None,
    )
