"""Django's Redis cache, which finds the embedded server when no address is given."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.cache.backends import redis

from config.embedded import servers


class Client(redis.RedisCacheClient):
    """Keeps one client for each pool: Django makes a new one for every operation."""

    def __init__(self, servers: Any, **options: Any) -> None:
        super().__init__(servers, **options)
        self._clients: dict[int, Any] = {}

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        django: Any = self  # its stubs leave the private parts out
        pool = django._get_connection_pool(write)
        if id(pool) not in self._clients:  # pools are kept for good
            self._clients[id(pool)] = django._client(connection_pool=pool)
        return self._clients[id(pool)]


class RedisCache(redis.RedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(
            servers.redis_url(settings.DATA_DIR / "redis") if server == "embedded" else server,
            params,
        )
        self._class = Client
