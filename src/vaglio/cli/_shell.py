"""What every command shares: one line for an error, one number for how it went."""

from __future__ import annotations

import os
import sys
from importlib.metadata import EntryPoints, entry_points
from typing import Any, NoReturn

import click

from vaglio.model.errors import VaglioError

NO = 1
"""Exit status: it ran, and the answer is no."""
WRONG = 2
"""Exit status: wrong use, or an input that cannot be read."""
_STOPPED = 130
_PIPE_CLOSED = 141


def complain(message: object) -> None:
    """Write one line to standard error."""
    click.echo(f"vaglio: {' '.join(str(message).split())}", err=True)


def _rooms() -> EntryPoints:
    """Find the commands that other packages declare."""
    return entry_points(group="vaglio.commands")


class Refusal(click.ClickException):
    """Say that something outside the reports stands in the way."""

    exit_code = WRONG


class Shell(click.Group):
    """Run a command, and tell what went wrong in one line.

    Commands of other packages, which the library does not know, are found by
    the entry points that they declare, and loaded when they are called.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the library's commands, then those of other packages."""
        return [*super().list_commands(ctx), *sorted(_rooms().names)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give a command; one of another package is loaded now."""
        own = super().get_command(ctx, cmd_name)
        if own is not None or cmd_name not in _rooms().names:
            return own
        command: click.Command = _rooms()[cmd_name].load()
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command and hand on all that it wrote."""
        try:
            answer: object = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # Whoever read along has seen enough; Python must not try to write the rest.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(_PIPE_CLOSED)
        return answer

    def main(self, *args: Any, **options: Any) -> NoReturn:  # noqa: ANN401 - as click declares it
        """Run the command line and end the process."""
        options["standalone_mode"] = False
        sys.exit(self._status(*args, **options))

    def _status(self, *args: Any, **options: Any) -> int:  # noqa: ANN401 - as click declares it
        """Run the command line and give the exit status."""
        try:
            answer = super().main(*args, **options)
        except VaglioError as error:
            complain(error)
            return WRONG
        except click.Abort:
            complain("stopped; nothing was left half-written")
            return _STOPPED
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            return WRONG
        except click.UsageError as error:
            path = error.ctx.command_path if error.ctx else "vaglio"
            complain(f"{error.format_message().rstrip('.')}; see `{path} --help`")
            return WRONG
        except click.ClickException as error:
            complain(error.format_message())
            return error.exit_code
        return answer if isinstance(answer, int) else 0
