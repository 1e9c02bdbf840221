"""Every part of the desk's pages in every state: what the page of parts shows."""

from __future__ import annotations

from vaglio_web.store.models import (
    ClaimState,
    EntryKind,
    EntryState,
    Origin,
    ProposalState,
    PublicState,
    ReportState,
    Role,
)

_STATES = {
    "A claim": ClaimState,
    "An entry": EntryState,
    "An entry before the public": PublicState,
    "A report": ReportState,
    "A proposal": ProposalState,
}
_WORDS = {"Kinds of entries": EntryKind, "Roles": Role, "Origins": Origin}
_GRADES = ("confirmed", "fair", "weak", "contested", "discounted")


def parts() -> dict[str, dict[str, list[str]]]:
    """Give the words of each part, from the same lists as the pages take them.

    Returns:
        Sections by name, each with its groups and their words.
    """
    return {
        "badges": {name: [str(word) for word in each.values] for name, each in _STATES.items()}
        | {"Grades": list(_GRADES)},
        "categories": {name: [str(word) for word in each.labels] for name, each in _WORDS.items()},
        "messages": {"Levels": ["info", "success", "warning", "error"]},
        "buttons": {"Kinds": ["", "go", "danger", "quiet", "small"]},
    }
