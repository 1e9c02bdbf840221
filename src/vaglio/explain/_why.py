"""Why one claim was made: which rule found each field, and which declined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vaglio.codebook import Codebook
from vaglio.explain._fields import Field, declined_for, fields_of
from vaglio.explain._rows import Entry, entries_behind, entries_by_form
from vaglio.explain._underline import Mark, underline
from vaglio.explain._words import one_line
from vaglio.model.claim import Claim
from vaglio.model.document import Document
from vaglio.model.errors import ClaimUnknown
from vaglio.model.trace import Step, Trace

_LABEL = 12
_INDENT = " " * _LABEL
_MEANING = ("stance", "reality", "type", "mode", "harm", "who", "role")


def explain_claim(
    number: int,
    *,
    document: Document,
    claims: Sequence[Claim],
    trace: Trace,
    codebook: Codebook,
) -> str:
    """Say why one claim was made: the rule, the words and the definition of each field.

    Args:
        number: The claim's number, from 1, as `claims_in_words` prints it.
        document: The report that it was read in.
        claims: All claims of the report, in the order of the text.
        trace: What was tried while the report was read.
        codebook: The definitions in force.

    Returns:
        The sentence with its words underlined, one paragraph a field, and the
        rules that declined. Lines that end in a newline.

    Raises:
        ClaimUnknown: The report has no claim of that number.
    """
    if not 1 <= number <= len(claims):
        raise _unknown(number, document, len(claims))
    claim = claims[number - 1]
    fields = fields_of(claim, trace)
    marks = [Mark(label=f.label, span=span) for f in fields for span in f.spans]
    parts = [
        underline(document.text, claim.sentence, marks),
        _reading(claim, document),
        *("\n".join(_field(field, document.text, codebook)) + "\n" for field in fields),
        _declined(declined_for(claim, trace), document.text),
    ]
    return parts[0] + "\n" + "".join(parts[1:])


def _unknown(number: int, document: Document, count: int) -> ClaimUnknown:
    """Say which claims there are."""
    makes = f"{count} claim{'' if count == 1 else 's'}" if count else "no claim"
    return ClaimUnknown(
        input=document.source,
        problem=f"there is no claim {number}: the report makes {makes}",
        next_step=f"name one from 1 to {count}" if count else "look at it with `vaglio read`",
    )


def _reading(claim: Claim, document: Document) -> str:
    """Say where the claim stands, and by what it was read."""
    inside = [s.span.overlap(claim.sentence) > 0 for s in document.sentences]
    place = f"sentence {inside.index(True) + 1} of {len(inside)}, " if any(inside) else ""
    return (
        f"{'read':<{_LABEL}}{document.language}, {place}characters "
        f"{claim.span.start}–{claim.span.end}, codebook {claim.codebook}, {claim.reader}\n"
    )


def _field(field: Field, text: str, codebook: Codebook) -> Iterator[str]:
    """Give the lines of one field."""
    yield f"{field.label:<{_LABEL}}{field.words}"
    for step in field.steps:
        yield f"{_INDENT}{_step(step, text)}"
    words = [span.of(text) for span in field.spans]
    for entry in [*entries_behind(codebook, field.name, words), *_actor(field, codebook)]:
        yield f"{_INDENT}codebook: {_entry(entry)}"


def _actor(field: Field, codebook: Codebook) -> list[Entry]:
    """Give the codebook's actor that a party was taken for."""
    _, bracket, inside = field.words.partition("  (")
    if not bracket or field.name not in ("speaker", "actor", "target", "mediator"):
        return []
    actor = inside.rstrip(")").rpartition(", ")[2]
    rows = entries_by_form(codebook, field.words.partition("  (")[0])
    return [row for row in rows if row.table == "actors" and row.cell("id") == actor]


def _entry(entry: Entry) -> str:
    """Write one row of the codebook on one line."""
    part = entry.cell("part")
    name = entry.cell("name") or entry.word
    meaning = "-".join(entry.cell(column) for column in _MEANING if entry.cell(column))
    words = f"{entry.table}, “{name}”" + (f" ({part})" if part else "")
    return f"{words}: {meaning or entry.cell('id')} [{entry.cell('source')}]"


def _step(step: Step, text: str) -> str:
    """Write one rule, its words and its reason on one line."""
    on = f" on “{one_line(step.words.of(text))}”" if step.words else ""
    return f"rule {step.rule}{on}: {one_line(step.why)}"


def _declined(steps: Sequence[Step], text: str) -> str:
    """Write out the rules that declined."""
    lines = []
    for number, step in enumerate(steps):
        on = f"“{one_line(step.words.of(text))}”: " if step.words else ""
        label = "declined" if number == 0 else ""
        lines.append(f"{label:<{_LABEL}}{on}{one_line(step.why)} (rule {step.rule})\n")
    return "".join(lines)
