"""MUC-3 and MUC-4: the incidents of wire reports on Latin America, 1988 to 1990."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from vaglio.model.errors import CorpusInvalid
from vaglio.pipeline import Reading, find_mentions, incidents_of
from vaglio.score.bench._counts import Counts, Tally, rows_of
from vaglio.score.bench._muc_fit import Pair, count, pair_up, slot_fit
from vaglio.score.bench._muc_keys import Slot, Template, read_keys
from vaglio.score.bench._muc_places import main_country
from vaglio.score.bench._muc_templates import by_type, is_told, template_of
from vaglio.score.bench._rows import BenchRow, Better, Miss, SetScore
from vaglio.score.bench._set import BenchSet
from vaglio.score.bench._texts import Text, read_texts

NAME = "muc4"
_EVERY_SLOT = "all slots"
_FALSE_ALARM = "false alarm on irrelevant report"


def files(data: Path) -> Sequence[Path]:
    """List the files of documents and of keys."""
    folder = data / NAME
    return sorted([*folder.glob("documents*.jsonl"), *folder.glob("templates*.jsonl")])


def measure(data: Path, jobs: int) -> SetScore:
    """Read each document, and compare its incidents with the keys."""
    keys: defaultdict[str, list[Template]] = defaultdict(list)
    for path in files(data):
        if path.name.startswith("templates"):
            for doc, template in read_keys(path):
                keys[doc].append(template)
    texts = [
        item
        for path in files(data)
        if path.name.startswith("documents")
        for item in _documents(path)
    ]
    slots: dict[str, defaultdict[str, Counts]] = {
        name: defaultdict(Counts) for name in (*Slot, _EVERY_SLOT)
    }
    alarms: defaultdict[str, Tally] = defaultdict(Tally)
    misses: list[Miss] = []
    readings = read_texts((text for _, text in texts), make=templates_in, jobs=jobs)
    for (split, text), found in zip(texts, readings, strict=True):
        slices = slices_of(split)
        if text.id not in keys:
            for name in slices:
                alarms[name].add(bool(found))
        pairs = pair_up(keys.get(text.id, []), found or [])
        for pair in pairs:
            _count(pair, slots, slices)
            misses += _misses(pair, text)
    return SetScore(
        rows=tuple(_rows(slots, alarms)),
        misses=tuple(misses),
        words=sum(text.words for _, text in texts),
    )


def _documents(path: Path) -> Iterator[tuple[str, Text]]:
    """Turn each line into its split's name and a text."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                row = json.loads(line)
                yield str(row["split"]), Text(id=str(row["id"]), text=str(row["text"]))
            except (ValueError, KeyError, TypeError) as error:
                raise CorpusInvalid(
                    input=f"{path}:{number}",
                    problem=f"is no document ({error!r})",
                    next_step="restore the file",
                ) from error


def slices_of(split: str) -> tuple[str, ...]:
    """Name the slices of a split: itself, and its like without the last number.

    Example:
        >>> slices_of("tst1"), slices_of("dev")
        (('tst1', 'tst'), ('dev',))
    """
    pooled = split.rstrip("0123456789")
    return (split, pooled) if pooled and pooled != split else (split,)


def templates_in(reading: Reading) -> list[Template]:
    """Make the templates of one report."""
    claims = {claim.id: claim for claim in reading.claims}
    mentions = find_mentions(reading.document)
    country = main_country(mention.place for mention in mentions.places)
    made = []
    for incident in incidents_of(reading.document, reading.claims):
        told = [claims[name] for name in incident.claims if is_told(claims[name])]
        published = reading.document.published
        made += [template_of(part, published=published, country=country) for part in by_type(told)]
    return [template for template in made if template is not None]


def _count(
    pair: Pair, slots: Mapping[str, defaultdict[str, Counts]], slices: Sequence[str]
) -> None:
    """Count every slot of a pair of templates in each of its slices."""
    for slot in Slot:
        for name in slices:
            count(pair, slot, slots[slot][name])
            count(pair, slot, slots[_EVERY_SLOT][name])


def _rows(
    slots: Mapping[str, Mapping[str, Counts]], alarms: Mapping[str, Tally]
) -> Iterator[BenchRow]:
    """Write the rows: slot by slot, then the false alarms."""
    for metric, slices in slots.items():
        yield from rows_of(NAME, metric, slices)
    for name, tally in alarms.items():
        yield tally.row(NAME, _FALSE_ALARM, slice_name=name, better=Better.LOWER)


def _misses(pair: Pair, text: Text) -> Iterator[Miss]:
    """Describe what a pair of templates does not agree on."""
    for slot in Slot:
        keys = pair.wanted.slots.get(slot, ()) if pair.wanted else ()
        fills = pair.found.slots.get(slot, ()) if pair.found else ()
        if pair.wanted and pair.found:
            right, keys_alone, fills_alone = slot_fit(slot, pair.wanted, pair.found)
            if right >= max(len(keys), len(fills)):
                continue
            kind = "wrong" if keys_alone and fills_alone else "partly right"
        elif pair.wanted is None and slot is Slot.TYPE:
            kind = "incident of no key"
        elif pair.found is None and slot is Slot.TYPE and pair.wanted and not pair.wanted.optional:
            kind = "incident missed"
        else:
            continue
        yield Miss(
            set=NAME,
            metric=slot,
            kind=kind,
            case=text.id,
            words=pair.found.words if pair.found else "",
            wanted="; ".join(" / ".join((*k.values, *k.refs)) for k in keys),
            found="; ".join(" / ".join((*f.values, *f.refs)) for f in fills),
            weight=2.0 if kind.startswith("incident") else 1.0,
        )


SET = BenchSet(
    name=NAME,
    about=(
        "Wire and radio reports of 1988 to 1990 in capitals, with a template for each incident: "
        "date, place, victims and what became of them, and how sure it is who did it."
    ),
    files=files,
    measure=measure,
)
