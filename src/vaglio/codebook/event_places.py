"""The weights by which a verb's place is chosen."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("event_place_weights.csv")


@cache
def weights() -> dict[str, float]:
    """Give the weight of each clue.

    Source:
        `event_place_weights.csv`, made by `scripts/train_event_places.py`.
    """
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["clue"]: float(row["weight"]) for row in csv.DictReader(file)}
