"""The README shows what the program prints."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from click.testing import CliRunner

from vaglio.cli import main

README = Path("README.md")


def test_the_example_is_what_the_command_prints(tmp_path: Path) -> None:
    """A newcomer who types the example sees the same."""
    block = re.findall(r"```console\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)[0]
    cat, text, command, *printed = block.splitlines()
    assert cat == "$ cat report.txt"
    report = tmp_path / "report.txt"
    report.write_text(text + "\n", encoding="utf-8")
    arguments = shlex.split(command.removeprefix("$ vaglio "))
    result = CliRunner().invoke(main, [a.replace("report.txt", str(report)) for a in arguments])
    assert result.output.strip().splitlines() == printed


def test_links_lead_somewhere() -> None:
    """Every file that the README links to is there."""
    links = re.findall(r"\]\(([^)#:]+)\)", README.read_text(encoding="utf-8"))
    assert [link for link in links if not Path(link).exists()] == []
