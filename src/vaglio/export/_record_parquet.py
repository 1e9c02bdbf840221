"""A record's JSON Lines as Parquet: the same fields, each with its type."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Iterator
from pathlib import Path

import duckdb

from vaglio.export._parquet import CONFIG, LONGEST_ROW, quoted
from vaglio.model.access import Access
from vaglio.model.agreement import Agreement
from vaglio.model.claim import Claim
from vaglio.model.claim_json import ReportHeader
from vaglio.model.incident import Incident
from vaglio.model.record import Decided, Proposal, SetAside
from vaglio.model.record_json import CLAIMS_FILE
from vaglio.model.span import Span
from vaglio.model.track import Track

_PLAIN = {bool: "BOOLEAN", str: "VARCHAR", int: "BIGINT", float: "DOUBLE", dt.date: "DATE"}

_FORMS = {
    "incidents": Incident,
    "agreements": Agreement,
    "tracks": Track,
    "access": Access,
    "decided": Decided,
    "proposals": Proposal,
    "set-aside": SetAside,
}
"""What each file of a record holds, the claims apart."""


def write_parquet(folder: Path) -> list[Path]:
    """Write each file of a record as Parquet beside it, whole or not at all.

    All that the record holds is written, what nobody has vetted too: for the
    desk's own queries. What people have accepted alone goes out by
    `export_record`.

    Args:
        folder: The folder of the record, with its JSON Lines.

    Returns:
        The files: `claims.parquet`, `incidents.parquet` and so on, with the
        fields of the lines under the same names, days as dates.
    """
    columns = {Path(CLAIMS_FILE).stem: _claim_columns()}
    columns |= {name: dict(_columns_of(form)) for name, form in _FORMS.items()}
    return [
        _write(folder / f"{name}.jsonl", of)
        for name, of in columns.items()
        if (folder / f"{name}.jsonl").is_file()
    ]


def _write(lines: Path, columns: dict[str, str]) -> Path:
    """Write one file of lines as Parquet."""
    table = lines.with_suffix(".parquet")
    waiting = table.with_suffix(".parquet.part")
    given = ", ".join(f"\"{name}\": '{type}'" for name, type in columns.items())
    with duckdb.connect(config=CONFIG) as connection:
        connection.execute(
            f"COPY (SELECT * FROM read_json({quoted(lines)}, format='newline_delimited', "
            f"records='true', maximum_object_size={LONGEST_ROW}, columns={{{given}}})) "
            f"TO {quoted(waiting)} (FORMAT parquet, COMPRESSION zstd)"
        )
    waiting.replace(table)
    return table


def _claim_columns() -> dict[str, str]:
    """Give the columns of claims, which the contract orders."""
    columns = {"schema": "VARCHAR", "id": "VARCHAR", "report": _type(ReportHeader, lists=True)}
    own = dict(_columns_of(Claim, lists=True))
    del own["schema"], own["id"], own["report_id"]
    return columns | own


def _columns_of(form: type, *, lists: bool = False) -> Iterator[tuple[str, str]]:
    """Give the columns of one sort of entry; `lists` where spans are lists of two."""
    yield "schema", "VARCHAR"
    hints = typing.get_type_hints(form)
    for field in dataclasses.fields(form):
        yield field.name, _type(hints[field.name], lists=lists)


def _type(hint: object, *, lists: bool) -> str:
    """Write a field's type as DuckDB has it; a field may always be null."""
    arguments = [each for each in typing.get_args(hint) if each not in (type(None), ...)]
    if isinstance(hint, types.UnionType):
        return _type(arguments[0], lists=lists)
    if typing.get_origin(hint) is tuple:
        return _type(arguments[0], lists=lists) + "[]"
    if hint is Span and lists:
        return "BIGINT[]"
    if not isinstance(hint, type):
        raise TypeError(f"no column holds {hint}")
    if dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        inside = (
            f'"{f.name}" {_type(hints[f.name], lists=lists)}' for f in dataclasses.fields(hint)
        )
        return f"STRUCT({', '.join(inside)})"
    return next(word for plain, word in _PLAIN.items() if plain in hint.__mro__)
