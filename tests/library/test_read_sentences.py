"""Reports to documents: where sentences begin and end, and which are parsed."""

from __future__ import annotations

import pytest

from tests.library.test_read import document_of
from vaglio.codebook import load_codebook
from vaglio.model.document import Sentence
from vaglio.read._capitals import calm


def sentences(text: str) -> list[str]:
    """Cut a text into sentences."""
    document = document_of(text)
    return [" ".join(sentence.span.of(text).split()) for sentence in document.sentences]


@pytest.mark.parametrize(
    "text",
    [
        "Two died.| Three were hurt!| Why?| Nobody knows…",
        "Lt. Gen. A. B. Marsh met Dr. T. Reed.| He left.",
        "The U.S. Air Force struck at 4 a.m. Monday.| It denied it.",
        "They met in the U.S.| The talks failed.",
        "Attack No. 2 killed six.| They said no.| Then they left.",
        "It began on Sept. 20 and ended in Oct.| The army left.",
        "“We saw it. They fired first,” she said.| Nobody answered.",
        "“Who fired?” asked the mayor.| “We did.”| The army denied it.",
        "“They fired first.” Mayor Ann Reed said on Monday.| It rained.",
        '"They fired." The mayor said nothing.'.replace('." ', '."| '),
        "A road for aid.through Marsk was opened.| It was closed again.",
        "Two were dead.The army denied it.".replace(".The", ".|The"),
        "The toll rose to 1.5 million.| Some 12.30 hours later it ended.",
        "He named it: a war; they did not.| It was one.",
        "(Two died.)| Three lived.",
        "TWO SOLDIERS WERE KILLED BY MAJ. REED'S MEN IN THE U.S. CAMP.| THE ARMY LEFT.",
        "Он умер.| Она жива.| قتل اثنان؟| نعم",
        "The town of Marsk\nwas hit. It\nburned.".replace(" It", "| It"),
    ],
)
def test_sentence_bounds(text: str) -> None:
    """Sentences end at stops, and not at abbreviations or within quotations that go on."""
    expected = [" ".join(part.split()) for part in text.split("|")]
    assert sentences(text.replace("|", "")) == expected


def test_points_of_a_list_are_sentences_of_their_own() -> None:
    """A list's points need no full stop."""
    assert sentences("It lists:\n- two dead\n- three hurt\n- no stop") == [
        "It lists:",
        "two dead",
        "three hurt",
        "no stop",
    ]


@pytest.mark.parametrize(
    "opening",
    [
        "MARSK, Sept. 20 (Agency) -",
        "MARSK, 3 JAN 90 (RADIO MARSK) -- [REPORT] [TEXT]",
        "MARSK, 3 JAN 90 -- [TALK WITH THE VELIAN MINISTER OF WELLS BY A REPORTER] [TEXT]",
    ],
)
def test_wire_opening_is_a_sentence_of_its_own(opening: str) -> None:
    """The text that follows a wire's opening begins a sentence, and is parsed without it."""
    text = f"{opening} Shelling killed two people. It rained."
    assert sentences(text) == [opening, "Shelling killed two people.", "It rained."]


def test_title_is_one_sentence() -> None:
    """A headline is not cut, whatever marks stand in it."""
    text = "War? No. A drill\n\nBy Ann Reed\n\nThe army said that it was a drill."
    assert sentences(text)[0] == "War? No. A drill"


def test_endless_sentence_is_cut() -> None:
    """A sentence longer than the parser should see is cut, at a semicolon if it has one."""
    text = "two died " * 100 + "; " + "three lived " * 100
    assert [len(s.tokens) for s in document_of(text).sentences] == [201, 200]
    assert max(len(s.tokens) for s in document_of("two died " * 400).sentences) <= 250


def by_word(sentence: Sentence, word: str) -> tuple[str, str, str]:
    """Give a word's tag, dependency and head word."""
    [token] = [token for token in sentence.tokens if token.text.lower() == word]
    return token.tag, token.dep, sentence.tokens[token.head].lower


def test_sentences_that_may_hold_a_claim_are_parsed() -> None:
    """The parse names subjects and objects; what holds no word of the codebook has none."""
    first, second = document_of("Shelling killed twelve people. Tomatoes are red.").sentences
    assert by_word(first, "shelling")[1:] == ("nsubj", "killed")
    assert by_word(first, "people")[1:] == ("dobj", "killed")
    assert (first.parsed, second.parsed) == (True, False)


def test_capitals_are_parsed_like_other_text() -> None:
    """A transcript in capitals gets the parse of its words, and keeps its letters."""
    [sentence] = document_of("THE GUERRILLAS KILLED TWELVE PEASANTS IN THE MARSK REGION.").sentences
    assert [token.text for token in sentence.tokens][1] == "GUERRILLAS"
    assert by_word(sentence, "guerrillas")[1:] == ("nsubj", "killed")
    assert by_word(sentence, "killed")[0] == "VBD"


@pytest.mark.parametrize(
    ("printed", "calmed"),
    [
        ("THE MAIN REGION OF GARNEVA WAS CALM", "The main region of Garneva was calm"),
        ("JUAN DE LA PENA AND ROSE TARNOK LEFT", "Juan de la Pena and Rose Tarnok left"),
        ("HE WAS SHOT IN SANTA ORVANA CITY", "He was shot in Santa Orvana City"),
        ("ON 3 MAY 90 HE MAY LEAVE", "On 3 May 90 he may leave"),
        ("THE UNITED NATIONS AND CHILE MET", "The United Nations and Chile met"),
        ("BOTH II CORPS AND THE RLK FRONT FOUGHT", "Both II corps and the RLK front fought"),
        ("THE MAYOR 'S SON DIED", "The mayor 's son died"),
    ],
)
def test_capitals_are_calmed_as_mixed_text_is_printed(printed: str, calmed: str) -> None:
    """Names keep a capital, by the codebook or as no English word; other words lose it."""
    assert " ".join(calm(printed.split(), load_codebook())) == calmed


def test_neighbours_do_not_change_a_parse_much() -> None:
    """A sentence read alone has the words and bounds that it has in a longer report."""
    text = "Shelling killed twelve people in Marsk."
    [alone] = document_of(text).sentences
    first = document_of(f"{text} The army denied it.").sentences[0]
    assert [t.text for t in alone.tokens] == [t.text for t in first.tokens]
    assert [t.head for t in alone.tokens] == [t.head for t in first.tokens]
