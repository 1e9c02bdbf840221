"""Measure the reading on corpora that nobody here wrote.

Each set is one file, an adaptor from a corpus's rows to the claim contract;
what is counted, and how, is written once for all of them. The corpora are
other people's: they are read from a folder that the caller names, and nothing
of them is kept here.
"""

from vaglio.score.bench import (
    airwars_gaza,
    airwars_incidents,
    airwars_syria,
    ecbplus,
    event_location,
    ipe,
    muc4,
    must_not,
    plover,
    polnear,
    satp,
    timebank,
    toponyms,
)
from vaglio.score.bench._counts import Counts, Tally, macro_f1
from vaglio.score.bench._floors import (
    Floor,
    Floors,
    floors_in_toml,
    is_under,
    load_floors,
    raise_floors,
)
from vaglio.score.bench._page import (
    Aim,
    Weakness,
    known_weaknesses,
    load_aims,
    reading_page,
)
from vaglio.score.bench._peers import Peer, beside_peers
from vaglio.score.bench._rows import SPEED, BenchRow, Better, Miss, SetScore
from vaglio.score.bench._run import BenchRun, digest_of, run_sets
from vaglio.score.bench._set import BenchSet
from vaglio.score.bench._table import bench_in_json, bench_in_words, errors_in_words
from vaglio.score.bench._texts import Text, read_texts

SETS: tuple[BenchSet, ...] = (
    airwars_gaza.SET,
    airwars_syria.SET,
    airwars_incidents.SET,
    ipe.SET,
    muc4.SET,
    must_not.SET,
    plover.SET,
    polnear.SET,
    satp.SET,
    timebank.SET,
    toponyms.SET,
    event_location.SET,
    ecbplus.SET,
)
"""The sets, in the order of the table."""

__all__ = [
    "SETS",
    "SPEED",
    "Aim",
    "BenchRow",
    "BenchRun",
    "BenchSet",
    "Better",
    "Counts",
    "Floor",
    "Floors",
    "Miss",
    "Peer",
    "SetScore",
    "Tally",
    "Text",
    "Weakness",
    "bench_in_json",
    "bench_in_words",
    "beside_peers",
    "digest_of",
    "errors_in_words",
    "floors_in_toml",
    "is_under",
    "known_weaknesses",
    "load_aims",
    "load_floors",
    "macro_f1",
    "raise_floors",
    "read_texts",
    "reading_page",
    "run_sets",
]
