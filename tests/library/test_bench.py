"""Tests of the benchmark: its figures, its floors, its table."""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path

import pytest
from click.testing import CliRunner

from vaglio.cli import main
from vaglio.model.errors import FloorLowered, FloorsInvalid
from vaglio.score.bench import (
    SETS,
    BenchRow,
    BenchRun,
    BenchSet,
    Better,
    Counts,
    Floors,
    Miss,
    SetScore,
    Tally,
    bench_in_json,
    bench_in_words,
    digest_of,
    errors_in_words,
    floors_in_toml,
    is_under,
    load_floors,
    macro_f1,
    raise_floors,
    run_sets,
)


def _row(f1: float | None = 0.5, *, precision: float | None = 0.5, metric: str = "m") -> BenchRow:
    """Make a row of an invented set."""
    return BenchRow(set="wells", metric=metric, precision=precision, recall=0.5, f1=f1, n=10)


def _set(*rows: BenchRow, name: str = "wells") -> BenchSet:
    """Make a set that reads `wells/*.txt` and always finds the same."""
    return BenchSet(
        name=name,
        about="Invented.",
        files=lambda data: sorted((data / name).glob("*.txt")),
        measure=lambda _data, _jobs: SetScore(rows=rows, words=100),
    )


def _run(*rows: BenchRow, digest: str = "d1") -> BenchRun:
    """Make the run of an invented set."""
    return BenchRun(bench=_set(*rows), digest=digest, score=SetScore(rows=rows, words=100))


def test_counts_give_precision_recall_and_f1() -> None:
    """Three right, one extra and two missed give 3/4, 3/5 and 6/9."""
    counts = Counts()
    counts.add(right=2, extra=1)
    counts.add(right=1, missed=2)
    row = counts.row("wells", "found")
    assert (row.precision, row.recall, row.f1) == (0.75, 0.6, pytest.approx(2 / 3))
    assert row.n == 5


def test_nothing_counted_is_unknown_and_not_zero() -> None:
    """A share of nothing is no figure."""
    assert Counts().f1 is None
    assert Counts(missed=2).precision is None
    assert Counts(missed=2).f1 == 0.0
    assert Tally().row("wells", "right").value is None


def test_tally_gives_the_share_that_is_right() -> None:
    """One of two, one of them by half, is three quarters."""
    tally = Tally()
    tally.add(True)
    tally.add(0.5)
    assert tally.row("wells", "right").value == 0.75


def test_macro_f1_weighs_labels_alike() -> None:
    """A label given though never wanted has no F1 of its own but costs the others."""
    pairs = [("A", "A"), ("A", "A"), ("A", "A"), ("B", "A"), ("B", None), ("C", "D")]
    assert macro_f1(pairs) == pytest.approx((6 / 7 + 0 + 0) / 3)
    assert macro_f1([]) is None


def test_a_set_that_is_absent_is_left_out_and_said(tmp_path: Path) -> None:
    """An absent set has no figures, and the table says so."""
    (tmp_path / "wells").mkdir()
    (tmp_path / "wells" / "a.txt").write_text("one two", encoding="utf-8")
    clock = count(step=2)
    runs = list(
        run_sets(
            [_set(_row()), _set(name="mills")],
            data=tmp_path,
            jobs=1,
            clock=lambda: float(next(clock)),
        )
    )
    words = bench_in_words(runs, Floors(digests={}, floors={}))
    assert [run.score is None for run in runs] == [False, True]
    assert "mills: not in the data folder, left out" in words
    speed = words.splitlines()[2].split()
    assert speed == ["wells", "all", "words", "a", "second", "50", "100"]


def test_a_digest_holds_names_and_bytes(tmp_path: Path) -> None:
    """Another name or another byte is another corpus; another folder is not."""
    digests = []
    for folder, name, text in (("a", "x", "1"), ("b", "x", "1"), ("c", "y", "1"), ("d", "x", "2")):
        (tmp_path / folder).mkdir()
        path = tmp_path / folder / name
        path.write_text(text, encoding="utf-8")
        digests.append(digest_of([path], tmp_path / folder))
    assert digests[0] == digests[1]
    assert len(set(digests)) == 3


def test_floors_are_rounded_down_and_read_back() -> None:
    """What was reached stands in the file, and is its own floor."""
    floors = raise_floors(Floors(digests={}, floors={}), [_run(_row(0.66666))], why=None)
    path_text = floors_in_toml(floors)
    assert "f1 = 0.666" in path_text
    floor = floors.of(_row(0.66666), "d1")
    assert floor is not None
    assert not is_under(_row(0.66666), floor)


def test_floors_survive_the_file(tmp_path: Path) -> None:
    """Writing and reading change nothing, quotation marks included."""
    first = raise_floors(Floors(digests={}, floors={}), [_run(_row(0.6))], why=None)
    second = raise_floors(first, [_run(_row(0.5))], why='a "rule" was wrong')
    path = tmp_path / "floors.toml"
    path.write_text(floors_in_toml(second), encoding="utf-8")
    assert load_floors(path) == second
    assert load_floors(tmp_path / "none.toml") == Floors(digests={}, floors={})


def test_lowering_a_floor_asks_for_a_reason() -> None:
    """A worse figure, or one that is gone, is pinned only with a sentence that says why."""
    floors = raise_floors(Floors(digests={}, floors={}), [_run(_row(0.6))], why=None)
    with pytest.raises(FloorLowered, match="wells / all / m"):
        raise_floors(floors, [_run(_row(0.5))], why=None)
    with pytest.raises(FloorLowered):
        raise_floors(floors, [_run(_row(0.6, metric="other"))], why=None)
    lowered = raise_floors(floors, [_run(_row(0.5))], why="the corpus counts otherwise")
    assert lowered.floors["wells", "all", "m"].lowered == "the corpus counts otherwise"
    raised = raise_floors(lowered, [_run(_row(0.7))], why=None)
    assert raised.floors["wells", "all", "m"].f1 == 0.7


def test_precision_is_held_apart() -> None:
    """A better F1 does not excuse a worse precision."""
    floors = raise_floors(Floors(digests={}, floors={}), [_run(_row(0.6, precision=0.9))], why=None)
    floor = floors.floors["wells", "all", "m"]
    assert is_under(_row(0.7, precision=0.8), floor)
    assert not is_under(_row(0.6, precision=0.95), floor)


def test_a_ceiling_is_passed_from_below() -> None:
    """Where lower is better, more is worse."""
    row = BenchRow(set="wells", metric="wrong", value=0.2, n=5, better=Better.LOWER)
    worse = BenchRow(set="wells", metric="wrong", value=0.3, n=5, better=Better.LOWER)
    floors = raise_floors(Floors(digests={}, floors={}), [_run(row)], why=None)
    floor = floors.floors["wells", "all", "wrong"]
    assert not is_under(row, floor)
    assert is_under(worse, floor)
    assert "over ceiling" in bench_in_words([_run(worse)], floors)


def test_a_floor_holds_for_its_own_bytes_only() -> None:
    """Other files of the same form are scored, and held to nothing."""
    floors = raise_floors(Floors(digests={}, floors={}), [_run(_row(0.6))], why=None)
    assert "below floor" in bench_in_words([_run(_row(0.5))], floors)
    assert "below floor" not in bench_in_words([_run(_row(0.5), digest="d2")], floors)
    assert raise_floors(floors, [_run(_row(0.5), digest="d2")], why=None).digests["wells"] == "d2"


def test_speed_is_shown_and_not_held() -> None:
    """Another machine is no worse reader."""
    speed = BenchRow(set="wells", metric="words a second", value=10.0, n=100, held=False)
    floors = raise_floors(Floors(digests={}, floors={}), [_run(_row(), speed)], why=None)
    assert list(floors.floors) == [("wells", "all", "m")]


def test_a_broken_file_of_floors_is_an_error(tmp_path: Path) -> None:
    """A file that cannot be read is not a file without floors."""
    path = tmp_path / "floors.toml"
    path.write_text("[[floor]]\nset = 1", encoding="utf-8")
    with pytest.raises(FloorsInvalid):
        load_floors(path)


def test_json_has_the_fields_that_were_promised() -> None:
    """Each figure is an object with the nine fields; another program is named."""
    peer = BenchRow(set="wells", metric="m", f1=0.4, n=10, peer="other")
    listed = json.loads(bench_in_json([_run(_row(), peer)], Floors(digests={}, floors={})))
    fields = ["set", "slice", "metric", "precision", "recall", "f1", "value", "n", "floor"]
    assert list(listed[0]) == fields
    assert listed[1]["peer"] == "other"


def test_errors_are_shown_worst_first(tmp_path: Path) -> None:
    """The worst cases come first, with their words, and no more than were asked for."""
    (tmp_path / "wells").mkdir()
    (tmp_path / "wells" / "a.txt").write_text("x", encoding="utf-8")
    misses = tuple(
        Miss(
            set="wells",
            metric="m",
            kind="missed",
            case=str(i),
            words=f"words {i}",
            wanted="7",
            found="",
            weight=float(i),
        )
        for i in range(3)
    )
    bench = BenchSet(
        name="wells",
        about="Invented.",
        files=lambda data: sorted((data / "wells").glob("*.txt")),
        measure=lambda _data, _jobs: SetScore(rows=(), misses=misses, words=1),
    )
    runs = list(run_sets([bench], data=tmp_path, jobs=1, clock=lambda: 0.0))
    shown = errors_in_words(runs, most=2)
    assert shown.index("words 2") < shown.index("words 1")
    assert "words 0" not in shown
    assert "wells: 2 of 3 errors" in shown


def test_without_the_corpora_the_command_says_so(tmp_path: Path) -> None:
    """No data folder is no failure: the corpora are other people's."""
    answer = CliRunner().invoke(main, ["score", "bench", "--data", str(tmp_path / "none")])
    assert answer.exit_code == 0
    assert "is not there: left out" in answer.stderr


def test_an_unknown_set_is_wrong_use(tmp_path: Path) -> None:
    """The message names the sets there are."""
    answer = CliRunner().invoke(main, ["score", "bench", "nosuch", "--data", str(tmp_path)])
    assert answer.exit_code == 2
    assert SETS[0].name in answer.stderr


def test_the_command_pins_and_holds_floors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was pinned is asked for the next time, and a fall is exit status 1."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "data" / "ipe"
    folder.mkdir(parents=True)
    row = {
        "doc_id": 1,
        "sent_id": 1,
        "sent_labels": ["KILL"],
        "sent_text": "Police shot dead two men in Marsk.",
    }
    (folder / "sents.jsonl").write_text(json.dumps(row), encoding="utf-8")
    command = ["score", "bench", "ipe", "--data", str(tmp_path / "data")]
    assert CliRunner().invoke(main, [*command, "--update"]).exit_code == 0
    assert CliRunner().invoke(main, command).exit_code == 0
    pinned = Path("benchmark/floors.toml")
    text = pinned.read_text(encoding="utf-8")
    assert "f1 = 1.0" in text
    pinned.write_text(text.replace("f1 = 1.0", "f1 = 1.1"), encoding="utf-8")
    answer = CliRunner().invoke(main, command)
    assert answer.exit_code == 1
    assert "below floor" in answer.stdout
