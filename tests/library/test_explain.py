"""Why a claim was made, and what a word means, in words."""

from __future__ import annotations

import io

import pytest

from vaglio.codebook import Codebook, load_codebook
from vaglio.explain import explain_claim, explain_term
from vaglio.explain._underline import WIDTH, Mark, underline
from vaglio.model.errors import ClaimUnknown, TermUnknown
from vaglio.model.report import Report
from vaglio.model.span import Span
from vaglio.model.trace import Trace
from vaglio.pipeline import gather, read_report

TEXT = (
    "The governor said on Tuesday that shelling in Nairobi had killed at least 30 people, "
    "including seven civilians, on Sunday. Residents of Velbor fear that more will die."
)


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    """Load the definitions in force once."""
    return load_codebook()


def _explain(number: int, codebook: Codebook) -> str:
    """Explain one claim of the invented report."""
    [report] = gather(["-"], stdin=io.BytesIO(TEXT.encode()))
    assert isinstance(report, Report)
    trace = Trace()
    document, claims = read_report(report, trace=trace)
    return explain_claim(number, document=document, claims=claims, trace=trace, codebook=codebook)


def test_each_field_names_its_rule_its_words_and_its_definition(codebook: Codebook) -> None:
    """The question "why this number?" is answered down to the row of the codebook."""
    words = _explain(1, codebook)
    assert words.startswith("The governor said on Tuesday that shelling in Nairobi had killed")
    assert "speaker     The governor  (person)" in words
    assert "rule number.at-least on “" in words
    assert "codebook: numbers, “at least”: floor [" in words
    assert "codebook: cues, “say” (verb): states [" in words
    assert "read        en, sentence 1 of 2, characters 0–" in words


def test_rules_that_declined_are_told(codebook: Codebook) -> None:
    """The question is mostly why something was not seen."""
    assert "declined    “Velbor”: " in _explain(2, codebook)


def test_a_claim_that_is_not_there_names_those_that_are(codebook: Codebook) -> None:
    """The error says how many claims the report makes."""
    with pytest.raises(ClaimUnknown, match=r"there is no claim 9: the report makes \d claims"):
        _explain(9, codebook)


def test_words_are_underlined_where_they_stand() -> None:
    """Label and line stand under the words, on as many lines as keep them apart."""
    text = "Ten died in Marsk, the mayor said."
    marks = [
        Mark(label="toll", span=Span(start=0, end=8)),
        Mark(label="where", span=Span(start=12, end=17)),
        Mark(label="killed", span=Span(start=4, end=8)),
    ]
    assert underline(text, Span(start=0, end=len(text)), marks) == (
        "Ten died in Marsk, the mayor said.\n"
        "└──┬───┘    └─┬─┘\n"
        "  toll      where\n"
        "    └┬─┘\n"
        "   killed\n"
    )


def test_a_long_sentence_is_wrapped_and_a_mark_runs_on() -> None:
    """Lines keep to the width, and a mark over two lines is drawn on both."""
    text = "The mayor of Marsk said that " + "very " * 30 + "many people had left."
    words = underline(
        text, Span(start=0, end=len(text)), [Mark(label="all", span=Span(start=29, end=len(text)))]
    )
    lines = words.splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert sum("all" in line for line in lines) == 3
    assert " ".join(lines[::3]).split() == text.split()


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("accused", "accuse  (cues, codebook"),
        ("ACCUSED", "accuse  (cues, codebook"),
        ("dozens", "low        24"),
        ("Nairobi", "name       Kenya"),
        ("Kenyan", "name       Kenya"),
        ("KEN", "name       Kenya"),
        ("ASSAULT-drone", "ASSAULT-drone  (plover, codebook"),
        ("alleges", "stance in cues: "),
        ("at   least", "role       floor"),
    ],
)
def test_a_term_is_found_by_any_of_its_names(term: str, expected: str, codebook: Codebook) -> None:
    """A bent word, another case, a seat of government, an id or a code will do."""
    words = explain_term(term, codebook=codebook)
    assert expected in words
    assert "source" in words or "the words that carry it" in words


def test_a_term_that_is_not_there_names_near_ones(codebook: Codebook) -> None:
    """A slip of the finger is met with what was perhaps meant."""
    with pytest.raises(TermUnknown, match="did you mean shelling"):
        explain_term("shelxling", codebook=codebook)
