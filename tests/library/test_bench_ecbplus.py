"""The set of events across documents: its files, its terms and its figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vaglio.model.errors import CorpusInvalid
from vaglio.score.bench import SetScore
from vaglio.score.bench.ecbplus import SET, stories_in

SHELLED = "Shelling killed seven people in Nairobi on 3 May 2031 . The mayor sang ."
KILLED = "Seven people were killed by shelling in Nairobi on 3 May 2031 ."
SHOT = "Gunmen killed four people in Cairo on 20 April 2031 ."
BAKED = "A baker won a prize in Nairobi on 3 May 2031 ."

Marked = tuple[str, str, str, str, str]
"""Topic, document, text, the word that is marked, chain."""


def _rows(*marked: Marked) -> str:
    """Write rows in the corpus's form."""
    rows = []
    for topic, document, text, word, chain in marked:
        words = text.split()
        rows.append(
            {
                "coref_chain": chain,
                "doc_id": document,
                "mention_context": words,
                "tokens_number": [words.index(part) for part in word.split()],
                "topic_id": topic,
            }
        )
    return json.dumps(rows)


def _measure(folder: Path, **given: str) -> SetScore:
    """Write files in the corpus's form, and measure."""
    (folder / "ecbplus").mkdir()
    for name, text in given.items():
        (folder / "ecbplus" / f"{name}.json").write_text(text, encoding="utf-8")
    return SET.measure(folder, 1)


def _b_cubed(score: SetScore, slice_name: str) -> tuple[float | None, float | None, int]:
    """Give precision, recall and number of mentions of one slice."""
    [row] = [r for r in score.rows if (r.metric, r.slice) == ("mentions of one event", slice_name)]
    return row.precision, row.recall, row.n


def test_mentions_of_one_incident_are_put_together(tmp_path: Path) -> None:
    """Two documents on one shelling, one on another attack: as the corpus has it."""
    score = _measure(
        tmp_path,
        one=_rows(
            ("t1", "a", SHELLED, "killed", "c1"),
            ("t1", "b", KILLED, "killed", "c1"),
            ("t1", "c", SHOT, "killed", "c2"),
        ),
    )
    assert _b_cubed(score, "one") == (1.0, 1.0, 3)
    assert _b_cubed(score, "one, topics of violence") == (1.0, 1.0, 3)


def test_a_mention_in_no_claim_stands_alone(tmp_path: Path) -> None:
    """What no incident tells of is not put with what one tells of."""
    score = _measure(
        tmp_path,
        one=_rows(
            ("t1", "a", SHELLED, "killed", "c1"),
            ("t1", "a", SHELLED, "sang", "c1"),
        ),
    )
    assert _b_cubed(score, "one") == (1.0, 0.5, 2)
    [covered] = {r.value for r in score.rows if r.metric == "mentions in an incident"}
    assert covered == 0.5


def test_topics_are_kept_apart_and_files_are_slices(tmp_path: Path) -> None:
    """A topic without violence counts among all; what two topics tell is never joined."""
    score = _measure(
        tmp_path,
        one=_rows(
            ("t1", "a", SHELLED, "killed", "c1"),
            ("t2", "b", BAKED, "won", "c3"),
        ),
        two=_rows(("t3", "d", KILLED, "killed", "c1"), ("t4", "e", SHELLED, "killed", "c4")),
    )
    assert _b_cubed(score, "one") == (1.0, 1.0, 2)
    assert _b_cubed(score, "one, topics of violence") == (1.0, 1.0, 1)
    assert _b_cubed(score, "two") == (1.0, 1.0, 2)


def test_words_are_found_where_they_stand(tmp_path: Path) -> None:
    """The tokens of a mention become a stretch of the text."""
    path = tmp_path / "one.json"
    path.write_text(_rows(("t1", "a", SHELLED, "seven people", "c1")), encoding="utf-8")
    [story] = stories_in(path)
    [(span, chain)] = story.mentions
    assert (span.of(story.text.text), chain) == ("seven people", "c1")


def test_a_file_of_another_form_is_named(tmp_path: Path) -> None:
    """The error names the file."""
    path = tmp_path / "broken.json"
    path.write_text('[{"doc_id": "a"}]', encoding="utf-8")
    with pytest.raises(CorpusInvalid, match=r"broken\.json"):
        stories_in(path)
