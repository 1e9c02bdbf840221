"""Run the command line as `python -m vaglio.cli`."""

from __future__ import annotations

from vaglio.cli import main

if __name__ == "__main__":
    main(prog_name="vaglio")
