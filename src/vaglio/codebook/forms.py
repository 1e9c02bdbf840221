"""The written forms of a codebook word: what an English dictionary would list."""

from __future__ import annotations

from vaglio.codebook.rows import Part

_VOWELS = "aeiou"


def forms_of(word: str, part: Part, listed: tuple[str, ...] = ()) -> tuple[str, ...]:
    """List the forms in which a word may be printed, in lower case.

    Regular English inflections are derived; irregular ones and variants are
    listed in the codebook row. A multiword verb bends at its first word
    ("broke out"), a multiword noun at its last ("air strikes").

    Args:
        word: The dictionary form, one or more words.
        part: Its part of speech.
        listed: Irregular forms and variant spellings, in full.

    Returns:
        The forms without repeats, the word itself first.

    Example:
        >>> forms_of("call on", Part.VERB)
        ('call on', 'calls on', 'called on', 'calling on')
        >>> forms_of("casualty", Part.NOUN)
        ('casualty', 'casualties')
    """
    word = word.lower()
    forms = [word]
    if part is Part.VERB:
        first, gap, rest = word.partition(" ")
        forms += [form + gap + rest for form in _verb_forms(first)]
    elif part is Part.NOUN:
        head, gap, last = word.rpartition(" ")
        forms += [head + gap + _plural(last)]
    for form in listed:
        form = form.lower()
        forms.append(form)
        if part is Part.NOUN and _joined(form) == _joined(word):
            forms.append(form + "s")
    return tuple(dict.fromkeys(forms))


def _joined(word: str) -> str:
    """Fold a compound's hyphens and gaps."""
    return word.replace("-", "").replace(" ", "")


def _plural(noun: str) -> str:
    """Give the regular plural of a noun."""
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    return noun + "s"


def _verb_forms(verb: str) -> list[str]:
    """Give the regular third person, past and -ing forms of a verb."""
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        stem = verb[:-2] + "y" if verb.endswith("ie") else verb[:-1]
        return [verb + "s", verb + "d", stem + "ing"]
    if verb.endswith("e"):
        return [verb + "s", verb + "d", verb + "ing"]
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return [verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    third = verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    forms = [third, verb + "ed", verb + "ing"]
    if _may_double(verb):
        forms += [verb + verb[-1] + "ed", verb + verb[-1] + "ing"]
    return forms


def _may_double(verb: str) -> bool:
    """Tell whether the last letter may double (stop, stopped)."""
    if len(verb) < 3 or verb[-1] in _VOWELS + "wxy":
        return False
    return verb[-2] in _VOWELS and verb[-3] not in _VOWELS
