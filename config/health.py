"""Whether the parts that the site stands on answer."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from redis.exceptions import RedisError

from config.tasks import WORKER_SEEN

UP, DOWN = "ok", "down"


def report() -> dict[str, str]:
    """{"status", "database", "redis", "worker", "version"}: each "ok" or "down"."""
    parts = {
        "database": _state(_database_answers),
        "redis": _state(_redis_answers),
        "worker": _state(_worker_was_seen),
    }
    healthy = all(state == UP for state in parts.values())
    return {"status": UP if healthy else DOWN, **parts, "version": settings.VERSION}


def _state(answers: Callable[[], bool]) -> str:
    try:
        return UP if answers() else DOWN
    except (DatabaseError, RedisError, OSError):
        return DOWN


def _database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def _redis_answers() -> bool:
    cache.set("health", "ok", timeout=10)
    return bool(cache.get("health") == "ok")


def _worker_was_seen() -> bool:
    return cache.get(WORKER_SEEN) is not None
