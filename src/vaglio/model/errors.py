"""Everything that can go wrong, as one tree.

VaglioError
├── ReportUnreadable (ValueError)      a report cannot be turned into text
│   ├── ReportEmpty                    no bytes, or only white space
│   ├── ReportBinary                   the bytes are no text
│   ├── EncodingWrong                  the bytes do not fit the encoding
│   ├── ReportTooLarge                 longer than the limit
│   ├── ArticleMissing                 a page without an article
│   └── RowInvalid                     a line of JSON Lines that is no report
├── FetchFailed (RuntimeError)         a page that cannot be had from the web
│   └── AddressRefused                 an address that is no public page's
├── LanguageUnsupported (ValueError)   no reading rules for the language
├── DateInvalid (ValueError)           a date option that is no date
├── NotGrounded (ValueError)           a claim whose words are not in the text
├── CodebookInvalid (ValueError)       a row of the codebook that breaks its table's rules
├── TermUnknown (LookupError)          a word that the codebook does not have
├── ClaimUnknown (LookupError)         a claim number that the report does not have
├── EntryUnknown (LookupError)         an id that the record does not have
├── GazetteerMissing (FileNotFoundError)  the place index has not been built
├── SourceMissing (FileNotFoundError)  a file or folder that is not there
├── GoldInvalid (ValueError)           a gold file that cannot be read
├── GoldenInvalid (ValueError)         a golden case that cannot be read
├── FloorsInvalid (ValueError)         a file of floors that cannot be read
├── FloorLowered (ValueError)          a floor that would be lowered without a reason
├── RecordInvalid (ValueError)         a file of a record that cannot be read
├── ExportInvalid (ValueError)         an export that breaks the rules of its format
├── TableInvalid (ValueError)          a cell of a table that cannot be imported
├── CorpusInvalid (ValueError)         a corpus's file that cannot be read
├── PeerFailed (RuntimeError)          another program that ended with an error
└── RevisionUnknown (LookupError)      a revision that cannot be checked out

Each names its input, what is wrong and the next step, in one line.
"""

from __future__ import annotations


class VaglioError(Exception):
    """Say what could not be done, with which input, and what to do next.

    Example:
        >>> str(ReportEmpty(input="a.txt", problem="holds no text", next_step="check the file"))
        'a.txt: holds no text; check the file'
    """

    def __init__(self, *, input: str, problem: str, next_step: str) -> None:
        """Keep the three parts and join them into one line."""
        self.input = input
        self.problem = problem
        self.next_step = next_step
        super().__init__(input, problem, next_step)

    def __str__(self) -> str:
        """Give the one line that a person reads."""
        return f"{self.input}: {self.problem}; {self.next_step}".replace("\n", " ")

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error travel between processes."""
        return (_rebuild, (type(self), self.input, self.problem, self.next_step))


def _rebuild(kind: type[VaglioError], input: str, problem: str, next_step: str) -> VaglioError:
    """Make an error anew from its parts."""
    return kind(input=input, problem=problem, next_step=next_step)


class ReportUnreadable(VaglioError, ValueError):
    """Say that a report cannot be turned into text."""


class ReportEmpty(ReportUnreadable):
    """Say that a report holds no text."""


class ReportBinary(ReportUnreadable):
    """Say that a report's bytes are no text."""


class EncodingWrong(ReportUnreadable):
    """Say that a report's bytes do not fit their encoding."""


class ReportTooLarge(ReportUnreadable):
    """Say that a report is longer than the limit."""


class ArticleMissing(ReportUnreadable):
    """Say that a page holds no article."""


class RowInvalid(ReportUnreadable):
    """Say that a line of JSON Lines is no report."""


class FetchFailed(VaglioError, RuntimeError):
    """Say that a page cannot be had from the web."""


class AddressRefused(FetchFailed):
    """Say that an address leads to no page that anyone can open; nothing was asked."""


class LanguageUnsupported(VaglioError, ValueError):
    """Say that there are no reading rules for a language; nothing was looked for."""


class DateInvalid(VaglioError, ValueError):
    """Say that an option's date is no calendar day."""


class NotGrounded(VaglioError, ValueError):
    """Say that a claim's words are not in the text it is said to come from."""


class CodebookInvalid(VaglioError, ValueError):
    """Say that a row of the codebook breaks its table's rules."""


class TermUnknown(VaglioError, LookupError):
    """Say that the codebook has no such word."""


class ClaimUnknown(VaglioError, LookupError):
    """Say that a report has no claim of that number."""


class EntryUnknown(VaglioError, LookupError):
    """Say that the record has no entry of that id."""


class GazetteerMissing(VaglioError, FileNotFoundError):
    """Say that the place index has not been built."""


class SourceMissing(VaglioError, FileNotFoundError):
    """Say that a file or folder is not there."""


class GoldInvalid(VaglioError, ValueError):
    """Say that a gold file cannot be read."""


class GoldenInvalid(VaglioError, ValueError):
    """Say that a golden case cannot be read."""


class FloorsInvalid(VaglioError, ValueError):
    """Say that the file of floors cannot be read."""


class FloorLowered(VaglioError, ValueError):
    """Say that a floor would be lowered, and nobody said why."""


class RecordInvalid(VaglioError, ValueError):
    """Say that a file of a record is not in the form that records have."""


class ExportInvalid(VaglioError, ValueError):
    """Say that an export would break the rules of its format; nothing was written."""


class TableInvalid(VaglioError, ValueError):
    """Say what is wrong with a table of incidents; nothing was taken in."""


class CorpusInvalid(VaglioError, ValueError):
    """Say that a file of a corpus is not in the form that the corpus has."""


class PeerFailed(VaglioError, RuntimeError):
    """Say that another program, run beside Vaglio, ended with an error."""


class RevisionUnknown(VaglioError, LookupError):
    """Say that a revision of the project cannot be checked out."""
