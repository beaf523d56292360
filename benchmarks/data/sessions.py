"""Sign-ins that are there already: a session for each reader of the load."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from accounts.models import User

BACKEND = "accounts.backends.EmailBackend"


def token_for(number: int) -> str:
    """A CSRF secret of the right length; the cookie and the form carry the same."""
    return f"{number:032d}"


def sign_in(user_ids: Iterable[int]) -> dict[int, str]:
    """A session for each user, in the product's own session store; returns their keys."""
    store: Any = import_module(settings.SESSION_ENGINE).SessionStore
    keys: dict[int, str] = {}
    for user in User.objects.filter(pk__in=list(user_ids)):
        session = store()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = BACKEND
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        keys[user.pk] = session.session_key
    return keys


def reader(user_id: int, key: str, **values: object) -> dict[str, str]:
    """What the load generator needs of one reader."""
    token = token_for(user_id)
    cookie = f"{settings.SESSION_COOKIE_NAME}={key}; {settings.CSRF_COOKIE_NAME}={token}"
    return {"cookie": cookie, "token": token, **{k: str(v) for k, v in values.items()}}
