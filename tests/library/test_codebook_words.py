"""The codebook's words: their forms, and what is said when a table is broken."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from vaglio.codebook import load_codebook, rows
from vaglio.codebook.forms import forms_of
from vaglio.codebook.lexicon import Lexicon, split_words
from vaglio.codebook.rows import Part
from vaglio.codebook.tables import TABLES, read_table
from vaglio.model.errors import CodebookInvalid

CODEBOOK = load_codebook()


@pytest.mark.parametrize(
    ("word", "part", "listed", "expected"),
    [
        ("say", Part.VERB, ("said",), {"say", "says", "saying", "said"}),
        ("die", Part.VERB, ("died", "dying"), {"dies", "died", "dying"}),
        ("flee", Part.VERB, ("fled",), {"flees", "fleeing", "fled"}),
        ("stop", Part.VERB, (), {"stops", "stopped", "stopping"}),
        ("deny", Part.VERB, (), {"denies", "denied", "denying"}),
        ("break out", Part.VERB, ("broke out",), {"breaks out", "breaking out", "broke out"}),
        ("casualty", Part.NOUN, (), {"casualty", "casualties"}),
        ("child", Part.NOUN, ("children",), {"child", "children"}),
        ("clash", Part.NOUN, (), {"clash", "clashes"}),
        ("air strike", Part.NOUN, ("airstrike",), {"air strikes", "airstrike", "airstrikes"}),
        ("survey", Part.NOUN, (), {"surveys"}),
        ("Dead", Part.ADJECTIVE, (), {"dead"}),
    ],
)
def test_forms(word: str, part: Part, listed: tuple[str, ...], expected: set[str]) -> None:
    """Regular forms are derived, irregular ones are listed, and both are found."""
    forms = forms_of(word, part, listed)
    assert expected <= set(forms)
    assert forms[0] == word.lower()
    assert len(forms) == len(set(forms))


@pytest.mark.parametrize(
    ("lexicon", "form", "word"),
    [
        ("cue_words", "told", "tell"),
        ("cue_words", "swore", "swear"),
        ("event_words", "shot down", "shoot down"),
        ("harm_words", "slain", "slay"),
        ("harm_words", "fled", "flee"),
        ("group_words", "children", "child"),
        ("group_words", "women", "woman"),
        ("group_words", "policemen", "policeman"),
    ],
)
def test_irregular_forms_are_known(lexicon: str, form: str, word: str) -> None:
    """Forms that no rule derives stand in the tables."""
    index: Lexicon[rows.CueRow] = getattr(CODEBOOK, lexicon)
    assert word in {row.word for row in index.rows(form)}


def test_may_hold_claim_wants_a_whole_phrase() -> None:
    """The first word of a phrase alone is no reason to parse a sentence."""
    assert CODEBOOK.may_hold_claim(split_words("two men were shot dead"))
    assert not CODEBOOK.may_hold_claim(split_words("the weather stayed mild ."))
    assert not CODEBOOK.may_hold_claim([])


def _tables(tmp_path: Path) -> Path:
    """Copy the tables, to break one."""
    return Path(shutil.copytree(TABLES, tmp_path / "tables"))


@pytest.mark.parametrize(
    ("table", "line", "problem"),
    [
        ("harms.csv", "kill,verb,slain,object,,House list,They kill.", "harm cannot be “slain”"),
        ("cues.csv", "say,word,states,content,,,,,House list,They say.", "part cannot be “word”"),
        ("events.csv", "raid,noun", "it has 2 cells, not 9"),
        ("numbers.csv", "umpteen,vague,,many,,,House list,Umpteen.", "low cannot be “many”"),
        ("regions.csv", "x,,,0,0,1,region,,House list,x", "name cannot be “”"),
        ("routes.csv", "x,X,,north,0,1,route,,House list,X", "latitude cannot be “north”"),
        ("provisional.csv", "so far,,So far two died.", "source cannot be “”"),
    ],
)
def test_a_broken_row_is_named(tmp_path: Path, table: str, line: str, problem: str) -> None:
    """The error says which file, which line and which cell."""
    folder = _tables(tmp_path)
    path = folder / table
    number = len(path.read_text(encoding="utf-8").splitlines()) + 1
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(CodebookInvalid) as caught:
        load_codebook(folder)
    assert caught.value.input == f"{table}:{number}"
    assert caught.value.problem == problem
    assert "mend the line" in str(caught.value)


@pytest.mark.parametrize("table", [path.name for path in sorted(TABLES.glob("*.csv"))])
def test_a_missing_table_is_named(tmp_path: Path, table: str) -> None:
    """A codebook that lacks a table is refused, never read as one that defines nothing."""
    folder = _tables(tmp_path)
    (folder / table).unlink()
    with pytest.raises(CodebookInvalid, match=f"{re.escape(table)}: the table is missing"):
        load_codebook(folder)


def test_a_wrong_heading_is_named(tmp_path: Path) -> None:
    """Columns in another order would be read as something else."""
    path = tmp_path / "provisional.csv"
    path.write_text("word,example,source\nso far,So far two died.,House list\n", encoding="utf-8")
    with pytest.raises(CodebookInvalid, match=r"provisional\.csv:1: its columns are not word, "):
        read_table(path, rows.ProvisionalRow)


def test_an_empty_table_is_refused_by_its_heading(tmp_path: Path) -> None:
    """A file cut to nothing is no table."""
    path = tmp_path / "provisional.csv"
    path.write_text("", encoding="utf-8")
    with pytest.raises(CodebookInvalid, match=r"provisional\.csv:1"):
        read_table(path, rows.ProvisionalRow)


def test_the_same_folder_is_loaded_once() -> None:
    """Loading again costs nothing."""
    assert load_codebook() is load_codebook()
