"""The set of attributions: its files, what is the same, and its figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vaglio.model.errors import CorpusInvalid
from vaglio.score.bench import SetScore
from vaglio.score.bench.polnear import SET

Marks = dict[str, list[str]]

SAID: Marks = {
    "source": ["The mayor of Orlo"],
    "cue": ["said"],
    "content": ["that the mill had burnt down"],
}
TEXT = "The mayor of Orlo said on Friday that the mill had burnt down."


def _measure(folder: Path, text: str, *marked: Marks, part: str = "some") -> SetScore:
    """Write one article in the corpus's form and measure."""
    place = folder / "polnear" / part
    (place / "text").mkdir(parents=True, exist_ok=True)
    (place / "text" / "a.txt").write_text(text, encoding="utf-8", newline="")
    rows = [
        {"article": "a", "id": f"E{number}"}
        | {
            key: [[text.index(words), text.index(words) + len(words), words] for words in pieces]
            for key, pieces in marks.items()
        }
        for number, marks in enumerate(marked)
    ]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (place / "attributions.jsonl").write_text(lines, encoding="utf-8")
    return SET.measure(folder, 1)


def _figures(score: SetScore, metric: str, slice_name: str = "some") -> tuple[float | None, ...]:
    """Give precision, recall and number of one row."""
    [row] = [r for r in score.rows if (r.metric, r.slice) == (metric, slice_name)]
    return row.precision, row.recall, row.n


def _value(score: SetScore, metric: str) -> float | None:
    """Give the value of one row."""
    [row] = [r for r in score.rows if r.metric == metric]
    return row.value


def test_an_attribution_is_found_by_cue_source_and_words_said(tmp_path: Path) -> None:
    """All three agree, to the character."""
    score = _measure(tmp_path, TEXT, SAID)
    assert _figures(score, "attribution") == (1.0, 1.0, 1)
    assert _figures(score, "attribution", "some, indirect") == (1.0, 1.0, 1)
    assert _figures(score, "cue") == (1.0, 1.0, 1)
    assert _figures(score, "content, characters")[:2] == (1.0, 1.0)
    assert _value(score, "source of a found cue, exact") == 1.0
    assert _value(score, "content of a found cue, exact") == 1.0
    assert score.words == 2 * 13
    assert score.misses == ()


@pytest.mark.parametrize(
    "other",
    [{"source": []}, {"content": ["on Friday"]}, {"source": ["the mill"]}],
)
def test_a_cue_alone_is_no_attribution(tmp_path: Path, other: Marks) -> None:
    """Another source or other words said are a miss and an extra; the cue counts."""
    score = _measure(tmp_path, TEXT, SAID | other)
    assert _figures(score, "attribution") == (0.0, 0.0, 1)
    assert _figures(score, "cue") == (1.0, 1.0, 1)
    assert sorted(miss.kind for miss in score.misses) == ["extra", "missed"]


def test_half_of_the_words_said_are_enough(tmp_path: Path) -> None:
    """They overlap by more than half of what both hold."""
    score = _measure(tmp_path, TEXT, SAID | {"content": ["the mill had burnt down"]})
    assert _figures(score, "attribution") == (1.0, 1.0, 1)
    assert _value(score, "content of a found cue, exact") == 0.0
    assert _value(score, "content of a found cue, overlap") == pytest.approx(2 * 19 / (19 + 23))


def test_the_rules_alone_have_rows_of_their_own(tmp_path: Path) -> None:
    """The faster reader is measured beside the one with the attribution model."""
    text = f"{TEXT} Anna Velde deadpanned that the “old lady” had been his best voter."
    other: Marks = {
        "source": ["Anna Velde"],
        "cue": ["deadpanned"],
        "content": ["that the “old lady” had been his best voter"],
    }
    score = _measure(tmp_path, text, SAID, other)
    assert _figures(score, "attribution") == (1.0, 1.0, 2)
    assert _figures(score, "attribution", "some, rules alone") == (1.0, 0.5, 2)


def test_a_pronoun_counts_where_it_stands_beside_the_cue(tmp_path: Path) -> None:
    """The corpus marks the pronoun; the claim's speaker is the name that it stands for."""
    text = "Anna Velde reached Orlo on Friday. She said that the mill had burnt down."
    marks: Marks = SAID | {"source": ["She"]}
    assert _figures(_measure(tmp_path, text, marks), "attribution") == (1.0, 1.0, 1)


def test_direct_speech_is_told_apart(tmp_path: Path) -> None:
    """A quotation mark among the words said makes them direct."""
    text = "“The mill burnt down on Friday,” the mayor of Orlo said."
    quote = "“The mill burnt down on Friday,”"
    marks: Marks = {"source": ["the mayor of Orlo"], "cue": ["said"], "content": [quote]}
    score = _measure(tmp_path, text, marks)
    assert _figures(score, "attribution", "some, direct") == (1.0, 1.0, 1)
    assert _figures(score, "attribution", "some, indirect") == (None, None, 0)


def test_what_has_no_cue_or_no_words_is_not_asked(tmp_path: Path) -> None:
    """The corpus has a few rows that hold half an attribution."""
    score = _measure(tmp_path, TEXT, SAID | {"cue": []}, SAID | {"content": []})
    assert _figures(score, "attribution") == (0.0, None, 0)


def test_every_folder_is_read_and_an_absent_set_has_no_files(tmp_path: Path) -> None:
    """No part's name is known beforehand, and each has figures of its own."""
    assert SET.files(tmp_path) == []
    _measure(tmp_path, TEXT, SAID)
    score = _measure(tmp_path, TEXT, SAID, part="other")
    assert _figures(score, "attribution") == (1.0, 1.0, 1)
    assert _figures(score, "attribution", "other") == (1.0, 1.0, 1)
    assert len(SET.files(tmp_path)) == 4


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    """A line of another form is an error that says where."""
    _measure(tmp_path, TEXT, SAID)
    path = tmp_path / "polnear" / "some" / "attributions.jsonl"
    path.write_text('{"article": "a"}\n', encoding="utf-8")
    with pytest.raises(CorpusInvalid, match=r"attributions\.jsonl:1"):
        SET.measure(tmp_path, 1)
