"""Two revisions: claims gained, lost and changed, and the worktree cleared away."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from vaglio.model.errors import RevisionUnknown, RowInvalid
from vaglio.score import (
    ClaimLine,
    SampleReport,
    Source,
    claims_at,
    claims_now,
    diff_claims,
    diff_in_words,
    parse_claim_lines,
)

LINE = ClaimLine(
    report="golden/rain",
    start=0,
    end=20,
    kind="incident",
    speaker="the mayor",
    quote="Rain fell on Velisk.",
    fields=(("stance", "states"), ("reality", "happened")),
)
CLI = """
import json, sys
for line in open(sys.argv[2], encoding="utf-8"):
    row = json.loads(line)
    print(json.dumps({"report": {"id": "r:0", "ref": row["id"]}, "kind": "incident",
        "speaker": {"name": "SPEAKER", "type": "person"}, "span": [0, 4], "quote": row["text"][:4],
        "stance": "states", "tolls": []}))
"""


def test_the_same_claims_are_the_same() -> None:
    """Nothing gained, lost or changed."""
    diff = diff_claims([LINE], [LINE])
    assert diff_in_words(diff) == "gained 0, lost 0, changed 0, same 1\n"


def test_a_changed_field_is_no_loss() -> None:
    """A claim with another stance is the same claim, changed."""
    new = replace(LINE, fields=(("stance", "fears"), ("reality", "happened"), ("as_of", "2023")))
    words = diff_in_words(diff_claims([LINE], [new]))
    assert "    stance: states → fears\n    as_of: nothing → 2023\n" in words
    assert "gained 0, lost 0, changed 1, same 0\nchanged by field: stance 1, as_of 1\n" in words


def test_gained_and_lost() -> None:
    """Claims over other words, or in other reports, are other claims."""
    moved = replace(LINE, start=40, end=60)
    elsewhere = replace(LINE, report="golden/snow")
    diff = diff_claims([LINE], [moved, elsewhere])
    assert (len(diff.gained), len(diff.lost), diff.same) == (2, 1, 0)


def test_two_speakers_keep_their_own_pairs() -> None:
    """Of two claims over the same words each is compared with its own speaker's."""
    other = replace(LINE, speaker="a nurse")
    diff = diff_claims([LINE, other], [other, LINE])
    assert (diff.same, diff.changed) == (2, ())


def test_fifty_at_most_are_shown() -> None:
    """The rest are counted."""
    many = [replace(LINE, start=100 * n, end=100 * n + 20) for n in range(60)]
    words = diff_in_words(diff_claims([], many))
    assert words.count("\n+ ") + words.startswith("+ ") == 50
    assert "… and 10 more\n\ngained 60" in words


def test_claims_are_read_back() -> None:
    """A claim's JSON is put into fields, absent ones left out."""
    row = {
        "report": {"id": "r:1", "ref": None},
        "kind": "incident",
        "span": [3, 9],
        "quote": "six\ndead",
        "speaker": {"name": "a nurse", "type": "person", "actor": None, "via": ["the Post"]},
        "event": {"type": "ASSAULT", "mode": None},
        "tolls": [{"harm": "killed", "who": "total", "low": 6, "best": 6, "high": None}],
        "when": None,
        "provisional": False,
    }
    [line] = parse_claim_lines(json.dumps(row) + "\n\n", source="-")
    assert (line.report, line.start, line.end, line.quote) == ("r:1", 3, 9, "six dead")
    assert dict(line.fields) == {
        "speaker": "a nurse person - the Post",
        "kind": "incident",
        "event": "ASSAULT -",
        "tolls": "killed total - 6 6 - -",
    }


def test_a_line_that_is_no_claim_is_refused() -> None:
    """The error names the line."""
    with pytest.raises(RowInvalid, match=r"old:2: is no claim"):
        parse_claim_lines("\n{}\n", source="old")


def _git(folder: Path, *arguments: str) -> str:
    """Run git in the invented project."""
    who = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org"]
    answer = subprocess.run(
        ["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True, text=True
    )
    return answer.stdout


def _write_cli(project: Path, speaker: str) -> None:
    """Give the invented project a command line that always finds one claim."""
    package = project / "src" / "vaglio"
    package.mkdir(parents=True, exist_ok=True)
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "cli.py").write_text(CLI.replace("SPEAKER", speaker), encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a repository whose working tree has moved on from its one commit."""
    folder = tmp_path / "project"
    folder.mkdir()
    _git(folder, "init", "-q")
    _write_cli(folder, "the mayor")
    _git(folder, "add", ".")
    _git(folder, "commit", "-q", "-m", "one")
    _write_cli(folder, "a nurse")
    return folder


@pytest.fixture
def samples(tmp_path: Path) -> list[SampleReport]:
    """Make one report."""
    page = tmp_path / "report.txt"
    page.write_text("Rain fell.", encoding="utf-8")
    return [SampleReport(name="golden/rain", source=Source(path=page))]


def test_a_revision_is_run_and_cleared_away(project: Path, samples: list[SampleReport]) -> None:
    """The old revision's claims come back, and no worktree is left."""
    [old] = claims_at("HEAD", samples, project=project)
    [new] = claims_now(samples, project=project)
    assert (old.report, old.speaker, new.speaker) == ("golden/rain", "the mayor", "a nurse")
    assert len(_git(project, "worktree", "list").splitlines()) == 1


@pytest.mark.parametrize("rev", ["no-such-branch", "--help", ""])
def test_an_unknown_revision_is_refused(
    project: Path, samples: list[SampleReport], rev: str
) -> None:
    """What git does not know is an error and runs nothing."""
    with pytest.raises(RevisionUnknown, match="is no revision"):
        claims_at(rev, samples, project=project)


def test_a_revision_that_cannot_read_is_refused(project: Path, samples: list[SampleReport]) -> None:
    """A revision whose command line fails is an error, and is cleared away too."""
    (project / "src" / "vaglio" / "cli.py").write_text("raise SystemExit(3)", encoding="utf-8")
    _git(project, "commit", "-aq", "-m", "two")
    with pytest.raises(RevisionUnknown, match="cannot read reports"):
        claims_at("HEAD", samples, project=project)
    assert len(_git(project, "worktree", "list").splitlines()) == 1
