"""Every command and option is explained, and docs/commands.md says the same."""

from __future__ import annotations

import click

from scripts.write_command_docs import TARGET, command_docs, walk_commands
from vaglio.cli import main


def test_every_command_says_what_it_does() -> None:
    """The help of a command begins with a sentence."""
    silent = [context.command_path for context, command in walk_commands(main) if not command.help]
    assert silent == []


def test_every_option_says_what_it_does() -> None:
    """No option is left to be guessed."""
    silent = [
        f"{context.command_path} {option.opts[0]}"
        for context, command in walk_commands(main)
        for option in command.params
        if isinstance(option, click.Option) and not option.hidden and not option.help
    ]
    assert silent == []


def test_the_commands_page_is_what_the_command_line_says() -> None:
    """docs/commands.md is up to date; write it anew with `python -m scripts.write_command_docs`."""
    assert TARGET.read_text(encoding="utf-8") == command_docs(main)
