"""What people and the machine do at a desk, one thing after the other, by chance."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.web.promises import news_in, promise_in
from tests.web.vetting import claim_of, dossier, person, reading_of
from vaglio_web.store import actions
from vaglio_web.store.actions import Conflict
from vaglio_web.store.models import Claim, Dossier, Entry, EntryState, LogEntry

_TOWNS = ("Velbor", "Orlo", "Marsk")
_NUMBERS = (("three", 3), ("seven", 7), ("nine", 9))
_PARTIES = ("The Army", "The Harbour Front", "The Valley Guard")
_NEWS = (
    ("freed the prisoners of", "happened"),
    ("did not free the prisoners of", "denied"),
    ("broke what it had agreed in", "accused"),
)
_KINDS = ("incident", "incident", "incident", "negotiation", "access")


class People:
    """People and the machine, who do one thing after the other by chance."""

    def __init__(self, seed: int, place: Dossier) -> None:
        """Begin with an empty dossier."""
        self.chance = random.Random(seed)
        self.place = place
        self.who = person("owner", f"Owner {seed}")
        self.done: set[str] = set()

    def bring_report(self) -> None:
        """Store a report of a few claims, some of what others told."""
        told = []
        for _ in range(self.chance.randint(1, 3)):
            town, (word, number) = self.chance.choice(_TOWNS), self.chance.choice(_NUMBERS)
            told.append((f"Shells killed {word} people in {town} at dawn.", town, word, number))
        told = list({each[0]: each for each in told}.values())
        outlet = f"Paper {self.chance.randrange(6)}"
        reading = reading_of("\n\n".join(each[0] for each in told), outlet=outlet, sections=())
        for words, town, word, number in told:
            claim_of(
                reading,
                words,
                kind=self.chance.choice(_KINDS),
                place=town,
                day=f"2024-03-{self.chance.randint(10, 11)}",
                tolls=[(word, number)],
            )

    def bring_deal(self) -> None:
        """Store a report of what a party promised, of what became of that, or of both."""
        party, town = self.chance.choice(_PARTIES), self.chance.choice(_TOWNS)
        owed, day = f"free all prisoners of {town}", f"2024-03-{self.chance.randint(6, 13):02}"
        promise = f"{party} agreed on paper to {owed}."
        news = [(f"{party} {words} {town}.", reality) for words, reality in _NEWS]
        told = self.chance.sample(news, self.chance.randrange(3))
        text = "\n\n".join([promise, *(words for words, _ in told)])
        reading = reading_of(text, outlet=f"Paper {self.chance.randrange(6)}", sections=())
        if not told or self.chance.random() < 0.5:
            due = self.chance.choice((None, day, "2024-03-20"))
            promise_in(reading, promise, debtor=party, owed=owed, day=day, due=due)
        for words, reality in told:
            news_in(reading, words, doer=party, reality=reality, day=day)

    def judge(self) -> None:
        """Accept, reject, withdraw or amend a claim."""
        key = self._claim().key
        verdict = self.chance.randrange(4)
        if verdict == 0:
            actions.accept_claim(who=self.who, key=key)
        elif verdict == 1:
            actions.reject_claim(who=self.who, key=key, reason="twice")
        elif verdict == 2:
            actions.withdraw_claim(who=self.who, key=key, why="so")
        else:
            self._amend(key)

    def _amend(self, key: str) -> None:
        """Say that a claim is of another day, or counts over a period."""
        body = Claim.objects.get(key=key).body
        if self.chance.random() < 0.5:
            body |= {"scope": "period"}
        elif body["when"] is not None:
            body["when"] |= {"start": "2024-03-12", "end": "2024-03-12"}
        actions.amend_claim(who=self.who, key=key, body=body)

    def accept_entry(self) -> None:
        """Accept or reject an entry."""
        key = self._entry().key
        if self.chance.random() < 0.7:
            actions.accept_entry(who=self.who, key=key)
        else:
            actions.reject_entry(who=self.who, key=key, reason="twice")

    def regroup(self) -> None:
        """Merge two entries, split one, or take a claim out of one."""
        entry, other = self._entry(), self._entry()
        keys = list(entry.claims.values_list("key", flat=True))
        deed = self.chance.randrange(3)
        if deed == 0:
            actions.merge_entries(who=self.who, key=entry.key, other_key=other.key)
        elif deed == 1:
            actions.split_entry(who=self.who, key=entry.key, claim_keys=keys[:1])
        else:
            actions.move_claim(
                who=self.who, claim_key=keys[0], from_key=entry.key, to_key=other.key
            )

    def undo(self) -> None:
        """Take the last decision back that can be taken back."""
        last = LogEntry.objects.filter(who=self.who, action__in=actions.UNDOABLE).first()
        if last is not None:
            actions.undo(who=self.who, number=last.number)

    def assign(self) -> None:
        """Put an entry, with its claims, into another dossier."""
        other = dossier("Hills")
        actions.assign_entry(who=self.who, key=self._entry().key, dossier_slug=other.slug)

    def act(self) -> None:
        """Do one thing; what does not fit is refused."""
        deeds: list[Callable[[], None]] = [self.bring_report, self.judge, self.accept_entry]
        deeds += [self.regroup, self.undo, self.assign, self.bring_deal]
        deed = self.chance.choices(deeds, weights=[5, 6, 4, 4, 2, 1, 4])[0]
        try:
            deed()
        except (Conflict, IndexError):
            return
        self.done.add(deed.__name__)

    def _claim(self) -> Claim:
        """Choose a claim."""
        return self.chance.choice(list(Claim.objects.order_by("id")))

    def _entry(self) -> Entry:
        """Choose an entry that stands for itself."""
        standing = Entry.objects.filter(dossier=self.place).exclude(state=EntryState.MERGED)
        return self.chance.choice(list(standing.order_by("id")))
