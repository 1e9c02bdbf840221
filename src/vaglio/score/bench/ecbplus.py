"""ECB+: which words of several documents tell of one event."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from vaglio.model.claim import Claim
from vaglio.model.claim_json import header_of
from vaglio.model.errors import CorpusInvalid
from vaglio.model.incident import Incident
from vaglio.model.record import Reported
from vaglio.model.span import Span
from vaglio.pipeline import Reading, reconcile_claims
from vaglio.score.bench._b_cubed import b_cubed
from vaglio.score.bench._rows import BenchRow, SetScore
from vaglio.score.bench._set import BenchSet
from vaglio.score.bench._texts import Text, read_texts

NAME = "ecbplus"
_METRIC = "mentions of one event"
_COVERED = "mentions in an incident"
_VIOLENT = "ASSAULT"

Mention = tuple[str, int]
"""The document, and which of its mentions."""


@dataclass(slots=True, kw_only=True)
class Story:
    """Hold one document with the words in it that tell of events."""

    text: Text
    """Its words, parted by spaces."""
    topic: str
    """The seminal event that it was collected for."""
    mentions: list[tuple[Span, str]] = field(default_factory=list)
    """Where each event is mentioned, and the chain of what is the same event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Hold one topic as it was read."""

    wanted: Mapping[Mention, Set[Hashable]]
    """For each mention its chain."""
    given: Mapping[Mention, Set[Hashable]]
    """For each mention the incident that tells of it; one of its own where none does."""
    covered: int
    """How many mentions an incident tells of."""
    violent: bool
    """Whether most of its documents were read to tell of an assault."""


def files(data: Path) -> Sequence[Path]:
    """List the files; each is a slice."""
    return sorted((data / NAME).glob("*.json"))


def measure(data: Path, jobs: int) -> SetScore:
    """Read and reconcile each topic, and compare what was put together."""
    rows: list[BenchRow] = []
    words = 0
    for path in files(data):
        stories = stories_in(path)
        words += sum(story.text.words for story in stories)
        readings = read_texts((story.text for story in stories), make=reported_of, jobs=jobs)
        by_topic: dict[str, list[tuple[Story, list[Reported]]]] = {}
        for story, found in zip(stories, readings, strict=True):
            by_topic.setdefault(story.topic, []).append((story, found or []))
        rows += _rows(path.stem, [topic_of(read) for read in by_topic.values()])
    return SetScore(rows=tuple(rows), words=words)


def stories_in(path: Path) -> list[Story]:
    """Read one file of the corpus.

    Args:
        path: A list of mentions as JSON, each with its document's words.

    Returns:
        The documents in the file's order, each once.

    Raises:
        CorpusInvalid: It is no such list.
    """
    stories: dict[str, Story] = {}
    try:
        for row in json.loads(path.read_text(encoding="utf-8")):
            words, id = [str(word) for word in row["mention_context"]], str(row["doc_id"])
            if id not in stories:
                text = Text(id=id, text=" ".join(words))
                stories[id] = Story(text=text, topic=str(row["topic_id"]))
            span = _span(words, [int(number) for number in row["tokens_number"]])
            stories[id].mentions.append((span, str(row["coref_chain"])))
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise CorpusInvalid(
            input=str(path),
            problem=f"is not a list of mentions with their documents ({error!r})",
            next_step="restore the file as it was published",
        ) from error
    return list(stories.values())


def _span(words: Sequence[str], numbers: Sequence[int]) -> Span:
    """Find where some words of a document stand, the words parted by single spaces."""
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word) + 1)
    first, last = min(numbers), max(numbers)
    return Span(start=starts[first], end=starts[last] + len(words[last]))


def reported_of(reading: Reading) -> list[Reported]:
    """Give the claims of a reading with their report."""
    header = header_of(reading.document)
    return [Reported(claim=claim, report=header) for claim in reading.claims]


def topic_of(read: Sequence[tuple[Story, Sequence[Reported]]]) -> Topic:
    """Reconcile the documents of a topic, and say which incident each mention is of.

    A mention is of the incident of the shortest claim whose words cover it;
    one that no claim of an incident covers stands alone.

    Args:
        read: Its documents, each with what was read in it.

    Returns:
        The mentions, as the corpus and as the incidents put them together.
    """
    record = reconcile_claims(each for _, found in read for each in found)
    home = {claim: incident for incident in record.incidents for claim in incident.claims}
    wanted: dict[Mention, Set[Hashable]] = {}
    given: dict[Mention, Set[Hashable]] = {}
    covered = violent = 0
    for story, found in read:
        told = [each.claim for each in found if each.claim.id in home]
        violent += any(_is_assault(home[claim.id]) for claim in told)
        for number, (span, chain) in enumerate(story.mentions):
            mention = (story.text.id, number)
            claim = _covering(told, span)
            wanted[mention] = {chain}
            given[mention] = {home[claim.id].id if claim is not None else mention}
            covered += claim is not None
    return Topic(wanted=wanted, given=given, covered=covered, violent=2 * violent > len(read))


def _covering(told: Sequence[Claim], span: Span) -> Claim | None:
    """Choose the shortest claim whose words cover a mention."""
    covering = [claim for claim in told if claim.span.covers(span)]
    return min(covering, key=lambda claim: len(claim.span), default=None)


def _is_assault(incident: Incident) -> bool:
    """Tell whether an incident is coded as an attack on people or things."""
    return incident.event is not None and incident.event.type == _VIOLENT


def _rows(name: str, topics: Sequence[Topic]) -> Iterator[BenchRow]:
    """Write the figures of one file: all topics, and those of violence."""
    slices: defaultdict[str, list[Topic]] = defaultdict(list)
    for topic in topics:
        slices[name].append(topic)
        if topic.violent:
            slices[f"{name}, topics of violence"].append(topic)
    for slice_name, held in slices.items():
        wanted = {mention: of for topic in held for mention, of in topic.wanted.items()}
        given = {mention: of for topic in held for mention, of in topic.given.items()}
        yield b_cubed(wanted, given, set_name=NAME, metric=_METRIC, slice_name=slice_name)
        yield BenchRow(
            set=NAME,
            slice=slice_name,
            metric=_COVERED,
            value=sum(topic.covered for topic in held) / len(wanted),
            n=len(wanted),
        )


SET = BenchSet(
    name=NAME,
    about=(
        "Newspaper texts of 33 topics with the words marked that tell of one event, B-cubed over "
        "these words; topics of violence are those where most texts were read to tell of an "
        "assault, so which they are depends on the reading."
    ),
    files=files,
    measure=measure,
)
"""The set of events across documents: its files, its terms and its figures."""
