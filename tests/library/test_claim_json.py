"""Claims travel as JSON Lines without losing or gaining anything."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from vaglio.model.claim_json import ReportHeader, claim_from_json, claim_to_json
from vaglio.model.errors import RowInvalid
from vaglio.model.span import Span

DOCS = Path(__file__).parents[2] / "docs" / "claim.md"
KEYS = [
    "schema",
    "id",
    "report",
    "kind",
    "quote",
    "span",
    "sentence",
    "setting",
    "speaker",
    "cue",
    "said",
    "stance",
    "reality",
    "event",
    "actors",
    "targets",
    "mediators",
    "where",
    "when",
    "tolls",
    "scope",
    "commitments",
    "as_of",
    "provisional",
    "rules",
    "codebook",
    "reader",
]

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
maybe_texts = st.none() | texts
days = st.dates()
starts = st.integers(0, 10**6)


def _at(start: int, text: str) -> Span:
    """Place a text."""
    return Span(start=start, end=start + len(text))


@st.composite
def _actors(draw: st.DrawFn) -> Actor:
    """Make one party."""
    name = draw(texts)
    return Actor(name=name, span=_at(draw(starts), name), actor=draw(maybe_texts))


@st.composite
def _places(draw: st.DrawFn) -> Place:
    """Make one place, on the map or only named."""
    name, mapped = draw(texts), draw(st.booleans())
    return Place(
        name=name,
        span=_at(draw(starts), name),
        place=draw(maybe_texts),
        latitude=draw(st.floats(-90, 90)) if mapped else None,
        longitude=draw(st.floats(-180, 180)) if mapped else None,
        radius_km=draw(st.none() | st.floats(0, 5000)),
        precision=draw(st.sampled_from(Precision)),
    )


@st.composite
def _times(draw: st.DrawFn) -> When:
    """Make a time, each side open or not."""
    text = draw(texts)
    start, end = sorted([draw(days), draw(days)])
    return When(
        start=draw(st.sampled_from([None, start])),
        end=draw(st.sampled_from([None, end])),
        text=text,
        span=_at(draw(starts), text),
    )


@st.composite
def _tolls(draw: st.DrawFn) -> tuple[Toll, ...]:
    """Make some tolls, the later ones perhaps part of the first."""
    tolls = []
    for index in range(draw(st.integers(0, 3))):
        quote = draw(texts)
        figures = sorted(draw(st.lists(st.integers(0, 10**6), min_size=3, max_size=3)))
        low, best, high = (draw(st.sampled_from([None, figure])) for figure in figures)
        tolls.append(
            Toll(
                harm=draw(st.sampled_from(Harm)),
                who=draw(st.sampled_from(Who)),
                side=draw(maybe_texts),
                low=low,
                best=best,
                high=high,
                part_of=draw(st.sampled_from([None, 0])) if index else None,
                quote=quote,
                span=_at(draw(starts), quote),
            )
        )
    return tuple(tolls)


@st.composite
def _commitments(draw: st.DrawFn) -> Commitment:
    """Make one thing that is owed."""
    text = draw(texts)
    return Commitment(
        debtor=draw(maybe_texts),
        text=text,
        span=_at(draw(starts), text),
        due=draw(st.none() | _times()),
    )


def _some(of: st.SearchStrategy[Actor | Place | Commitment | str]) -> st.SearchStrategy[tuple]:
    """Make a few of something."""
    return st.lists(of, max_size=2).map(tuple)


HEADERS = st.builds(
    ReportHeader,
    id=texts,
    ref=maybe_texts,
    source=texts,
    title=maybe_texts,
    published=st.none() | days,
    url=maybe_texts,
)


@st.composite
def _claims(draw: st.DrawFn, report_id: str) -> Claim:
    """Make one claim of any shape that the model allows."""
    quote, cue = draw(texts), draw(texts)
    span = _at(draw(starts), quote)
    return Claim(
        id=draw(texts),
        report_id=report_id,
        kind=draw(st.sampled_from(Kind)),
        quote=quote,
        span=span,
        sentence=span,
        speaker=Speaker(
            name=draw(texts),
            span=draw(st.sampled_from([None, span])),
            type=draw(st.sampled_from(SpeakerType)),
            actor=draw(maybe_texts),
            via=draw(_some(texts)),
            mention=draw(st.sampled_from([None, span])),
        ),
        cue=draw(st.sampled_from([None, Cue(text=cue, span=_at(3, cue))])),
        said=draw(_some(st.just(span))),
        stance=draw(st.sampled_from(Stance)),
        reality=draw(st.sampled_from(Reality)),
        event=draw(st.none() | st.builds(Event, type=texts, mode=maybe_texts)),
        actors=draw(_some(_actors())),
        targets=draw(_some(_actors())),
        mediators=draw(_some(_actors())),
        where=draw(_some(_places())),
        when=draw(st.none() | _times()),
        tolls=draw(_tolls()),
        scope=draw(st.sampled_from(Scope)),
        commitments=draw(_some(_commitments())),
        as_of=draw(st.none() | days),
        provisional=draw(st.booleans()),
        rules=draw(_some(texts)),
        codebook=draw(texts),
        reader=draw(texts),
    )


@given(st.data(), HEADERS)
def test_a_claim_comes_back_as_it_was_written(data: st.DataObject, header: ReportHeader) -> None:
    """Writing and reading loses nothing, and a claim is one line to every program."""
    claim = data.draw(_claims(header.id))
    line = claim_to_json(claim, header)
    assert claim_from_json(line, input="a:1") == (header, claim)
    assert len(line.splitlines()) == 1
    assert line.encode("utf-8")


def example_line() -> dict[str, object]:
    """Give the claim that docs/claim.md shows."""
    [block] = re.findall(r"```json\n(.*?)\n```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    row: dict[str, object] = json.loads(block)
    return row


def test_the_documented_claim_is_one() -> None:
    """The example in docs/claim.md reads back, and is written exactly so."""
    line = json.dumps(example_line(), ensure_ascii=False)
    header, claim = claim_from_json(line, input="docs/claim.md:1")
    assert claim_to_json(claim, header) == line
    assert header.published == dt.date(2024, 3, 13)
    assert claim.tolls[0].high is None


def test_the_keys_stand_in_the_order_of_the_contract() -> None:
    """Other programs rely on names and order; docs/claim.md explains each."""
    assert list(example_line()) == KEYS
    docs = DOCS.read_text(encoding="utf-8")
    assert [key for key in KEYS if f"| `{key}` |" not in docs] == []


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("schema", "vaglio.claim/2", "schema is 'vaglio.claim/2'"),
        ("kind", "rumour", "kind is not one of incident, agreement"),
        ("quote", "too short", "quote is not as long as its span"),
        ("span", [5, 5], "span is not a span with 0 <= start < end"),
        ("span", [0, True], "span is not two whole numbers"),
        ("speaker.type", None, "speaker.type is not a text"),
        ("cue", 7, "cue is not an object"),
        ("said", 7, "said is not a list"),
        ("said.0", [4], "said[0] is not two whole numbers"),
        ("as_of", "20240313", "as_of is not a day such as 2024-03-12"),
        ("as_of", "2024-02-30", "as_of is not a day such as 2024-03-12"),
        ("when.end", "2024-03-09", "when ends before it starts"),
        ("where.0.latitude", 91, "where[0].latitude is not between -90 and 90 degrees"),
        ("where.0.latitude", None, "where[0] has one of latitude and longitude without the other"),
        ("where.0.radius_km", -1, "where[0].radius_km is not 0 or more"),
        ("tolls.0.low", -3, "tolls[0].low is not a whole number, 0 or more"),
        ("tolls.0.low", 40, "tolls[0] needs low <= best <= high"),
        ("tolls.1.part_of", 1, "tolls[1].part_of names no other toll"),
        ("tolls.1.part_of", 2, "tolls[1].part_of names no other toll"),
        ("rules", "speaker.subject", "rules is not a list of texts"),
        ("provisional", 0, "provisional is not true or false"),
        ("targets", {}, "targets is not a list"),
    ],
)
def test_a_wrong_field_is_named(path: str, value: object, words: str) -> None:
    """The error names the line and the field, and says what the field has to be."""
    row: object = example_line()
    whole = row
    *above, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in above:
        row = row[step]  # type: ignore[index]
    row[last] = value  # type: ignore[index]
    with pytest.raises(RowInvalid) as caught:
        claim_from_json(json.dumps(whole), input="claims.jsonl:4")
    assert str(caught.value).startswith("claims.jsonl:4: this is no claim: ")
    assert words in str(caught.value)


@pytest.mark.parametrize("key", [key for key in KEYS if key != "setting"])
def test_a_missing_key_is_named(key: str) -> None:
    """No key may be left out: unknown is null, never absent."""
    row = {each: value for each, value in example_line().items() if each != key}
    with pytest.raises(RowInvalid, match=f"{key} is missing"):
        claim_from_json(json.dumps(row), input="a:1")


@pytest.mark.parametrize("line", ["", "{", "[]", "7", '"words"', "[" * 100_000, b"\xff{}"])
def test_a_line_that_is_no_object_is_refused(line: str | bytes) -> None:
    """Anything else than a claim is an error of its line, never a crash."""
    with pytest.raises(RowInvalid):
        claim_from_json(line, input="a:1")


def test_a_key_of_a_later_program_is_ignored() -> None:
    """A later program may add keys."""
    row = {**example_line(), "vetted_by": "nobody"}
    assert claim_from_json(json.dumps(row), input="a:1")[1].reader == example_line()["reader"]
