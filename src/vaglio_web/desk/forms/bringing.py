"""What somebody brings in: a text, files, addresses, and where they go."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from vaglio.pipeline import Hints
from vaglio_web.store.actions import Brought
from vaglio_web.store.models import Dossier

MOST_ADDRESSES = 500


class BringForm(forms.Form):
    """Hold what was filled in; the files come beside it."""

    dossier = forms.ModelChoiceField(
        queryset=Dossier.objects.all(), to_field_name="slug", required=False
    )
    new_dossier = forms.CharField(max_length=200, required=False, label="Or a new dossier")
    publisher = forms.CharField(max_length=300, required=False)
    published = forms.DateField(required=False)
    text = forms.CharField(required=False, strip=False)
    title = forms.CharField(max_length=1000, required=False)
    url = forms.URLField(max_length=2000, required=False, assume_scheme="https")
    addresses = forms.CharField(required=False)

    def clean_addresses(self) -> list[str]:
        """Read one address a line; an address that stands twice is fetched once."""
        lines = [line.strip() for line in self.cleaned_data["addresses"].splitlines()]
        found = list(dict.fromkeys(filter(None, lines)))
        if len(found) > MOST_ADDRESSES:
            raise forms.ValidationError(
                f"These are {len(found)} addresses; give at most {MOST_ADDRESSES} at once."
            )
        return found

    def clean(self) -> dict[str, Any]:
        """See that there is a dossier to go to."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("dossier") and not cleaned.get("new_dossier", "").strip():
            self.add_error("dossier", "Choose a dossier, or name a new one.")
        return cleaned

    def things(self, files: list[UploadedFile[bytes]]) -> list[Brought]:
        """Give everything that is brought in, each with what is known of it."""
        row = self.cleaned_data
        both = {"publisher": row["publisher"] or None, "published": row["published"]}
        shared = Hints(**both)
        made = []
        if row["text"].strip():
            own = Hints(**both, title=row["title"] or None, url=row["url"] or None)
            made.append(Brought(source="pasted", data=row["text"].encode(), hints=own))
        made += [
            Brought(source=each.name or "a file", data=each.read(), hints=shared) for each in files
        ]
        made += [Brought(source=each, data=None, hints=shared) for each in row["addresses"]]
        return made
