"""Run another revision of the project over the same reports."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from vaglio.model.errors import RevisionUnknown
from vaglio.score._cases import find_cases
from vaglio.score._gold import load_gold
from vaglio.score._lines import ClaimLine, parse_claim_lines
from vaglio.score._score import find_gold, gold_source
from vaglio.score._source import Source

_BUILT_DATA = Path("src", "vaglio", "codebook", "data")
_RAN = (0, 1, 2)
# The command line of the source tree named first, before any that is installed.
_RUN = (
    "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); "
    "runpy.run_module('vaglio.cli', run_name='__main__', alter_sys=True)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleReport:
    """Hold one report that two revisions are compared over."""

    name: str
    """A name that stays the same between revisions, such as `golden/denial`."""
    source: Source
    """The report."""


def sample_reports(*, golden: Path | None, gold: Path | None) -> list[SampleReport]:
    """Gather the reports of the golden cases and of the gold files.

    Args:
        golden: The folder of golden cases; None leaves them out.
        gold: The folder of gold files; None leaves them out.

    Returns:
        The reports, golden cases first.

    Raises:
        SourceMissing: A folder, or a gold file's report, is not there.
        GoldenInvalid: A golden case cannot be read.
        GoldInvalid: A gold file cannot be read.
    """
    cases = find_cases(golden) if golden else []
    gold_files = find_gold(gold) if gold else []
    return [
        *(SampleReport(name=f"golden/{case.name}", source=case.source) for case in cases),
        *(
            SampleReport(name=f"gold/{path.stem}", source=gold_source(load_gold(path)))
            for path in gold_files
        ),
    ]


def claims_at(rev: str, samples: Sequence[SampleReport], *, project: Path) -> list[ClaimLine]:
    """Read the reports with another revision of the project.

    The revision is put into a temporary git worktree, which is removed again
    whatever happens. It shares this environment and the built place index.

    Args:
        rev: What git calls the revision: a branch, a tag, a hash.
        samples: The reports.
        project: The project's folder, a git repository.

    Returns:
        The claims that the revision makes.

    Raises:
        RevisionUnknown: It is no revision, or cannot read reports.
    """
    commit = _commit(rev, project)
    with (
        tempfile.TemporaryDirectory(prefix="vaglio-diff-") as folder,
        _worktree(commit, project, Path(folder, "revision")) as worktree,
    ):
        _share_built_data(project, worktree)
        return _read(worktree / "src", samples, name=rev, folder=Path(folder))


def claims_now(samples: Sequence[SampleReport], *, project: Path) -> list[ClaimLine]:
    """Read the reports with the project as it lies, in the same way.

    Args:
        samples: The reports.
        project: The project's folder.

    Returns:
        The claims that it makes.

    Raises:
        RevisionUnknown: It cannot read reports.
    """
    with tempfile.TemporaryDirectory(prefix="vaglio-diff-") as folder:
        return _read(project / "src", samples, name=str(project), folder=Path(folder))


def _commit(rev: str, project: Path) -> str:
    """Give a revision's hash."""
    asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}"]
    answer = _git(asked, project)
    if answer.returncode:
        raise RevisionUnknown(
            input=rev,
            problem=f"is no revision of {project}",
            next_step="name a branch, a tag or a commit",
        )
    return answer.stdout.strip()


@contextmanager
def _worktree(commit: str, project: Path, folder: Path) -> Iterator[Path]:
    """Check a commit out beside the project, and clear it away afterwards."""
    try:
        answer = _git(["worktree", "add", "--detach", str(folder), commit], project)
        if answer.returncode:
            raise RevisionUnknown(
                input=commit,
                problem=f"cannot be checked out ({_last_line(answer.stderr)})",
                next_step="run `git worktree prune` and try again",
            )
        yield folder
    finally:
        _git(["worktree", "remove", "--force", str(folder)], project)
        _git(["worktree", "prune"], project)


def _git(arguments: Sequence[str], project: Path) -> subprocess.CompletedProcess[str]:
    """Run one git command in the project's folder."""
    try:
        return subprocess.run(
            ["git", "-C", str(project), *arguments], capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise RevisionUnknown(
            input="git", problem="is not installed", next_step="install git"
        ) from error


def _share_built_data(project: Path, worktree: Path) -> None:
    """Lend the built place index, which takes long to build and is not in git."""
    built, wanted = project / _BUILT_DATA, worktree / _BUILT_DATA
    if not built.is_dir() or not wanted.parent.is_dir():
        return
    wanted.mkdir(exist_ok=True)
    for file in built.iterdir():
        if not (wanted / file.name).exists():
            (wanted / file.name).symlink_to(file.resolve())


def _read(
    source: Path, samples: Sequence[SampleReport], *, name: str, folder: Path
) -> list[ClaimLine]:
    """Run the command line of one source tree over the reports."""
    rows = folder / "reports.jsonl"
    rows.write_text("".join(_row(sample) for sample in samples), encoding="utf-8")
    arguments = ["read", str(rows), "--format", "jsonl"]
    answer = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", _RUN, str(source.resolve()), *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    silent = answer.returncode != 0 and not answer.stdout.strip()
    if answer.returncode not in _RAN or silent:
        raise RevisionUnknown(
            input=name,
            problem=f"cannot read reports ({_last_line(answer.stderr)})",
            next_step="name a revision that has `vaglio read`",
        )
    return parse_claim_lines(answer.stdout, source=name)


def _row(sample: SampleReport) -> str:
    """Write one report as a line of JSON."""
    source = sample.source
    text = "html" if source.path.suffix.lower() in (".html", ".htm") else "text"
    fields = {
        "id": sample.name,
        "publisher": source.publisher,
        "published": source.published.isoformat() if source.published else None,
        "language": source.language,
        text: source.path.read_text(encoding="utf-8-sig", errors="replace"),
    }
    given = {key: value for key, value in fields.items() if value is not None}
    return json.dumps(given, ensure_ascii=False) + "\n"


def _last_line(text: str) -> str:
    """Give the last line of what a program complained about."""
    lines = text.strip().splitlines()
    return lines[-1] if lines else "no reason given"
