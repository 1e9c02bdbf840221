"""People of a desk for tests, and browsers that they have signed in with."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time

from django.test import Client

from vaglio_web.store.models import Role, User

PASSWORD = "a long enough password"


def make_person(role: Role = Role.CODER, *, email: str | None = None) -> User:
    """Make somebody of a role, known as `coder@desk.example` and so on."""
    address = email or f"{role.value}@desk.example"
    name = f"The {address.partition('@')[0]}"
    return User.objects.create_user(email=address, name=name, role=role, password=PASSWORD)


def signed_in(who: User) -> Client:
    """Give a browser in which somebody has signed in."""
    client = Client()
    client.force_login(who)
    return client


def try_to_sign_in(client: Client, *, email: str, password: str = PASSWORD) -> str:
    """Send the sign-in form, and give where it led or what the page said."""
    sent = client.post("/accounts/login/", {"login": email, "password": password})
    if sent.status_code == 302:
        return sent.headers["Location"]
    said: list[str] = re.findall(r"<li>(.*?)</li>", sent.content.decode())
    return " ".join(said)


def code_of(secret: str, *, at: float | None = None) -> str:
    """Give the six digits that an authenticator app shows now (RFC 6238)."""
    key = base64.b32decode(secret)
    step = struct.pack(">Q", int(time.time() if at is None else at) // 30)
    digest = hmac.new(key, step, hashlib.sha1).digest()
    place = digest[-1] & 15
    number = struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"
