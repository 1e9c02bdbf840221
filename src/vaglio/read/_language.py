"""Which language a paragraph is in."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_FEWEST_WORDS = 5
_SURE = 0.9
_ENGLISH_SHARE = 0.2
_SAMPLE = 2000
_ENGLISH_WORDS = (
    "the of and to in a was were is are by that has have had at on for from with been its "
    "their his they he she it which who this after not but as an be would will said"
)
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_LANGUAGE_CODES = (
    "am ar az bg bn bs cs da de el en es et fa fi fr he hi hr hu hy id it ja ka kk ko ku lt "
    "lv mk ms my nb ne nl no pl ps pt ro ru sk sl so sq sr sv sw ta th tr uk ur uz vi zh"
)
_LANGUAGES = _LANGUAGE_CODES.split()
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """Tell the language of a paragraph; None where it is too short or unclear.

    Function words settle it for English, which spares loading the detector.
    """
    words = _WORD.findall(text[:_SAMPLE])
    if len(words) < _FEWEST_WORDS and not _unspaced(words):
        return None
    if english_share(words) >= _ENGLISH_SHARE:
        return "en"
    code, sure = _detector().classify(text[:_SAMPLE])
    return code if sure >= _SURE else None


def guess_language(text: str) -> str | None:
    """Tell the likeliest language of a whole text, however short; None without a letter."""
    words = _WORD.findall(text[:_SAMPLE])
    if not words:
        return None
    if english_share(words) >= _ENGLISH_SHARE:
        return "en"
    ranked = dict(_detector().rank(text[:_SAMPLE]))
    best = max(ranked, key=lambda code: ranked[code])
    # A few words of names look like any language; what could be English is read as English.
    return "en" if ranked["en"] >= ranked[best] * 0.2 and len(words) < 20 else best


def english_share(words: list[str]) -> float:
    """Give the share of English function words; 0 for no words."""
    return sum(word.lower() in _ENGLISH for word in words) / len(words) if words else 0.0


def is_foreign(text: str, code: str | None, *, language: str) -> bool:
    """Tell whether a paragraph is surely in another language than its document."""
    if code is None or code == language:
        return False
    words = _WORD.findall(text[:_SAMPLE])
    return language != "en" or english_share(words) < (0.08 if len(words) >= 12 else 0.01)


def _unspaced(words: list[str]) -> bool:
    """Tell whether words are long runs of a script that sets no spaces."""
    return any(len(word) >= 8 and word[0] >= "\u0e00" for word in words)


@functools.cache
def _detector() -> LanguageIdentifier:
    """Load the language detector, once in a process."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    detector = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    detector.set_languages([code for code in _LANGUAGES if code in detector.labels])
    return detector
