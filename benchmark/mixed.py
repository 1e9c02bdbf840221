"""A folder as a newsroom gets it: most of what it holds tells of no conflict.

Pages are put together from invented sentences about weather, sport, business, culture and
everyday life; about one paragraph in five comes from the golden cases. The same seed gives the
same pages.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from phrases import TOPICS

CONFLICT_SHARE = 0.2
SHORTEST_PARAGRAPH = 80
PARAGRAPHS = (6, 14)
SENTENCES = (2, 4)
ONSETS = ("b", "br", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t", "v", "z")
VOWELS = ("a", "e", "i", "o", "u", "ai", "ou")
CODAS = ("", "l", "m", "n", "r", "s", "sk", "nd", "rt")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Hold one invented page."""

    name: str
    """Its file's name."""
    text: str
    """Its title and paragraphs, a blank line between them."""


def mixed_pages(
    count: int, *, golden: Path, seed: int = 1, paragraphs: tuple[int, int] = PARAGRAPHS
) -> Iterator[Page]:
    """Make pages of which about four paragraphs in five tell of no conflict.

    Args:
        count: How many pages.
        golden: The folder of golden cases, whose paragraphs tell of conflict.
        seed: The same seed gives the same pages.
        paragraphs: Fewest and most paragraphs of a page.
    """
    conflict = conflict_paragraphs(golden)
    draw = random.Random(seed)
    for number in range(count):
        topic = draw.choice(sorted(TOPICS))
        parts = [_fill(draw.choice(TOPICS[topic]).rstrip("."), draw)]
        for _ in range(draw.randint(*paragraphs)):
            if draw.random() < CONFLICT_SHARE:
                parts.append(draw.choice(conflict))
            else:
                chosen = draw.sample(TOPICS[topic], draw.randint(*SENTENCES))
                parts.append(" ".join(_fill(sentence, draw) for sentence in chosen))
        yield Page(name=f"{number:05}-{topic}.txt", text="\n\n".join(parts) + "\n")


def golden_reports(golden: Path) -> list[Path]:
    """List the golden reports that are plain text and said to be in English."""
    return [
        path
        for path in sorted(golden.glob("*/report.txt"))
        if 'language = "en' in path.with_name("about.toml").read_text(encoding="utf-8")
    ]


def conflict_paragraphs(golden: Path) -> list[str]:
    """List the longer paragraphs of the golden cases, in the order of their names."""
    return [
        paragraph.strip()
        for path in golden_reports(golden)
        for paragraph in path.read_text(encoding="utf-8").split("\n\n")
        if len(paragraph) >= SHORTEST_PARAGRAPH
    ]


def _fill(sentence: str, draw: random.Random) -> str:
    """Put invented names and figures into a sentence."""
    return sentence.format(
        town=_word(draw),
        other=_word(draw),
        person=f"{_word(draw)} {_word(draw)}",
        firm=f"{_word(draw)} {draw.choice(('Foods', 'Motors', 'Bank', 'Textiles', 'Energy'))}",
        day=draw.choice(DAYS),
        small=draw.randint(2, 9),
        figure=draw.randint(11, 950),
        year=draw.randint(1950, 2019),
    )


def _word(draw: random.Random) -> str:
    """Make up a name of two syllables."""
    syllables = (draw.choice(ONSETS) + draw.choice(VOWELS) + draw.choice(CODAS) for _ in "ab")
    return "".join(syllables).capitalize()
