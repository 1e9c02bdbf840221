"""What is said as a phrase: a thing denied, another name, a demand at somebody."""

from __future__ import annotations

from vaglio.codebook.rows import Takes
from vaglio.extract._attribution import Said
from vaglio.extract._names import Names
from vaglio.extract._speakers import is_pronoun
from vaglio.extract._view import View
from vaglio.extract._voices import Voices

_LABEL_WORDS = ("as",)


class SaidPhrases:
    """Find the phrases that verbs of saying take."""

    def __init__(self, view: View, names: Names, voices: Voices) -> None:
        """Look at one sentence."""
        self.view = view
        self.names = names
        self.voices = voices

    def object(self, verb: int) -> Said | None:
        """Find a noun phrase that is said: "denied the attack", "called for a truce"."""
        view = self.view
        found = view.child(verb, ("dobj",))
        if found is None:
            for prep in view.with_dep(verb, "prep"):
                if view.lowers[prep] in ("for", "to", "of", "against"):
                    found = view.child(prep, ("pobj", "pcomp"))
                    break
        token = view.tokens[verb]
        if (found is None or found < verb) and token.dep == "relcl" and view.is_noun(token.head):
            first, last = view.phrase(token.head)
            relative = [i for i in view.subtree(verb) if i < verb and view.tag(i) == "WDT"]
            if found is None or found in relative:
                return Said(tokens=list(range(first, last)), head=token.head, takes=Takes.OBJECT)
        if found is None or found < verb:
            return None
        points = is_pronoun(view, found) or view.lowers[found] in (
            "himself",
            "what",
            "this",
            "that",
        )
        if points and not self.voices.denies(verb):
            return None
        return Said(tokens=view.subtree(found), head=found, takes=Takes.OBJECT)

    def label(self, verb: int) -> Said | None:
        """Find another name for a thing: "what they term X", "described it as X"."""
        view = self.view
        what = view.child(verb, ("dobj", "nsubj"))
        if what is not None and view.lowers[what] == "what" and what < verb:
            tokens = self._until_comma(verb + 1)
            return Said(tokens=tokens, head=None, takes=Takes.LABEL) if tokens else None
        if view.tokens[verb].dep == "relcl" and view.is_noun(view.tokens[verb].head):
            return self._antecedent_content(verb)
        for child in view.children[verb]:
            if child > verb and view.tokens[child].dep in ("prep", "advcl", "mark"):
                below = view.subtree(child)
                if view.lowers[below[0]] in _LABEL_WORDS:
                    held = view.child(verb, ("dobj",))
                    tokens = (view.subtree(held) if held is not None else []) + below[1:]
                    head = next((i for i in below[1:] if view.is_noun(i)), None)
                    return Said(tokens=sorted(tokens), head=head, takes=Takes.LABEL)
        return None

    def target(self, verb: int) -> Said | None:
        """Find whom and what: "called on X to Y", "accused X of Y", "warned X that Y"."""
        view = self.view
        target = self._addressee(verb)
        for child in view.with_dep(verb, "xcomp", "advcl", "ccomp"):
            if child > verb:
                subject = view.child(child, ("nsubj", "nsubjpass"))
                whom = target if target is not None else subject
                return _aimed(view.subtree(child), child, whom)
        if target is None:
            return None
        for prep in view.with_dep(verb, "prep") + view.with_dep(target, "prep"):
            if view.lowers[prep] in ("of", "for", "with", "against", "over"):
                inner = view.child(prep, ("pobj", "pcomp"))
                if inner is not None and prep > target:
                    return _aimed(view.subtree(inner), inner, target)
        below = view.child(target, ("acl", "relcl"))
        return _aimed(view.subtree(below), below, target) if below is not None else None

    def accused(self, verb: int) -> Said | None:
        """Find "X was accused of Y", "X is blamed for Y", "the attack was laid to X"."""
        view = self.view
        suffers = view.child(verb, ("nsubjpass",))
        deed = suffers if suffers is not None else view.child(verb, ("dobj",))
        if deed is None:
            return None
        for prep in view.with_dep(verb, "prep"):
            inner = view.child(prep, ("pobj", "pcomp"))
            if inner is None or prep < verb:
                continue
            if view.lowers[prep] in ("of", "for", "over") and suffers is not None:
                return _aimed(view.subtree(inner), inner, suffers)
            if view.lowers[prep] in ("to", "on") and self._may_act(inner):
                return _aimed(view.subtree(deed), deed, inner)
        return None

    def _may_act(self, at: int) -> bool:
        """Tell whether a phrase is a party or a name, and no day."""
        if any(mention.first <= at < mention.last for mention in self.view.dates):
            return False
        return self.names.is_party(at) or self.view.tag(at) in ("NNP", "NNPS")

    def _addressee(self, verb: int) -> int | None:
        """Find at whom a verb of saying is aimed: its object, or "on X", "to X"."""
        view = self.view
        found = view.child(verb, ("dobj",))
        if found is not None and found > verb:
            return found
        for prep in view.with_dep(verb, "prep"):
            if view.lowers[prep] in ("on", "upon", "at", "to"):
                return view.child(prep, ("pobj",))
        return None

    def _antecedent_content(self, verb: int) -> Said | None:
        """Read "the operation it described as Y": the noun before is what it is about."""
        view = self.view
        noun = view.tokens[verb].head
        first, _ = view.phrase(noun)
        after = [at for at in view.subtree(verb) if at > verb]
        if not after:
            return None
        tokens = list(range(first, noun + 1)) + after
        return Said(tokens=tokens, head=after[0], takes=Takes.LABEL)

    def _until_comma(self, first: int) -> list[int]:
        """List the tokens from a place up to the next comma or the end."""
        found = []
        for at in range(first, len(self.view)):
            if self.view.lowers[at] in (",", ";", ".", ":"):
                break
            found.append(at)
        return found


def _aimed(tokens: list[int], head: int, whom: int | None) -> Said:
    """Hold what is said together with at whom."""
    return Said(
        tokens=tokens,
        head=head,
        takes=Takes.TARGET,
        targets=(whom,) if whom is not None else (),
    )
