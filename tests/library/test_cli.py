"""The command line: what it prints, where, and how it ends."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scripts.write_command_docs import walk_commands
from vaglio.cli import main
from vaglio.model.claim_json import claim_from_json
from vaglio.model.errors import ReportEmpty, VaglioError
from vaglio.pipeline import read_reports

DEATHS = "Shelling killed at least 12 people in Marsk on Monday, the mayor said.\n"
RAIN = "It rained in the valley on Monday. The river is high and brown.\n"
FRENCH = "Les soldats ont quitté la ville lundi, et les gens sont rentrés chez eux. Il pleut.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with two invented reports."""
    (tmp_path / "deaths.txt").write_text(DEATHS, encoding="utf-8")
    (tmp_path / "rain.txt").write_text(RAIN, encoding="utf-8")
    return tmp_path


def _run(*arguments: object, stdin: bytes = b"") -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(main, [str(each) for each in arguments], input=stdin)


def _command(*arguments: object) -> list[str]:
    """Write a command for a process of its own."""
    return [sys.executable, "-m", "vaglio.cli", *map(str, arguments)]


def test_a_pipe_gets_json_lines(folder: Path) -> None:
    """Without a terminal each claim is one line of the contract."""
    result = _run("read", folder / "deaths.txt", "--publisher", "Valley Post")
    assert result.exit_code == 0
    [line] = result.stdout.splitlines()
    header, claim = claim_from_json(line, input="stdout:1")
    assert (header.source, claim.speaker.name) == ("Valley Post", "the mayor")
    assert (claim.tolls[0].low, claim.tolls[0].high) == (12, None)


def test_a_terminal_gets_words(folder: Path) -> None:
    """A person sees words without asking for them."""
    here, there = pty.openpty()
    subprocess.run(_command("read", folder / "deaths.txt"), stdout=there, check=True)
    os.close(there)
    shown = os.read(here, 100_000).decode()
    os.close(here)
    assert shown.startswith("1  the mayor  (person)  said")


def test_a_report_without_claims_says_so_and_is_no_failure(folder: Path) -> None:
    """No claims is an ordinary outcome."""
    result = _run("read", folder / "rain.txt", "--format", "words")
    assert (result.exit_code, result.stdout) == (0, "no claims found\n")


def test_several_reports_stand_under_their_names_in_order(folder: Path) -> None:
    """A folder is read in the order of its names, each report under a heading."""
    words = _run("read", folder, "--format", "words").stdout
    assert words.index("deaths.txt ──  1 claim\n") < words.index("rain.txt ──\n\nno claims found\n")
    alone = _run("read", folder / "deaths.txt", "--format", "words").stdout
    assert "──" not in alone


def test_standard_input_and_hints_are_read() -> None:
    """A text may come through a pipe, and what it cannot say through options."""
    result = _run("read", "-", "--published", "2024-03-12", stdin=DEATHS.encode())
    row = json.loads(result.stdout)
    assert row["report"]["published"] == "2024-03-12"
    assert row["when"]["start"] == "2024-03-11"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b"", "holds no text"),
        ("picture.txt", b"\x89PNG\x00\x01\x02" * 50, "is not text"),
        ("cut.txt", "The mayor of Orvel said é".encode()[:-1], "UTF-8"),
        ("page.html", b"<html><body><nav>Home</nav></body></html>", "holds no article"),
        ("french.txt", FRENCH.encode(), "without reading rules"),
        ("rows.jsonl", b"no json\n", "rows.jsonl:1: "),
        ("gone.txt", None, "there is no such file"),
    ],
)
def test_a_bad_file_is_named_and_the_others_are_read(
    name: str, data: bytes | None, words: str, folder: Path
) -> None:
    """One line on standard error with the file and the next step; exit status 2."""
    bad = folder / name
    if data is not None:
        bad.write_bytes(data)
    result = _run("read", bad, folder / "deaths.txt")
    assert result.exit_code == 2
    [line] = result.stderr.splitlines()
    assert line.startswith(f"vaglio: {bad}")
    assert words in line
    assert "; " in line
    assert len(result.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["read"], "Missing argument 'FILE...'; see `vaglio read --help`"),
        (["read", "-", "--format", "xml"], "'xml' is not one of"),
        (["read", "-", "--jobs", "0"], "'--jobs'"),
        (["read", "-", "--published", "12/03/2024"], "--published 12/03/2024: this is no calendar"),
        (["read", "-", "--published", "2924-03-12"], "this day is still to come; check the year"),
        (["read", "-", "--codebook", "."], "it is no codebook"),
        (["explain", "shelxling"], "shelxling: the codebook has no such term; did you mean"),
        (["explain", "gone.txt", "--claim", "1"], "gone.txt: there is no such file"),
        (["explain", __file__], "say which claim with --claim N"),
        (["score", "gold", "--data", "gone"], "gone: holds no gold file"),
        (["golden", "check", "gone"], "gone: no golden case of that name"),
        (["diff", "no-such-revision"], "no-such-revision: is no revision"),
        (["frobnicate"], "No such command 'frobnicate'; see `vaglio --help`"),
    ],
)
def test_wrong_use_is_one_line_and_status_2(arguments: list[str], words: str) -> None:
    """The error names the input and the next step, and nothing is printed."""
    result = _run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    [line] = result.stderr.splitlines()
    assert line.startswith("vaglio: ")
    assert words in line


def test_a_file_appears_whole_or_not_at_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stops half-way leaves the old file, and no draft beside it."""
    target = folder / "out" / "claims.jsonl"
    target.parent.mkdir()
    assert _run("read", folder / "deaths.txt", "-o", target).exit_code == 0
    old = target.read_text(encoding="utf-8")
    assert len(old.splitlines()) == 1

    def stop(*_: object, **__: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("vaglio.cli._forms.claim_to_json", stop)
    result = _run("read", folder / "deaths.txt", "-o", target)
    assert (result.exit_code, result.stderr.split()[0]) == (130, "vaglio:")
    assert (target.read_text(encoding="utf-8"), os.listdir(target.parent)) == (old, [target.name])


def test_nothing_is_written_where_nothing_was_read(folder: Path) -> None:
    """An empty file would say that there are no claims."""
    target = folder / "claims.jsonl"
    assert _run("read", folder / "gone.txt", "-o", target).exit_code == 2
    assert not target.exists()


def test_the_name_of_the_file_chooses_a_page(folder: Path) -> None:
    """A file called .html gets the reading view; one that cannot be made is an error."""
    target = folder / "view.html"
    assert _run("read", folder / "deaths.txt", "-o", target).exit_code == 0
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")
    result = _run("read", folder / "deaths.txt", "-o", folder / "none" / "view.html")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)


@pytest.mark.parametrize("form", ["words", "jsonl", "html"])
def test_two_processes_give_what_one_gives(form: str, folder: Path) -> None:
    """The same output in the same order, errors included, however many work on it."""
    for number in range(12):
        text = DEATHS.replace("12", str(12 + number))
        (folder / f"more-{number:02}.txt").write_text(text, encoding="utf-8")
    (folder / "more-05.txt").write_bytes(b"")
    one = _run("read", folder, "--format", form)
    two = _run("read", folder, "--format", form, "--jobs", "2")
    assert (one.exit_code, one.stdout, one.stderr) == (2, two.stdout, two.stderr)
    assert two.exit_code == 2


def test_a_reader_that_leaves_is_no_error(folder: Path) -> None:
    """`vaglio read FOLDER | head -1` ends without a word."""
    for number in range(40):
        (folder / f"{number}.txt").write_text(DEATHS.replace("12", str(12 + number)) * 9)
    with subprocess.Popen(
        _command("read", folder, "--format", "words"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141


@pytest.mark.parametrize("jobs", [1, 2])
def test_only_a_few_reports_are_held_at_a_time(jobs: int) -> None:
    """Reports are taken in as they are needed, so that memory stays flat over any number."""
    taken = 0

    def reports() -> Iterator[VaglioError]:
        nonlocal taken
        while True:
            taken += 1
            yield ReportEmpty(input=f"{taken}.txt", problem="is empty", next_step="leave it out")

    read = iter(read_reports(reports(), make=str, jobs=jobs))
    assert [str(next(read)).partition(":")[0] for _ in range(3)] == ["1.txt", "2.txt", "3.txt"]
    assert taken <= 3 + 4 * jobs


def test_explain_tells_why_and_what() -> None:
    """A claim by its number, a term by its name."""
    result = CliRunner().invoke(main, ["explain", "dozens"])
    assert (result.exit_code, "role       vague" in result.stdout) == (0, True)


def test_explain_answers_for_a_claim(folder: Path) -> None:
    """The rule of each field is named."""
    result = _run("explain", folder / "deaths.txt", "--claim", "1")
    assert (result.exit_code, "rule number.at-least" in result.stdout) == (0, True)
    result = _run("explain", folder / "deaths.txt", "--claim", "7")
    assert (result.exit_code, result.stdout) == (2, "")


def test_the_doctor_finds_all_well() -> None:
    """Every check says ok, and the self-test reads one sentence."""
    result = _run("doctor")
    assert result.exit_code == 0, result.stdout
    assert all(line.split()[1] == "ok" for line in result.stdout.splitlines())


@pytest.mark.parametrize("path", [context.command_path for context, _ in walk_commands(main)])
def test_every_command_has_help(path: str) -> None:
    """`--help` answers for each command."""
    result = _run(*path.split()[1:], "--help")
    assert (result.exit_code, result.stdout.startswith(f"Usage: {path}")) == (0, True)


def test_help_imports_nothing_heavy() -> None:
    """Help comes at once: neither spaCy nor the templates are imported for it."""
    code = (
        "import sys, vaglio.cli; "
        "sys.exit(bool({'spacy', 'jinja2', 'lxml', 'numpy', 'vaglio.pipeline'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_version_is_told() -> None:
    """`--version` names the program and its version."""
    result = _run("--version")
    assert (result.exit_code, result.stdout.split()[0]) == (0, "vaglio")
