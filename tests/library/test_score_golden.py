"""Golden cases: compared in words, accepted one by one, errors marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.library.score_claims import claim, document
from vaglio.model.claim import Stance
from vaglio.model.errors import (
    GazetteerMissing,
    GoldenInvalid,
    LanguageUnsupported,
    SourceMissing,
)
from vaglio.score import (
    About,
    Reading,
    Source,
    accept_golden,
    check_golden,
    find_cases,
    golden_in_words,
    new_golden,
)

TEXT = "Rain fell on Velisk, the mayor said. The bridge burned, the mayor said."


class FakeReader:
    """Read every report as the claims that a test gives."""

    def __init__(self, *quotes: str, stance: Stance = Stance.STATES) -> None:
        """Keep what to find."""
        self.quotes, self.stance = quotes, stance

    def __call__(self, source: Source) -> Reading:
        """Give the claims, whatever the report."""
        text = source.path.read_text(encoding="utf-8")
        claims = [claim(text, quote, "the mayor", stance=self.stance) for quote in self.quotes]
        return document(text), claims


ONE = FakeReader("The bridge burned")
TWO = FakeReader("Rain fell on Velisk", "The bridge burned")


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """Make a folder with one case that nobody has accepted yet."""
    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    folder = tmp_path / "golden"
    about = About(why='Rain, "as it falls".', issue=7, language="en", publisher="The Post")
    new_golden(page, folder=folder, name="rain-and-fire", about=about)
    return folder


def _claims_file(cases: Path) -> Path:
    """Give the path of the case's accepted words."""
    return cases / "rain-and-fire" / "claims.txt"


def test_a_new_case_comes_back_as_it_was_made(cases: Path) -> None:
    """What is written into `about.toml` is read back from it."""
    [case] = find_cases(cases)
    assert case.about.why == 'Rain, "as it falls".'
    assert (case.source.publisher, case.source.language, case.claims) == ("The Post", "en", None)


def test_a_case_without_claims_does_not_hold(cases: Path) -> None:
    """A case that nobody accepted fails and says how to accept it."""
    [result] = check_golden(cases, reader=ONE)
    assert not result.holds
    assert "vaglio golden accept rain-and-fire" in golden_in_words([result])


def test_an_accepted_case_holds(cases: Path) -> None:
    """After accepting, the same reading holds, and accepting again changes nothing."""
    assert accept_golden("rain-and-fire", folder=cases, reader=ONE).changed
    [result] = check_golden(cases, reader=ONE)
    assert result.holds
    assert golden_in_words([result]) == "1 of 1 golden cases hold\n"
    assert not accept_golden("rain-and-fire", folder=cases, reader=ONE).changed


def test_a_change_is_shown_in_words(cases: Path) -> None:
    """A lost claim shows as a unified diff that ends with the command to accept."""
    accept_golden("rain-and-fire", folder=cases, reader=TWO)
    words = golden_in_words(check_golden(cases, reader=ONE))
    assert '-   "Rain fell on Velisk"  [0:19]' in words
    assert "to accept: vaglio golden accept rain-and-fire" in words


def _mark(cases: Path, line: str, mark: str) -> None:
    """Put a mark on a line of the accepted words."""
    path = _claims_file(cases)
    text = path.read_text(encoding="utf-8")
    assert line in text
    path.write_text(text.replace(line, f"{line}    {mark}"), encoding="utf-8")


def test_a_mark_is_ignored_while_its_line_stands(cases: Path) -> None:
    """A known error stays visible without failing the case."""
    accept_golden("rain-and-fire", folder=cases, reader=ONE)
    _mark(cases, "stance       states", "! wrong: he only fears it (#41)")
    [result] = check_golden(cases, reader=ONE)
    assert result.holds


def test_a_mark_moves_with_its_line(cases: Path) -> None:
    """Accepting a claim before it keeps the mark, although the number changed."""
    accept_golden("rain-and-fire", folder=cases, reader=ONE)
    _mark(cases, "1  the mayor  (person)  said", "! wrong: it was his deputy (#41)")
    accepted = accept_golden("rain-and-fire", folder=cases, reader=TWO)
    text = _claims_file(cases).read_text(encoding="utf-8")
    assert "2  the mayor  (person)  said    ! wrong: it was his deputy (#41)\n" in text
    assert accepted.marks_removed == ()


def test_a_mark_goes_with_its_line(cases: Path) -> None:
    """A mark whose line is gone must be removed, and accepting removes it."""
    accept_golden("rain-and-fire", folder=cases, reader=ONE)
    _mark(cases, "stance       states", "! wrong: he only fears it (#41)")
    mended = FakeReader("The bridge burned", stance=Stance.FEARS)
    [result] = check_golden(cases, reader=mended)
    assert not result.holds
    assert "this error is gone, remove its mark" in golden_in_words([result])
    accepted = accept_golden("rain-and-fire", folder=cases, reader=mended)
    assert accepted.marks_removed == ("! wrong: he only fears it (#41)",)
    assert "! wrong" not in _claims_file(cases).read_text(encoding="utf-8")


def test_a_lone_mark_stands_until_its_words_are_quoted(cases: Path) -> None:
    """A mark on a missed claim holds while no claim quotes its words."""
    accept_golden("rain-and-fire", folder=cases, reader=ONE)
    with _claims_file(cases).open("a", encoding="utf-8") as file:
        file.write('! wrong: missing "Rain fell" (#41)\n')
    assert check_golden(cases, reader=ONE)[0].holds
    accept_golden("rain-and-fire", folder=cases, reader=ONE)
    assert "Rain fell" in _claims_file(cases).read_text(encoding="utf-8")
    assert check_golden(cases, reader=TWO)[0].stale == ('! wrong: missing "Rain fell" (#41)',)


def test_a_mark_needs_a_reason_and_an_issue(cases: Path) -> None:
    """A mark that names no issue is refused."""
    accept_golden("rain-and-fire", folder=cases, reader=ONE)
    _mark(cases, "stance       states", "! wrong: just because")
    with pytest.raises(GoldenInvalid, match="without a reason or an issue"):
        check_golden(cases, reader=ONE)


def test_a_refused_report_is_an_outcome(cases: Path) -> None:
    """A report that is refused is told apart from one without claims."""

    def refuse(source: Source) -> Reading:
        """Refuse every report."""
        raise LanguageUnsupported(input=str(source.path), problem="no rules", next_step="wait")

    [refused] = check_golden(cases, reader=refuse)
    [silent] = check_golden(cases, reader=FakeReader())
    assert refused.found == "refused     LanguageUnsupported: no rules\n"
    assert silent.found == "no claims\n"


def test_a_broken_installation_is_no_outcome(cases: Path) -> None:
    """Only the report itself can be refused; a missing place index stops the run."""

    def fail(source: Source) -> Reading:
        """Fail for every report."""
        raise GazetteerMissing(input="places", problem="not built", next_step=f"build {source}")

    with pytest.raises(GazetteerMissing):
        accept_golden("rain-and-fire", folder=cases, reader=fail)


@pytest.mark.parametrize("name", ["..", "a/b", "Rain", ""])
def test_a_case_has_a_plain_name(cases: Path, name: str) -> None:
    """A name that could leave the folder is refused."""
    with pytest.raises(GoldenInvalid):
        accept_golden(name, folder=cases, reader=ONE)


def test_only_a_named_case_is_accepted(cases: Path) -> None:
    """A case that is not there cannot be accepted."""
    with pytest.raises(SourceMissing):
        accept_golden("no-such-case", folder=cases, reader=ONE)


def test_about_must_say_why(cases: Path) -> None:
    """A case without a reason is refused."""
    (cases / "rain-and-fire" / "about.toml").write_text("issue = 2\n", encoding="utf-8")
    with pytest.raises(GoldenInvalid, match="needs `why`"):
        find_cases(cases)
