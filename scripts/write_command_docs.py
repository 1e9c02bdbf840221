"""Write docs/commands.md from the command line itself: `python -m scripts.write_command_docs`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

TARGET = Path(__file__).parents[1] / "docs" / "commands.md"
WIDTH = 90
HEAD = """# Commands

Made from the command line's own help by `scripts/write_command_docs.py`; a test keeps them equal.
"""


def walk_commands(
    command: click.Command, *, parent: click.Context | None = None, name: str = "vaglio"
) -> Iterator[tuple[click.Context, click.Command]]:
    """Give a command and everything below it, in the order of the help."""
    context = click.Context(
        command, info_name=name, parent=parent, max_content_width=WIDTH, terminal_width=WIDTH
    )
    yield context, command
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            child = command.get_command(context, below)
            if child is not None and not child.hidden:
                yield from walk_commands(child, parent=context, name=below)


def command_docs(command: click.Command) -> str:
    """Write the page: one heading and one help text a command."""
    parts = [HEAD]
    for context, each in walk_commands(command):
        help_text = each.get_help(context).rstrip()
        parts.append(f"## {context.command_path}\n\n```text\n{help_text}\n```\n")
    return "\n".join(parts)


def main() -> None:
    """Write the page to its place."""
    from vaglio.cli import main as vaglio

    TARGET.write_text(command_docs(vaglio), encoding="utf-8")


if __name__ == "__main__":
    main()
