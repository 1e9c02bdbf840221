"""Which figures stand: of each source the latest, whatever others say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from vaglio.model.incident import Figure

SourceKey = tuple[str, str | None, str | None]
_Same = tuple[str, int | None, int | None, int | None]
_Rank = tuple[int, bool, int, int]


def source_of(figure: Figure) -> SourceKey:
    """Name the source of a figure: a voice, in its outlet, or in this report alone."""
    return figure.voice, figure.outlet, None if figure.named else figure.report_id


def latest_of(figures: Sequence[Figure]) -> list[Figure]:
    """Leave out the figures that their own source has corrected since.

    Within a report that is a figure which the report itself says was given
    before. Across reports it is every figure of a source that gives another
    in a later one. Within one day a figure whose words say that it moved is
    the later one, else the higher: the day of a report is known, its hour is
    not, and the dead of a day are counted up. What an outlet says in its own
    voice and also quotes from somebody goes with either.

    Args:
        figures: The figures for the same people, oldest first.

    Returns:
        Those that stand, in their order.
    """
    ranks: dict[SourceKey, dict[str, _Rank]] = {}
    for figure in _said_last(figures):
        if figure.counted:
            reports = ranks.setdefault(source_of(figure), {})
            rank = _rank(figure)
            reports[figure.report_id] = max(rank, reports.get(figure.report_id, rank))
    last = {source: max(given, key=lambda id: (given[id], id)) for source, given in ranks.items()}
    corrected = {
        (source, id) for source, given in ranks.items() for id in given if id != last[source]
    }
    quoted = _quoted(figures)
    stands = [
        figure
        for figure in _said_last(figures)
        if not figure.counted
        or not any((source, figure.report_id) in corrected for source in _behind(figure, quoted))
    ]
    return stands or list(figures)


def _said_last(figures: Sequence[Figure]) -> list[Figure]:
    """Leave out what a source said before, where the report has what it says now."""
    now = {(source_of(f), f.report_id) for f in figures if f.counted and not f.earlier}
    return [f for f in figures if not (f.earlier and (source_of(f), f.report_id) in now)]


def _quoted(figures: Iterable[Figure]) -> dict[_Same, list[SourceKey]]:
    """Name for each report whom it quotes with which figure."""
    quoted: dict[_Same, list[SourceKey]] = {}
    for figure in figures:
        if not figure.own_voice:
            quoted.setdefault(_same(figure), []).append(source_of(figure))
    return quoted


def _behind(figure: Figure, quoted: Mapping[_Same, Sequence[SourceKey]]) -> list[SourceKey]:
    """Name the source of a figure, and whom its report quotes with it where it is its own."""
    return [source_of(figure), *(quoted.get(_same(figure), ()) if figure.own_voice else ())]


def _same(figure: Figure) -> _Same:
    """Give the report and number of a figure."""
    return figure.report_id, figure.low, figure.best, figure.high


def _rank(figure: Figure) -> _Rank:
    """Say how late a figure is among those of its source."""
    day = figure.as_of.toordinal() if figure.as_of else 0
    known = [n for n in (figure.best, figure.low, figure.high) if n is not None]
    return day, figure.revised, known[0] if known else 0, max(known, default=0)
