"""Measure how fast `vaglio read` is, as ratios in one run, and how much memory it takes.

Run as `make bench`. Prints a table, writes it to docs/speed.md, and exits with 1 where
an aim is missed (`--no-gate`: never).
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from commands import VAGLIO, in_turns, median_seconds, run
from desk_table import desk_measures
from growth import ADDED_TO, SCALES, one_more_measures, scale_measures
from machine import described, idle_cores
from mixed import golden_reports, mixed_pages
from table import Measure, page, table

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"
EXAMPLES = ROOT / "src" / "vaglio_web" / "examples"
AIM_RATIOS = {"rules": 1.5, "rules+attribution": 1.0}
"""What is asked of each reader: the rules alone as ever; with the model, no slower than spaCy."""
AIM_HELP, AIM_COLD, AIM_GROWTH, AIM_JOBS = 0.3, 2.5, 0.05, 1.3
GOLDEN_TIMES, EXAMPLE_TIMES, REAL_TIMES = 2, 12, 12
MIXED_PAGES, JOBS_PAGES = 60, 600
JOBS_NEED = 1.5
"""Idle cores without which two processes cannot be judged."""
SHORT_PAGE = (2, 4)
DATABASES = ("sqlite", "postgresql")
DESK_NEEDS = 1.5
"""Idle cores without which a desk cannot be judged: its server, its database, its visitors."""


def main() -> None:
    """Measure everything, show it and gate."""
    options = _options()
    measures: list[Measure] = []
    with tempfile.TemporaryDirectory() as place:
        for measure in _measures(options, Path(place)):
            measures.append(measure)
            print(f"{measure.what}: {measure.found}", file=sys.stderr, flush=True)
    print(table(measures))
    options.page.write_text(page(measures, machine=described(), day=options.date), encoding="utf-8")
    missed = [measure.what for measure in measures if measure.met is False]
    if missed:
        print("missed: " + "; ".join(missed), file=sys.stderr)
    sys.exit(1 if missed and not options.no_gate else 0)


def _options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    shared = os.environ.get("VAGLIO_SHARED", str(ROOT.parent / "shared"))
    parser.add_argument("--data", type=Path, default=Path(shared), help="folder with reports/")
    parser.add_argument("--reports", type=int, default=10_000, help="how many to watch memory over")
    parser.add_argument(
        "--scale-most", type=int, metavar="CLAIMS", help="join so many claims too: 1000000"
    )
    parser.add_argument(
        "--desk-claims", type=int, default=1_000_000, help="claims of the full desk; 0: no desk"
    )
    parser.add_argument("--rounds", type=int, default=5, help="turns a side")
    parser.add_argument("--date", help="the day to print; none by default")
    parser.add_argument(
        "--page", type=Path, default=ROOT / "docs" / "speed.md", help="page to write"
    )
    parser.add_argument("--no-gate", action="store_true", help="exit with 0 whatever is missed")
    return parser.parse_args()


def _measures(options: argparse.Namespace, place: Path) -> Iterator[Measure]:
    """Take the measures one after the other."""
    golden = _repeated(golden_reports(GOLDEN), place / "golden", GOLDEN_TIMES)
    yield from _ratios("golden reports", golden, options.rounds, gated=False)
    examples = _repeated(sorted(EXAMPLES.glob("*.txt")), place / "examples", EXAMPLE_TIMES)
    yield from _ratios("example reports", examples, options.rounds)
    real = sorted((options.data / "reports").glob("*.txt"))
    if real:
        folder = _repeated(real[:1], place / "real", REAL_TIMES)
        yield from _ratios("a real report", folder, options.rounds)
    else:
        print(f"bench: no reports in {options.data}: real report left out", file=sys.stderr)
    mixed = _mixed_folder(place / "mixed", MIXED_PAGES)
    yield from _ratios("mixed folder", mixed, options.rounds)
    yield from _starts(real[0] if real else EXAMPLES / "wire-agency.txt")
    yield _memory(place, options.reports)
    yield _jobs(_mixed_folder(place / "many", JOBS_PAGES))
    sizes = [*SCALES, options.scale_most] if options.scale_most else SCALES
    yield from scale_measures([(size, _worker("scale.py", str(size))) for size in sizes])
    found = _worker("one_more.py", str(ADDED_TO), str(place / "record"))
    yield from one_more_measures(found, claims=ADDED_TO)
    for database in DATABASES if options.desk_claims else ():
        idle = idle_cores() > DESK_NEEDS
        found = _worker("desk.py", database, "--claims", str(options.desk_claims))
        yield from desk_measures(found, idle=idle)


def _repeated(paths: list[Path], folder: Path, times: int) -> Path:
    """Copy files some times, each with a last line of its own: equal bytes are read once."""
    folder.mkdir()
    for number in range(times):
        for at, path in enumerate(paths):
            text = path.read_text(encoding="utf-8")
            copy = folder / f"{number:03}-{at:03}.txt"
            copy.write_text(f"{text}\n\nCopy {number}.\n", encoding="utf-8")
    return folder


def _mixed_folder(folder: Path, count: int) -> Path:
    """Write a mixed folder."""
    folder.mkdir()
    for made in mixed_pages(count, golden=GOLDEN):
        (folder / made.name).write_text(made.text, encoding="utf-8")
    return folder


def _worker(script: str, *arguments: str) -> Any:  # noqa: ANN401
    """Run one of the measuring scripts in a process of its own and give what it found."""
    script_path = str(Path(__file__).with_name(script))
    return json.loads(run([sys.executable, script_path, *arguments]))


def _ratios(name: str, folder: Path, rounds: int, *, gated: bool = True) -> Iterator[Measure]:
    """Compare the words a second of each reader with the bare pipeline."""
    found = _worker("sides.py", str(folder), str(rounds))
    bare = found["words"] / statistics.median(found["spacy"])
    for side in found["readers"]:
        pairs = zip(side["seconds"], found["spacy"], strict=True)
        ratios = [theirs / ours for ours, theirs in pairs]
        ratio = statistics.median(ratios)
        aim = AIM_RATIOS[side["reader"]]
        speed = found["words"] / statistics.median(side["seconds"])
        yield Measure(
            what=f"words a second, `{side['reader']}` to spaCy: {name}",
            found=f"{ratio:.2f}",
            aim=f"≥ {aim}" if gated else "",
            met=ratio >= aim if gated else None,
            beside=f"{speed:,.0f} to {bare:,.0f} words/s; {found['words']:,} words, "
            f"{side['claims']} claims, {side['parsed']:.0%} of words parsed; "
            f"turns {min(ratios):.2f} to {max(ratios):.2f}",
        )


def _starts(report: Path) -> Iterator[Measure]:
    """Time the commands that a person waits for."""
    floor = median_seconds([sys.executable, "-c", "pass"], times=10)
    help_page = median_seconds([VAGLIO, "--help"], times=10)
    yield Measure(
        what="`vaglio --help`",
        found=f"{help_page:.2f} s",
        aim=f"< {AIM_HELP} s",
        met=help_page < AIM_HELP,
        beside=f"`python -c pass` takes {floor:.2f} s",
    )
    command = [VAGLIO, "read", str(report), "--format", "jsonl"]
    cold = median_seconds(command, times=5)
    words = len(report.read_text(encoding="utf-8").split())
    yield Measure(
        what="one report, cold",
        found=f"{cold:.2f} s",
        aim=f"< {AIM_COLD} s",
        met=cold < AIM_COLD,
        beside=f"{words} words",
    )


def _memory(place: Path, count: int) -> Measure:
    """Watch the memory of one process over many reports."""
    path = place / "many.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for made in mixed_pages(count, golden=GOLDEN, seed=2, paragraphs=SHORT_PAGE):
            file.write(json.dumps({"id": made.name, "language": "en", "text": made.text}) + "\n")
    found = _worker("memory.py", str(path), str(max(count // 10, 1)))
    held: list[tuple[int, float]] = found["held"]
    early, growth = held[1], held[-1][1] / held[1][1] - 1
    return Measure(
        what=f"memory over {found['reports']:,} reports",
        found=f"{found['peak']:.0f} MB at most",
        aim=f"growth < {AIM_GROWTH:.0%} after report {early[0]:,}",
        met=growth < AIM_GROWTH,
        beside=f"grows {growth:.1%}; held after "
        + ", ".join(f"{reports:,}: {size:.0f}" for reports, size in held)
        + f" MB; {found['reports'] / found['seconds']:.0f} reports/s",
    )


def _jobs(folder: Path) -> Measure:
    """Compare one process with two."""
    command = [VAGLIO, "read", str(folder), "--format", "jsonl", "--jobs"]
    enough = idle_cores() > JOBS_NEED
    one, two = in_turns([*command, "1"], [*command, "2"], times=3)
    return Measure(
        what="`--jobs 2` to `--jobs 1`",
        found=f"{one / two:.2f}",
        aim=f"≥ {AIM_JOBS}" if enough else "not judged: the other cores are busy",
        met=one / two >= AIM_JOBS if enough else None,
        beside=f"{one:.1f} s and {two:.1f} s for {JOBS_PAGES} mixed pages",
    )


if __name__ == "__main__":
    main()
