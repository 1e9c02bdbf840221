"""`vaglio account`: help for whoever is locked out of the desk."""

from __future__ import annotations

import click

from vaglio_web.commands._django import start_django


@click.group("account")
def account() -> None:
    """Help people who are locked out."""


@account.command("reset")
@click.argument("email")
@click.option(
    "--at",
    default="http://localhost:8000",
    show_default=True,
    help="Address under which the desk is reached.",
)
def reset(email: str, at: str) -> None:
    """Print a link by which the account of EMAIL sets a new password.

    It works once, for a day. A second factor is dropped, for it may be lost. Both stand in the
    log. For a desk whose last owner is locked out; others are helped on the page of people.
    """
    start_django()
    from django.urls import reverse

    from vaglio_web.store.access import Absent
    from vaglio_web.store.actions import rescue

    try:
        uid, _, token = rescue(email=email).partition("-")
    except Absent:
        raise click.ClickException(f"{email}: no open account has this address") from None
    click.echo(f"{at.rstrip('/')}{reverse('account_reset_password_from_key', args=(uid, token))}")
