"""Django's Redis cache, which finds the embedded server when no address is given."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.cache.backends import redis

from config.embedded import servers


class RedisCache(redis.RedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(
            servers.redis_url(settings.DATA_DIR / "redis") if server == "embedded" else server,
            params,
        )
