"""Write docs/settings.md from the settings themselves: `python -m scripts.write_settings_docs`."""

from __future__ import annotations

from pathlib import Path

from vaglio_web.environment import SETTINGS

TARGET = Path(__file__).parents[1] / "docs" / "settings.md"
HEAD = """# Settings

What an administrator may say of an installation, in the environment of its processes. Nothing has
to be said: without a word, `vaglio open` keeps all it has in one folder and answers this machine
only. A value that cannot be is refused at the start, with the reason.

Made from the code by `scripts/write_settings_docs.py`; a test keeps them equal.

| setting | what it does | without it |
|---|---|---|
"""


def settings_docs() -> str:
    """Write the page: one row a setting."""
    rows = [f"| `{each.name}` | {each.meaning} | {each.default} |\n" for each in SETTINGS]
    return HEAD + "".join(rows)


def main() -> None:
    """Write the page to its place."""
    TARGET.write_text(settings_docs(), encoding="utf-8")


if __name__ == "__main__":
    main()
