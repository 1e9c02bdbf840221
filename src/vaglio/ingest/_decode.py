"""Bytes to text: which encoding they are in."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from vaglio.model.errors import EncodingWrong, ReportBinary

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,400}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096
_BINARY_STARTS = (
    b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf",
)  # fmt: skip
_CONTROLS = bytes({*range(32), 127} - set(b"\t\n\v\f\r\x1b"))
_MOST_CONTROLS = 0.01
_SAMPLE = 1 << 16
_WESTERN = frozenset(
    "àâäáãåæçèéêëìíîïñòóôöõøœùúûüýÿßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜÝŸ€£«»“”‘’„–—…•·°§©®ªº¿¡\xa0"
)
_MOST_ACCENTS = 0.2
_CANDIDATES = [
    "windows-1252", "windows-1250", "windows-1251", "windows-1253", "windows-1254",
    "windows-1255", "windows-1256", "windows-1257", "koi8-r", "iso8859-2", "iso8859-5",
    "iso8859-7", "iso8859-9", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Hold a report's text and how it was found in the bytes."""

    content: str
    """The text, without a byte order mark."""
    encoding: str
    """The encoding that was used."""
    declared: str | None = None
    """The encoding that the page declares, where it does not fit the bytes."""


def decode(data: bytes, *, source: str, named: str | None = None) -> Decoded:
    """Turn bytes into text: by their mark, by what is declared, as UTF-8, or by guess."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(
                content=_strictly(data[len(mark) :], encoding, source), encoding=encoding
            )
    _refuse_binary(data, source)
    declared = _known(named) or _declared(data)
    utf8 = _as_utf8(data, source)
    if utf8 is not None and (declared is None or declared == "utf-8" or not data.isascii()):
        # Text that is valid UTF-8 beyond ASCII is UTF-8, whatever the page declares.
        unfit = declared if declared not in (None, "utf-8") and not data.isascii() else None
        return Decoded(content=utf8, encoding="utf-8", declared=unfit)
    if declared is not None and declared != "utf-8":
        try:
            return Decoded(content=data.decode(declared), encoding=declared)
        except (UnicodeError, ValueError):
            pass
    return _guess(data, declared, source)


def _declared(data: bytes) -> str | None:
    """Read the encoding that a page declares in its head."""
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    return _known(found[1].decode("ascii")) if found is not None else None


def _known(name: str | None) -> str | None:
    """Give the encoding that a name stands for; None where there is none."""
    try:
        name = codecs.lookup(name or "").name
        b"".decode(name)
    except (LookupError, UnicodeError, ValueError):
        return None
    # Browsers read both as Windows-1252, and pages rely on it. A page that can
    # declare UTF-16 in ASCII letters is not UTF-16.
    if name in ("iso8859-1", "ascii"):
        return "cp1252"
    return "utf-8" if name.startswith(("utf-16", "utf-32", "utf-7", "utf-8")) else name


def _as_utf8(data: bytes, source: str) -> str | None:
    """Read UTF-8; None where the bytes are none, an error where they are cut off."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.end == len(data):
            raise EncodingWrong(
                input=source,
                problem="ends in the middle of a UTF-8 character",
                next_step="it was cut off: fetch it again",
            ) from error
        return None


def _strictly(data: bytes, encoding: str, source: str) -> str:
    """Read bytes in the encoding that their byte order mark names."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise EncodingWrong(
            input=source,
            problem=f"begins as {encoding.upper()} and breaks it at byte {error.start}",
            next_step="fetch it again, or save it as UTF-8",
        ) from error


def _refuse_binary(data: bytes, source: str) -> None:
    """Refuse bytes that are no text."""
    head = data[:_SAMPLE]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if data.startswith(_BINARY_STARTS) or b"\0" in data or controls > len(head) * _MOST_CONTROLS:
        raise ReportBinary(
            input=source,
            problem="is not text",
            next_step="give the report as plain text, HTML or JSON Lines",
        )


def _guess(data: bytes, declared: str | None, source: str) -> Decoded:
    """Guess the encoding from how the text would look."""
    western = _as_western(data)
    if western is not None:
        return Decoded(content=western, encoding="cp1252", declared=declared)
    import charset_normalizer  # takes long to import, and few reports need it

    best = charset_normalizer.from_bytes(data[:_SAMPLE], cp_isolation=_CANDIDATES).best()
    if best is not None:
        try:
            content = data.decode(best.encoding)
        except UnicodeError:
            pass
        else:
            return Decoded(content=content, encoding=best.encoding, declared=declared)
    raise EncodingWrong(
        input=source,
        problem="is in no encoding that can be recognised",
        next_step="save it as UTF-8",
    )


def _as_western(data: bytes) -> str | None:
    """Read Windows-1252; None where that gives letters no Western European text has."""
    try:
        content = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    strange = [letter for letter in content if letter > "\x7f"]
    few = len(strange) <= _MOST_ACCENTS * len(content)
    return content if few and _WESTERN.issuperset(strange) else None
