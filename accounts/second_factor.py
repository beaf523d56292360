"""When somebody with a trusted role is offered a second factor."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled

from accounts import trust
from accounts.models import User

OFFER_AGAIN_AFTER = timedelta(days=30)
_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def has_one(user: User) -> bool:
    """Whether a second factor is set up; then it is asked for at every sign-in."""
    return bool(is_mfa_enabled(user, _FACTORS))


def is_to_be_offered(user: User, *, at: datetime) -> bool:
    """At the first sign-in, and again 30 days after each "Not now"."""
    put_off_at = user.second_factor_offered_at
    if put_off_at is not None and at - put_off_at < OFFER_AGAIN_AFTER:
        return False
    return trust.is_trusted(user) and not has_one(user)
