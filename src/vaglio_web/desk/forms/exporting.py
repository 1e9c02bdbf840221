"""What somebody wants to have as a file."""

from __future__ import annotations

from typing import Any

from django import forms

from vaglio.model.exported import ExportForm
from vaglio.model.incident import Grade
from vaglio_web.store.models import Dossier, EntryKind
from vaglio_web.store.queries.outgoing import Wanted

FORMS = (
    (ExportForm.CSV, "CSV, a row a toll"),
    (ExportForm.PARQUET, "Parquet, likewise"),
    (ExportForm.GED, "UCDP GED"),
    (ExportForm.ACLED, "ACLED"),
    (ExportForm.POLECAT, "POLECAT"),
    (ExportForm.HXL, "HXL"),
    (ExportForm.GEOJSON, "GeoJSON"),
    (ExportForm.JSONLD, "JSON-LD"),
    (ExportForm.ANNOTATIONS, "Web Annotations"),
)
"""The forms, those first that most people open."""

_ANY = ("", "Any")
_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ExportAskForm(forms.Form):
    """Ask for a form, and for what it is to hold."""

    form = forms.ChoiceField(choices=[(form.value, label) for form, label in FORMS], label="Form")
    public = forms.ChoiceField(
        required=False,
        choices=[("", "All accepted"), ("published", "Published only")],
        label="Entries",
    )
    dossier = forms.ChoiceField(required=False, label="Dossier")
    kind = forms.ChoiceField(required=False, choices=[_ANY, *EntryKind.choices], label="Kind")
    place = forms.CharField(required=False, max_length=300, label="Place begins")
    since = forms.DateField(required=False, widget=_DAY, label="From day")
    until = forms.DateField(required=False, widget=_DAY, label="To day")
    grade = forms.ChoiceField(
        required=False, choices=[_ANY, *((each, each) for each in Grade)], label="Grade"
    )

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - as Django has it
        """Offer the dossiers that there are."""
        super().__init__(*args, **options)
        field = self.fields["dossier"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [_ANY, *Dossier.objects.values_list("slug", "title")]

    def wanted(self) -> Wanted:
        """Give what a form that is valid asks for."""
        said = self.cleaned_data
        return Wanted(
            published=bool(said["public"]),
            dossier=said["dossier"],
            kind=said["kind"],
            place=said["place"].strip(),
            since=said["since"],
            until=said["until"],
            grade=said["grade"],
        )
