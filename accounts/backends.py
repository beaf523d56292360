"""Who a session belongs to, and sign-ins that another part has already proved.

Every request of a signed-in user begins by reading their row, so its SQL is written by hand
(core.rows).
"""

from __future__ import annotations

from functools import cache
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.backends import BaseBackend

from accounts.models import User
from core.planned import Planned
from core.rows import columns, instance


def active_user(user_id: int) -> User | None:
    """The user with this id, unless their sign-in has been closed."""
    rows = _active_user().fetch({"id": user_id})
    return instance(User, rows[0]) if rows else None


@cache
def _active_user() -> Planned:
    return Planned(
        "active_user",
        f"SELECT {columns(User, 'u')} FROM accounts_user u WHERE u.id = %(id)s AND u.is_active",
    )


class EmailBackend(AuthenticationBackend):  # type: ignore[misc] # allauth is untyped
    """Email and password, as allauth checks them."""

    def get_user(self, user_id: int) -> User | None:
        return active_user(user_id)


class TrustedBackend(BaseBackend):
    """A card and its PIN, a link.  Never authenticates by itself; lets a session name its user."""

    def authenticate(self, request: Any, **credentials: Any) -> None:
        return None

    def get_user(self, user_id: int) -> User | None:
        return active_user(user_id)
