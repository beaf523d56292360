"""Ending every way into a sign-in, so that only the owner of its address can come in anew."""

from __future__ import annotations

from collections.abc import Collection

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password

from accounts.models import User


def end_ways_in(user_ids: Collection[int]) -> None:
    """Passwords, passkeys, authenticator apps and sessions of these users are gone.

    For sign-ins that are given another address: whoever prepared them before must not stay
    in.  The owner of the address comes in with a one-time code.
    """
    Authenticator.objects.filter(user__in=user_ids).delete()
    UserSession.objects.filter(user__in=user_ids).delete()
    usable = User.objects.filter(pk__in=user_ids).exclude(
        password__startswith=UNUSABLE_PASSWORD_PREFIX
    )
    for user in usable:
        user.password = make_password(None)  # also ends sessions: their hash is of the password
        user.save(update_fields=["password"])
