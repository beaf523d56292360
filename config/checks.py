"""Refusals to start a public site with private-machine settings."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


def production_is_safe(**_: Any) -> list[CheckMessage]:
    """With DEBUG off and a public host: a secret of one's own, real servers, named hosts."""
    if settings.DEBUG or settings.IS_PRIVATE:
        return []
    found: list[CheckMessage] = []
    if settings.SECRET_KEY == settings.DEVELOPMENT_SECRET or len(settings.SECRET_KEY) < 32:
        found.append(Error("Set SECRET_KEY to at least 32 random characters.", id="upstander.E001"))
    if "*" in settings.ALLOWED_HOSTS:
        found.append(Error("Name the hosts in ALLOWED_HOSTS; '*' is refused.", id="upstander.E002"))
    if "embedded" in str(settings.DATABASES["default"]["ENGINE"]):
        found.append(Error("Set DATABASE_URL to a PostgreSQL 15+ server.", id="upstander.E003"))
    if not settings.REDIS_URL:
        found.append(Error("Set REDIS_URL to a Redis 6.2+ server.", id="upstander.E004"))
    if settings.EMAIL_BACKEND == "outbox.mailbox.FileMailbox":
        found.append(Error("Set EMAIL_URL to an SMTP server.", id="upstander.E005"))
    return found


def register_all() -> None:
    register(production_is_safe, Tags.security)
