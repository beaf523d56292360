"""Links in mail that let an employee continue where they were, without a password.

A link is signed, lives for 30 days, and dies earlier when the address or the password of its
user changes.  It opens nothing for people with a trusted role: they are led to the sign-in
page.  The signature is compared in constant time (django.core.signing).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme

from accounts import trust
from accounts.models import User

LIFE = timedelta(days=30)
USES = 50  # sign-ins by one link; a link on the open internet does not serve for ever
_SALT = "accounts.links"


class BrokenLink(Exception):
    """The token was cut off, altered, or never ours."""


@dataclass(frozen=True)
class Link:
    """What a token says.  `is_spent`: too old, used too often, or no longer this user's."""

    user: User
    next_path: str
    is_spent: bool


def make(user: User, next_path: str, *, at: datetime) -> str:
    """An absolute address that lets `user` continue at `next_path` (a local path)."""
    if not is_local(next_path):
        raise ValueError(f"{next_path!r} is not a path of this site.")
    if trust.is_trusted(user):
        return f"{settings.SITE_URL}{sign_in_path(next_path)}"
    payload = {"u": user.pk, "n": next_path, "t": int(at.timestamp()), "f": _fingerprint(user)}
    token = signing.Signer(salt=_SALT).sign_object(payload)
    return f"{settings.SITE_URL}{reverse('accounts:link', args=[token])}"


def read(token: str, *, at: datetime) -> Link:
    """Whose link it is and where it leads.  Raises BrokenLink."""
    try:
        payload: dict[str, Any] = signing.Signer(salt=_SALT).unsign_object(token)
    except (signing.BadSignature, ValueError) as error:
        raise BrokenLink from error
    user = User.objects.filter(pk=payload["u"], is_active=True).first()
    if user is None or not is_local(payload["n"]):
        raise BrokenLink
    made_at = datetime.fromtimestamp(payload["t"], UTC)
    is_spent = (
        at >= made_at + LIFE
        or not constant_time_compare(payload["f"], _fingerprint(user))
        or cache.get(_uses_key(token), 0) >= USES
    )
    return Link(user=user, next_path=payload["n"], is_spent=is_spent)


def count_use(token: str) -> None:
    """One more sign-in by this link."""
    key = _uses_key(token)
    cache.add(key, 0, LIFE.total_seconds())
    cache.incr(key)


def sign_in_path(next_path: str) -> str:
    """The sign-in page that leads on to `next_path`."""
    return f"{reverse('account_login')}?{urlencode({'next': next_path})}"


def is_local(path: str) -> bool:
    """Whether it is a path of this site, and nothing a browser could take for another's."""
    return path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)


def _fingerprint(user: User) -> str:
    """Changes with the address and the password; tells neither."""
    return signing.Signer(salt=f"{_SALT}.user").signature(f"{user.email}:{user.password}")[:16]


def _uses_key(token: str) -> str:
    return f"link-uses:{sha256(token.encode()).hexdigest()}"
