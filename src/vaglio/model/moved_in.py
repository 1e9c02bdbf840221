"""Files written beside a folder and moved into it together, all of them or none."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path


def move_in(folder: Path, write: Callable[[Path], None]) -> None:
    """Have files written, and put them into a folder together.

    They are written into a draft beside the folder; once all are there, one
    renaming settles that they are taken in. Whoever is killed before it has
    changed nothing, and what is left to do after it is done by `finish`.

    Args:
        folder: Where they are to be; it is made where it is not there.
        write: Writes them into the folder that it is given.
    """
    finish(folder)
    draft = _settled(folder).with_suffix(".draft")
    # One that is there was left by somebody who was killed.
    shutil.rmtree(draft, ignore_errors=True)
    try:
        draft.mkdir(parents=True)
        write(draft)
        draft.rename(_settled(folder))
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    finish(folder)


def finish(folder: Path) -> None:
    """Put into a folder what was settled to be in it and has not been moved yet.

    Args:
        folder: The folder; where nothing waits for it, nothing is done.
    """
    settled = _settled(folder)
    if not settled.is_dir():
        return
    folder.mkdir(parents=True, exist_ok=True)
    for file in sorted(settled.iterdir()):
        file.replace(folder / file.name)
    settled.rmdir()


def _settled(folder: Path) -> Path:
    """Name the folder of what is to be moved in."""
    whole = folder.resolve()
    return whole.with_name(f".{whole.name}.taken-in")
