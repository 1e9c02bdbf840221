"""Gold: claims are matched one to one and scored field by field."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from tests.library.score_claims import Fields, claim, document, killed, party, span_of
from vaglio.model.claim import Claim, Event, Kind, Reality, Stance, When
from vaglio.model.document import Document, Paragraph, Section
from vaglio.model.errors import GoldInvalid, SourceMissing
from vaglio.model.span import Span
from vaglio.score import GoldScore, find_gold, gold_in_words, load_gold, score_gold

TEXT = (
    "Ardan and the Sarni council said on 4 May that six people died in Velisk. "
    "Nobody knows why. Share this page"
)
GOLD = """
report = "page.txt"
never = ["Share this page"]
[[claim]]
quote = "six people died in Velisk"
speaker = ["the Ardan", "Sarni council"]
stance = "states"
event = "ASSAULT"
when = ["2023-05-04", ""]
toll = [{ harm = "killed", who = "total", low = 6 }]
must = true
[[claim]]
quote = "Nobody knows why"
speaker = "publisher"
kind = "statement"
"""


def _score(folder: Path, claims: list[Claim], *, gold: str = GOLD) -> GoldScore:
    """Score claims over the invented page."""
    path = folder / "page.toml"
    path.write_text(gold, encoding="utf-8")
    return score_gold(load_gold(path), (document(TEXT), claims))


def _deaths(speaker: str, *, number: int = 6, event: Event | None = None) -> Claim:
    """Make the claim of the deaths, by one speaker."""
    start = dt.date(2023, 5, 4)
    fields: Fields = {
        "event": event or Event(type="ASSAULT", mode="explosives"),
        "when": When(start=start, end=None, text="4 May", span=span_of(TEXT, "4 May")),
        "tolls": (killed(TEXT, "six people", number),),
    }
    return claim(TEXT, "six people died in Velisk", speaker, **fields)


def _unknown() -> Claim:
    """Make the publisher's claim."""
    return claim(TEXT, "Nobody knows why", None, kind=Kind.STATEMENT)


def test_all_right_passes(tmp_path: Path) -> None:
    """With every claim found and every field right the report passes."""
    score = _score(tmp_path, [_deaths("Ardan"), _deaths("the Sarni council"), _unknown()])
    assert score.passes
    assert all(found.whole for found in score.claims)
    assert [found.claim for found in score.claims] == [1, 2, 3]
    assert score.extras == ()
    assert "must  2 of 2 claims found, 2 whole, 10 of 10 fields right" in gold_in_words(score)


def test_a_list_of_speakers_asks_for_one_claim_each(tmp_path: Path) -> None:
    """One claim answers to one of two speakers only."""
    score = _score(tmp_path, [_deaths("the Sarni council")])
    assert [found.claim for found in score.claims] == [None, 1, None]
    assert not score.passes


def test_wrong_fields_are_named(tmp_path: Path) -> None:
    """A wrong number and a wrong event are told with what was expected."""
    wrong = _deaths("Ardan", number=7, event=Event(type="AID"))
    words = gold_in_words(_score(tmp_path, [wrong, _deaths("Sarni council")]))
    assert "✗ event: expected ASSAULT, got AID" in words
    assert "✗ toll: expected killed total 6, got killed total  7 / 7 / 7" in words


def test_the_best_total_agreement_wins(tmp_path: Path) -> None:
    """Claims are paired so that the most fields are right, whatever their order."""
    claims = [
        _deaths("the Sarni council", number=9),
        _deaths("the Sarni council"),
        _deaths("Ardan"),
    ]
    score = _score(tmp_path, claims)
    assert [found.claim for found in score.claims] == [3, 2, None]
    assert [extra.claim for extra in score.extras] == [1]
    assert score.extras[0].beside == 1


def test_half_of_the_quotation_is_enough_and_less_is_not(tmp_path: Path) -> None:
    """A claim must overlap at least half of the gold quotation."""
    half = claim(TEXT, "why. Share this", None)
    most = claim(TEXT, "knows why", None)
    assert _score(tmp_path, [most]).claims[2].claim == 1
    score = _score(tmp_path, [half])
    assert score.claims[2].claim is None
    assert score.extras[0].beside is None


def test_no_claim_may_touch_forbidden_words(tmp_path: Path) -> None:
    """A claim over furniture is listed and fails the report."""
    score = _score(tmp_path, [claim(TEXT, "why. Share", None)])
    assert [extra.claim for extra in score.forbidden] == [1]
    assert "claims over words that no claim may touch: 1" in gold_in_words(score)


def test_more_than_ten_extras_fail(tmp_path: Path) -> None:
    """Eleven claims that gold does not list are too many."""
    right = [_deaths("Ardan"), _deaths("the Sarni council"), _unknown()]
    extra = claim(TEXT, "on 4 May", None)
    assert _score(tmp_path, right + [extra] * 10).passes
    assert not _score(tmp_path, right + [extra] * 11).passes


def test_part_and_whole_are_compared(tmp_path: Path) -> None:
    """A number that is part of another must say so."""
    gold = GOLD.replace("low = 6 }", 'low = 6, part_of = "killed total" }')
    whole = _deaths("Ardan")
    part = replace(whole, tolls=(*whole.tolls, replace(whole.tolls[0], part_of=0)))
    fields = {f.field: f.right for f in _score(tmp_path, [part], gold=gold).claims[0].fields}
    assert fields["toll"]
    fields = {f.field: f.right for f in _score(tmp_path, [whole], gold=gold).claims[0].fields}
    assert not fields["toll"]


def test_an_open_high_end_is_not_the_low_end(tmp_path: Path) -> None:
    """An absent high in gold is the same as its low, and an open end is not."""
    made = _deaths("Ardan")
    open_end = replace(made, tolls=(replace(made.tolls[0], high=None),))
    fields = {f.field: f.right for f in _score(tmp_path, [open_end]).claims[0].fields}
    assert not fields["toll"]
    gold = GOLD.replace("low = 6 }", 'low = 6, high = "" }')
    fields = {f.field: f.right for f in _score(tmp_path, [open_end], gold=gold).claims[0].fields}
    assert fields["toll"]


def test_parties_places_and_duties(tmp_path: Path) -> None:
    """Actors, targets and realities are compared by name."""
    gold = """
report = "page.txt"
[[claim]]
quote = "Nobody knows why"
actor = "Ardan"
target = ["Sarni council", "Velisk"]
reality = "denied"
stance = "denies"
"""
    made = claim(
        TEXT,
        "Nobody knows why",
        None,
        actors=(party(TEXT, "Ardan"),),
        targets=(party(TEXT, "the Sarni council"),),
        reality=Reality.DENIED,
        stance=Stance.DENIES,
    )
    fields = {f.field: f.right for f in _score(tmp_path, [made], gold=gold).claims[0].fields}
    assert fields == {"actor": True, "target": False, "reality": True, "stance": True}


def _page() -> Document:
    """Make a page with a title, a caption that stands twice, and furniture."""
    text = "Rain over Velisk\nA wet mill\nA wet mill\nRain fell.\nCompartilhe esta página"
    sections = [Section.TITLE, Section.CAPTION, Section.CAPTION, Section.BODY, Section.FURNITURE]
    paragraphs, start = [], 0
    for index, (line, section) in enumerate(zip(text.split("\n"), sections, strict=True)):
        span = Span(start=start, end=start + len(line))
        language = "pt" if section is Section.FURNITURE else "en"
        repeats = 1 if index == 2 else None
        paragraphs.append(Paragraph(span=span, section=section, language=language, repeats=repeats))
        start = span.end + 1
    return replace(document(text), paragraphs=tuple(paragraphs), title="Rain over Velisk")


PAGE_GOLD = """
report = "page.txt"
title_begins = "Rain over"
byline = "Nobody"
published = 2023-05-04
captions = ["A wet mill"]
furniture_languages = ["pt"]
"""


def test_the_page_is_checked(tmp_path: Path) -> None:
    """Title, byline, day, captions and furniture are checked one by one."""
    path = tmp_path / "page.toml"
    path.write_text(PAGE_GOLD, encoding="utf-8")
    score = score_gold(load_gold(path), (_page(), []))
    assert {check.part: check.right for check in score.page} == {
        "title": True,
        "byline": False,
        "published": False,
        "caption": True,
        "furniture in pt": True,
    }


def test_gold_must_quote_the_report(tmp_path: Path) -> None:
    """A gold quotation that is not in the text is refused."""
    with pytest.raises(GoldInvalid, match="claim 2"):
        _score(tmp_path, [], gold=GOLD.replace("Nobody knows why", "Nobody asks why"))


@pytest.mark.parametrize("line", ['stance = "shouts"', "when = 3", "toll = [1]", "not toml"])
def test_a_wrong_gold_file_is_refused(tmp_path: Path, line: str) -> None:
    """A value that no claim can have is refused with the file's name."""
    with pytest.raises(GoldInvalid, match=r"page\.toml"):
        _score(tmp_path, [], gold=GOLD + line)


def test_a_folder_without_gold_is_an_error(tmp_path: Path) -> None:
    """Nothing to score is not a score of nothing."""
    with pytest.raises(SourceMissing):
        find_gold(tmp_path)
