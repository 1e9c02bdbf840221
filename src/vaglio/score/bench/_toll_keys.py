"""The numbers of a report's main incident, claim by claim, as a reader would note them."""

from __future__ import annotations

from dataclasses import dataclass

from vaglio.model.claim import Claim, Harm, Reality, SpeakerType, Toll, Who
from vaglio.model.span import Span
from vaglio.pipeline import Reading
from vaglio.score.bench._told import main_incident

HARMS = frozenset({Harm.KILLED, Harm.INJURED, Harm.CASUALTIES})
"""Harms of which readers note the numbers."""

_SOME = frozenset({Who.CHILDREN, Who.WOMEN})
"""Groups that readers note beside the number that holds them."""

_SHORTEST = 3
"""Fewest letters of a name's initials that can stand for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TollKey:
    """Hold what makes two numbers the same: harm, group, low and high."""

    harm: str
    who: str
    low: int | None
    high: int | None

    def __str__(self) -> str:
        """Write it in words."""
        high = "open" if self.high is None else self.high
        return f"{self.harm} {self.who} {self.low}..{high}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldToll:
    """Hold one number that one speaker gives."""

    key: TollKey
    speaker: str
    """The speaker's name; "publisher" for the report's own voice."""
    span: Span
    """The words that give it."""
    quote: str
    """Those words."""


def told_tolls(reading: Reading) -> list[ToldToll]:
    """List the numbers that the claims of the main incident give.

    Numbers of a coordination ("a driver and two guards") are in their sum.
    That nobody was hurt is no number here.
    """
    incident = main_incident(reading)
    if incident is None:
        return []
    joined = frozenset(incident.claims)
    return [
        ToldToll(key=_key(claim, toll), speaker=_speaker(claim), span=toll.span, quote=toll.quote)
        for claim in reading.claims
        if claim.id in joined and claim.reality is not Reality.DENIED
        for toll in claim.tolls
        if toll.harm in HARMS and toll.high != 0 and not _is_left_out(claim, toll)
    ]


def _is_left_out(claim: Claim, toll: Toll) -> bool:
    """Tell whether a reader would not note a number that another one holds.

    Of a coordination the sum is noted ("two clerks and a driver": three), and
    the women and children in it; where fighters and civilians are named, or
    only women and children, each group and no sum.
    """
    if toll.part_of is not None:
        whole = claim.tolls[toll.part_of]
        if not whole.span.covers(toll.span):
            return toll.who is Who.UNSPECIFIED
        return not _is_apart(claim, toll.part_of) and toll.who not in _SOME
    return _is_apart(claim, claim.tolls.index(toll))


def _is_apart(claim: Claim, whole: int) -> bool:
    """Tell whether a sum is of groups that readers note one by one."""
    span = claim.tolls[whole].span
    groups = {t.who for t in claim.tolls if t.part_of == whole and span.covers(t.span)}
    return bool(groups) and (groups <= _SOME or groups == {Who.CIVILIAN, Who.COMBATANT})


def _key(claim: Claim, toll: Toll) -> TollKey:
    """Turn a claim's number into what is compared.

    "About 30" is noted as 30. A whole whose parts are not told apart into
    civilians and fighters is of people not described.
    """
    who = toll.who
    if who is Who.TOTAL:
        groups = {part.who for part in claim.tolls if part.part_of is not None}
        who = Who.TOTAL if Who.COMBATANT in groups else Who.UNSPECIFIED
    low = toll.low if toll.low is not None else toll.best
    about = toll.low is None and toll.best is not None
    high = toll.best if about and toll.high is None else toll.high
    return TollKey(harm=toll.harm, who=who, low=low, high=high)


def _speaker(claim: Claim) -> str:
    """Name who gives a number."""
    return "publisher" if claim.speaker.type is SpeakerType.PUBLISHER else claim.speaker.name


def same_speaker(found: str, wanted: str, *, publisher: str) -> bool:
    """Tell whether two names are of one speaker.

    The report's own voice is also that of its outlet, by name or initials,
    and of the outlet's own people ("ABC activists").

    Args:
        found: The speaker that was read.
        wanted: The speaker noted; "publisher" for the report's own voice.
        publisher: The outlet's name.

    Returns:
        Whether one name is the outlet's for both, or one is within the other.

    Example:
        >>> same_speaker("the mayor", "The mayor of Marsk", publisher="Valley Post")
        True
    """
    one, other = _words(found), _words(wanted)
    own = [_is_outlet(found, publisher), _is_outlet(wanted, publisher)]
    if all(own):
        return True
    return not any(own) and bool(one and other) and (one <= other or other <= one)


def _is_outlet(name: str, publisher: str) -> bool:
    """Tell whether a name is the report's own voice or begins with the outlet's name."""
    if name == "publisher":
        return True
    words = publisher.split()
    initials = "".join(word[0] for word in words if word[0].isupper())
    begins = name.removeprefix("the ").removeprefix("The ").split()
    short = len(initials) >= _SHORTEST and bool(begins) and begins[0] == initials
    return short or (bool(_words(publisher)) and _words(publisher) <= _words(name))


def _words(name: str) -> frozenset[str]:
    """Give the words of a name, folded."""
    folded = (word.strip(".,()'’“”\"").lower() for word in name.split())
    return frozenset(folded) - {"the", "a", "an", "of", ""}
