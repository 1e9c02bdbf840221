"""The form for the rules that the desk sets itself."""

from __future__ import annotations

from django import forms


class PolicyForm(forms.Form):
    """Ask for the desk's rules."""

    name = forms.CharField(max_length=120, label="The desk's name")
    two_people_publish = forms.BooleanField(
        required=False,
        label="Two people publish",
        help_text="One asks, another publishes.",
    )
    names_veiled = forms.BooleanField(
        required=False,
        label="Victims' names are veiled",
        help_text="Unless an entry says otherwise.",
    )
    two_factor_required = forms.BooleanField(
        required=False,
        label="Everybody signs in with two factors",
        help_text="Whoever has no second factor is led to its set-up before anything else.",
    )
    hold_minutes = forms.IntegerField(
        min_value=1,
        max_value=24 * 60,
        label="Minutes for which an opened item is held",
    )
    why = forms.CharField(required=False, max_length=500, label="Reason, for the log")
