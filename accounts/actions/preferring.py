"""What people decide about their own sign-in."""

from __future__ import annotations

from datetime import datetime

from accounts.models import User


def prefer(user: User, *, name: str, language: str, appearance: str) -> None:
    """Keep somebody's preferences."""
    user.name, user.language, user.appearance = name, language, appearance
    user.save(update_fields=["name", "language", "appearance"])


def speak(user: User, *, language: str) -> None:
    """Keep the language somebody reads in."""
    user.language = language
    user.save(update_fields=["language"])


def put_off_second_factor(user: User, *, at: datetime) -> None:
    """ "Not now": offer it again in 30 days."""
    user.second_factor_offered_at = at
    user.save(update_fields=["second_factor_offered_at"])
