"""The definitions in force, and what loads them."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import TypeVar

from vaglio.codebook import act_rows, name_rows, rows, way_rows
from vaglio.codebook.definitions import ActorName, Codebook, NameWay
from vaglio.codebook.lexicon import Hit, Lexicon, split_words
from vaglio.codebook.tables import TABLES, read_table

__all__ = ["ActorName", "Codebook", "Hit", "Lexicon", "NameWay", "load_codebook", "split_words"]

Row = TypeVar("Row")


@functools.cache
def load_codebook(folder: Path = TABLES) -> Codebook:
    """Load the definitions in force and check them.

    Args:
        folder: A folder of tables; the shipped ones by default.

    Returns:
        The codebook. The same folder gives the same object within a process.

    Raises:
        CodebookInvalid: A table is missing or a row breaks its table's rules.

    Example:
        >>> load_codebook().cue_words.rows("accused")[0].stance.value
        'accuses'
    """

    def table(name: str, row_type: type[Row]) -> tuple[Row, ...]:
        return read_table(folder / f"{name}.csv", row_type)

    with (folder / "version.toml").open("rb") as file:
        version = str(tomllib.load(file)["version"])
    return Codebook(
        version=version,
        cues=table("cues", rows.CueRow),
        events=table("events", rows.EventRow),
        things=table("things", rows.ThingRow),
        harms=table("harms", rows.HarmRow),
        groups=table("groups", rows.GroupRow),
        numbers=table("numbers", rows.NumberRow),
        hedges=table("hedges", rows.HedgeRow),
        provisional=table("provisional", rows.ProvisionalRow),
        periods=table("periods", rows.PeriodRow),
        asides=table("asides", rows.AsideRow),
        mediation=table("mediation", rows.MediationRow),
        carriers=table("carriers", rows.CarrierRow),
        acts=table("acts", act_rows.ActRow),
        ways=table("ways", way_rows.WayRow),
        causes=table("natural_causes", rows.CauseRow),
        dates=table("dates", rows.DateRow),
        speakers=table("speakers", rows.SpeakerRow),
        actors=table("actors", name_rows.ActorRow),
        regions=table("regions", name_rows.RegionRow),
        routes=table("routes", name_rows.RegionRow),
        furniture=table("furniture", rows.FurnitureRow),
        plover=table("plover", rows.PloverRow),
    )
