"""The scoreboard loads without the parser."""

from __future__ import annotations

import subprocess
import sys


def test_score_loads_without_spacy() -> None:
    """Importing the scoreboard imports no parser and no page reader."""
    program = (
        "import sys, vaglio.score; "
        "print([name for name in ('spacy', 'trafilatura', 'lxml') if name in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert answer.stdout.strip() == "[]"
