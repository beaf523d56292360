"""Who a session belongs to, and sign-ins that another part has already proved.

Every request of a signed-in user begins by reading their row, so its SQL is written by hand
(core.rows).
"""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.backends import BaseBackend
from django.db import connection

from accounts.models import User
from core.rows import columns, instance


def active_user(user_id: int) -> User | None:
    """The user with this id, unless their sign-in has been closed."""
    statement = f"SELECT {columns(User, 'u')} FROM accounts_user u WHERE u.id = %s AND u.is_active"
    with connection.cursor() as cursor:
        cursor.execute(statement, [user_id])
        row = cursor.fetchone()
    return instance(User, row) if row else None


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
