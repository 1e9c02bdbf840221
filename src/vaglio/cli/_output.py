"""Where the answer goes: standard output, or a file that is whole or not there."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TextIO

from vaglio.cli._shell import Refusal


class Output:
    """Write to standard output, or to a file beside its place until all is written."""

    def __init__(self, path: Path | None) -> None:
        """Open the place that the answer goes to."""
        self._final = path.resolve() if path is not None else None
        self._draft: Path | None = None
        self._stream: TextIO = sys.stdout
        if self._final is None:
            if isinstance(sys.stdout, io.TextIOWrapper):
                sys.stdout.reconfigure(encoding="utf-8", errors="replace")
        elif self._final.exists() and not self._final.is_file():
            self._stream = _open(self._final, "w")
        else:
            self._draft = self._final.with_name(f".{self._final.name}.{os.getpid()}.part")
            self._stream = _open(self._draft, "x")

    def write(self, text: str) -> None:
        """Write some of the answer."""
        self._stream.write(text)

    def finish(self) -> None:
        """Put the file in its place."""
        if self._final is None:
            return
        self._stream.close()
        if self._draft is not None:
            os.replace(self._draft, self._final)

    def drop(self) -> None:
        """Leave no trace of a file that was not finished."""
        if self._final is not None:
            self._stream.close()
        if self._draft is not None:
            self._draft.unlink(missing_ok=True)


@contextlib.contextmanager
def output_to(path: Path | None) -> Iterator[Output]:
    """Give the place that the answer goes to; on any trouble nothing is left there."""
    try:
        output = Output(path)
        try:
            yield output
        finally:
            output.drop()
    except OSError as error:
        if isinstance(error, BrokenPipeError) or path is None:
            raise
        reason = (error.strerror or "it cannot be written").lower()
        raise Refusal(f"{path}: {reason}; name another place with --output") from error


def _open(path: Path, mode: Literal["w", "x"]) -> TextIO:
    """Open a file for text, in UTF-8 on every machine."""
    return path.open(mode, encoding="utf-8", errors="replace", newline="\n")


def write_whole(path: Path, data: bytes) -> None:
    """Put a file in its place when all of it is written, or leave what is there."""
    final = path.resolve()
    draft = final.with_name(f".{final.name}.{os.getpid()}.part")
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        try:
            draft.write_bytes(data)
            os.replace(draft, final)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        reason = (error.strerror or "it cannot be written").lower()
        raise Refusal(f"{path}: {reason}; name another place with --output") from error
