"""The command line: parse, call one function, print."""

from __future__ import annotations

import os

import click

from vaglio.cli._diff import diff
from vaglio.cli._doctor import doctor
from vaglio.cli._explain import explain
from vaglio.cli._export import export
from vaglio.cli._golden import golden
from vaglio.cli._import import import_
from vaglio.cli._read import read
from vaglio.cli._reconcile import reconcile
from vaglio.cli._run import run
from vaglio.cli._score import score
from vaglio.cli._shell import Shell

__all__ = ["main"]


@click.group("vaglio", cls=Shell)
@click.version_option(package_name="vaglio", message="%(prog)s %(version)s", prog_name="vaglio")
def main() -> None:
    """Read news reports about an armed conflict: who claims what, on which words.

    On a terminal the answer is in words, in a pipe it is JSON Lines. Exit status: 0 done, 1 ran
    and the answer is no, 2 wrong use or an input that cannot be read.
    """
    # One thread a process, before NumPy is loaded: the same sums on every machine, and `--jobs`
    # processes that do not fight over the cores.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


for command in (read, reconcile, run, explain, export, import_, score, golden, diff, doctor):
    main.add_command(command)
