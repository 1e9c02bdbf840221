"""Forms for who works at the desk."""

from __future__ import annotations

from django import forms

from vaglio_web.store.models import Role


class WelcomeForm(forms.Form):
    """Ask whoever follows an invitation for what an account needs."""

    name = forms.CharField(
        max_length=120,
        help_text="As it stands beside your decisions in the log.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label="E-mail address",
        help_text="You sign in with it; the desk sends nothing there.",
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        strip=False,
        help_text="At least 12 characters; not a common one.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class InviteForm(forms.Form):
    """Ask what an invitation is for."""

    role = forms.ChoiceField(choices=Role.choices, initial=Role.CODER)
    access_until = forms.DateField(
        required=False,
        label="Access until",
        help_text="For a guest: the last day. Leave empty where access does not end.",
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class PersonForm(InviteForm):
    """Ask how a person is to stand from now on."""

    active = forms.BooleanField(
        required=False,
        label="The account is open",
        help_text="A closed account can be opened again; what it decided stays in the log.",
    )
    why = forms.CharField(required=False, max_length=500, label="Reason, for the log")
