"""The filter of the log."""

from __future__ import annotations

from django import forms

from vaglio_web.desk.queries.log import MACHINE, LogFilter
from vaglio_web.store.models import User
from vaglio_web.store.queries.sentences import SENTENCES

_KINDS = {
    "claim.": "Everything done to claims",
    "entry.": "Everything done to entries of the record",
    "report.": "Everything done to reports",
    "proposal.": "Everything done to proposals",
    "person.": "Everything done to accounts",
}


def _people() -> list[tuple[str, str]]:
    """Offer everybody of the desk, and the machine."""
    people = [(str(user.pk), user.name) for user in User.objects.order_by("name")]
    return [("", "Everybody"), (MACHINE, "The machine"), *people]


class LogFilterForm(forms.Form):
    """Ask which entries of the log to show."""

    who = forms.ChoiceField(required=False, label="Person", choices=_people)
    action = forms.ChoiceField(
        required=False,
        label="What was done",
        choices=[("", "Everything"), *_KINDS.items(), *SENTENCES.items()],
    )
    subject = forms.CharField(required=False, max_length=60, label="Key of the item")
    since = forms.DateField(
        required=False, label="From day", widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        required=False, label="To day", widget=forms.DateInput(attrs={"type": "date"})
    )

    def wanted(self) -> LogFilter | None:
        """Give the filter; None where a field is wrong."""
        if not self.is_valid():
            return None
        return LogFilter(**self.cleaned_data | {"subject": self.cleaned_data["subject"].strip()})
