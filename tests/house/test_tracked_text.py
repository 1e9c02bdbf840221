"""Nothing in the project depends on the machine it was written on."""

from __future__ import annotations

import re

from tests.house.sources import shown, tracked_files

# Written in pieces, so that this file does not find itself.
BANNED = re.compile(
    "|".join(
        [
            r"(?<![\w.)}])/" + r"work/",
            r"(?<![\w.)}])/" + r"root/",
            r"(?<![\w.)}])/" + r"home/\w",
            r"\bpy" + r"pi\.(?:org|python)",
            r"python" + r"hosted",
            r"--(?:extra-)?index" + r"-url[= ]\S+:",
            r"--trusted" + r"-host[= ]",
        ]
    )
)


def test_no_file_names_a_private_path_or_a_package_registry() -> None:
    """A fresh clone works on any machine, with whatever registry that machine uses."""
    found = []
    for path in tracked_files():
        text = path.read_bytes().decode("utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), start=1):
            if BANNED.search(line):
                found.append(f"{shown(path, number)} {line.strip()[:80]}")
    assert found == []


def test_text_files_end_their_lines_alike() -> None:
    """Source and documentation use one kind of line end, and the last line has it too."""
    kinds = {".py", ".md", ".toml", ".csv", ".sh", ".lock"}
    found = [
        shown(path)
        for path in tracked_files()
        if path.suffix in kinds and path.read_bytes()
        if b"\r\n" in path.read_bytes() or not path.read_bytes().endswith(b"\n")
    ]
    assert found == []
