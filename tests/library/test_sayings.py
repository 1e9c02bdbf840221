"""Who says what as the attribution model reads it, beside what the rules find."""

from __future__ import annotations

import pytest

from vaglio.codebook import load_codebook
from vaglio.explain import explain_claim
from vaglio.model.claim import Claim, SpeakerType
from vaglio.model.document import Document, ReaderName
from vaglio.model.report import Report
from vaglio.model.trace import Trace
from vaglio.pipeline import read_report
from vaglio.read import _sayings, read
from vaglio.read._network import read_cues, read_links
from vaglio.read._pieces import frame, pieces_of

SAID = "The mayor of Orlo said on Friday that the mill had burnt down."


def _read(text: str, reader: ReaderName = ReaderName.WITH_MODEL) -> tuple[Document, list[Claim]]:
    """Read one invented report."""
    return read_report(Report(id="r:1", source="a", data=b"", content=text), reader=reader)


def _words(document: Document) -> list[tuple[str | None, str, list[str]]]:
    """Give source, cue and words said of each saying as written."""
    text = document.text
    return [
        (
            saying.source.of(text) if saying.source is not None else None,
            saying.cue.of(text),
            [span.of(text) for span in saying.said],
        )
        for saying in document.sayings or ()
    ]


def test_a_word_is_cut_into_pieces_that_know_where_it_stands() -> None:
    """Accents are left out, marks stand alone, and every piece has its word's place."""
    pieces = pieces_of("He said: «Café!»", 3, 16)
    words = ["He said: «Café!»"[a:b] for a, b in zip(pieces.starts, pieces.ends, strict=True)]
    assert words == ["said", ":", "«", "Café", "!", "»"]
    plain = pieces_of("cafe", 0, 4)
    assert pieces.ids[3:4] == plain.ids


def test_an_endless_or_unprintable_word_is_one_unknown_piece_or_none() -> None:
    """No text is too odd to be cut."""
    unknown = pieces_of("x" * 200, 0, 200).ids
    assert len(unknown) == 1
    assert pieces_of("\ud800 \u200b", 0, 3).ids == []


def test_cue_source_and_words_said_are_found() -> None:
    """The plainest saying of all."""
    document, _ = _read(SAID)
    assert _words(document) == [
        ("The mayor of Orlo", "said", ["that the mill had burnt down"]),
    ]


def test_a_paragraph_is_read_alike_wherever_it_stands() -> None:
    """What is found in a paragraph never depends on those beside it."""
    other = "“We are leaving,” Anna Velde told reporters. It rained all day in the hills."
    alone, _ = _read(SAID)
    beside, _ = _read(f"{other}\n\n{SAID}\n\n{other}")
    [mine] = alone.sayings or ()
    assert mine.score in {saying.score for saying in beside.sayings or ()}
    again, _ = _read(f"{other}\n\n{SAID}\n\n{other}")
    assert again.sayings == beside.sayings


def test_the_model_is_not_asked_where_nobody_can_be_saying_anything(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A paragraph without a word of saying and without a quotation mark costs nothing."""

    def refuse(_: list[int]) -> None:
        raise AssertionError("the model was asked")

    monkeypatch.setattr(_sayings, "read_cues", refuse)
    document, _ = _read("It rained all day in the hills. The harvest was good.")
    assert document.sayings == ()
    with pytest.raises(AssertionError):
        _read(SAID)


def test_without_the_model_the_rules_read_alone() -> None:
    """The faster reader asks no model, and each claim says which reader made it."""
    document, claims = _read(SAID, ReaderName.RULES)
    assert document.sayings is None
    assert {claim.reader for claim in claims} == {"rules/1"}
    assert {claim.reader for claim in _read(SAID)[1]} == {"rules+attribution/1"}


def test_a_claim_says_where_all_the_words_said_stand() -> None:
    """The words said are there without speaker and cue, with the model and without."""
    for reader in ReaderName:
        document, [claim] = _read(SAID, reader)
        assert [span.of(document.text) for span in claim.said] == ["that the mill had burnt down"]


def test_a_cue_that_the_codebook_does_not_have_makes_a_claim() -> None:
    """The model proposes what no rule finds; the claim says so."""
    document, claims = _read("The mayor of Orlo deadpanned that the “old lady” was his best voter.")
    assert not load_codebook().cue_words.rows("deadpanned")
    [claim] = claims
    assert claim.rules[0] == "speaker.model"
    assert (claim.speaker.name, claim.cue and claim.cue.text) == ("The mayor of Orlo", "deadpanned")
    assert [span.of(document.text) for span in claim.said] == [
        "that the “old lady” was his best voter"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Orlo did not deadpan that the “old lady” was his best voter.",
        "The mayor of Orlo gathered everybody to extol the old mill.",
    ],
)
def test_what_was_not_said_is_no_claim(text: str) -> None:
    """Whatever the model thinks of it, nobody claims what they did not say."""
    _, claims = _read(text)
    assert [claim for claim in claims if claim.speaker.type is not SpeakerType.PUBLISHER] == []


def test_a_pronoun_is_kept_beside_the_name_that_it_stands_for() -> None:
    """The claim names the speaker, and says where the pronoun stands."""
    text = "Anna Velde reached Orlo on Friday. She said that the mill had burnt down."
    document, claims = _read(text)
    [claim] = [claim for claim in claims if claim.cue is not None]
    assert claim.speaker.name == "Anna Velde"
    assert claim.speaker.mention is not None
    assert claim.speaker.mention.of(document.text) == "She"


def test_a_rules_find_that_tells_nothing_and_that_the_model_does_not_see_is_no_claim(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without a second, a rule's act of saying has to tell of something."""
    text = "Anna Velde thinks that she likes the old mill of Orlo."
    document, claims = _read(text, ReaderName.RULES)
    assert [claim.cue.text for claim in claims if claim.cue is not None] == ["thinks"]
    monkeypatch.setattr(_sayings, "_WORTH", 2.0)
    assert _read(text)[1] == []
    monkeypatch.undo()
    assert document.sayings is None


def test_where_rule_and_model_differ_both_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a rule found and the model does not see is explained with both."""
    text = "The mayor said that shells had killed two people in Orlo."
    report = Report(id="r:1", source="a", data=b"", content=text, language="en")
    agreed = Trace()
    read_report(report, trace=agreed)
    assert [step.why for step in agreed.steps if step.rule == "speaker.model"] == []
    monkeypatch.setattr(_sayings, "_WORTH", 2.0)
    trace = Trace()
    document, claims = read_report(report, trace=trace)
    words = explain_claim(
        1, document=document, claims=claims, trace=trace, codebook=load_codebook()
    )
    assert "the attribution model sees nobody speak here (rule speaker.model)" in words


def test_a_long_paragraph_is_read_in_parts() -> None:
    """Nothing is lost where a paragraph has more words than the model takes at once."""
    document, _ = _read(" ".join([SAID] * 40))
    assert len(document.sayings or ()) == 40


def test_likelihoods_are_likelihoods() -> None:
    """What comes out of the network adds up."""
    opening, closing = frame()
    states, cues = read_cues([opening, *pieces_of(SAID, 0, len(SAID)).ids, closing])
    assert cues.sum(axis=1) == pytest.approx(1, abs=1e-5)
    links = read_links(states, 5, 6)
    assert links.shape == cues.shape
    assert links.sum(axis=1) == pytest.approx(1, abs=1e-5)


def test_read_gives_the_sayings_with_the_document() -> None:
    """They are part of what `read` returns, so that the claims follow from the document alone."""
    report = Report(id="r:1", source="a", data=b"", content=SAID)
    document = read(report, codebook=load_codebook())
    assert len(document.sayings or ()) == 1
