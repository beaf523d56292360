"""Django's Redis cache, which finds the embedded server and can do without any.

While Redis is away every read is a miss, every write is dropped and every counter starts
anew: pages go on, sessions come from the database.  What could not be written is deleted as
soon as Redis answers again, so that nothing of before comes back (a session that has ended,
say).  docs/decisions/0003-redis-down.md says why, and what is weaker meanwhile.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import structlog
from django.conf import settings
from django.core.cache.backends import redis
from redis.exceptions import RedisError

from config.embedded import servers

T = TypeVar("T")
log = structlog.get_logger(__name__)

# Redis is next door: whoever waits longer than this waits for nothing.
PATIENCE = {"socket_connect_timeout": 0.5, "socket_timeout": 1.0}
PAUSE = 2.0  # seconds for which a server that does not answer is left alone


class Absence:
    """What a process knows about a Redis server that is away: since when, and what it owes it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.until = 0.0
        self.owed: set[str] = set()
        self.payer: threading.Thread | None = None

    @property
    def lasts(self) -> bool:
        return time.monotonic() < self.until

    def begin(self, error: RedisError) -> None:
        self.until = time.monotonic() + PAUSE
        log.warning("the cache is away", error=type(error).__name__)

    def owe(self, keys: Iterable[str], client: Any) -> None:
        """Remember keys that could not be written, and see to it that they are deleted."""
        with self.lock:
            self.owed.update(keys)
            if self.owed and not (self.payer and self.payer.is_alive()):
                self.payer = threading.Thread(target=self._pay, args=[client], daemon=True)
                self.payer.start()

    def settle(self, client: Any) -> None:
        """Delete what was to be changed while the server was away; raises RedisError."""
        with self.lock:
            if self.owed:
                client.delete(*self.owed)
                self.owed.clear()

    def _pay(self, client: Any) -> None:
        """Settle as soon as the server is back, also when nobody asks this process again."""
        pause = threading.Event()
        while self.owed:
            pause.wait(PAUSE)
            with contextlib.suppress(RedisError):
                self.settle(client)


_absences: dict[str, Absence] = {}


_DjangosClient: Any = redis.RedisCacheClient  # its stubs are narrower than what calls it


class Client(_DjangosClient):  # type: ignore[misc] # Any, as just said
    """Keeps one client for each pool (Django makes a new one for every operation), and
    gives an answer to everything, with or without a server."""

    def __init__(self, servers: Any, **options: Any) -> None:
        super().__init__(servers, **{**PATIENCE, **options})
        self._clients: dict[int, Any] = {}
        self._absence = _absences.setdefault(str(servers), Absence())

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        pool = self._get_connection_pool(write)
        if id(pool) not in self._clients:  # pools are kept for good
            self._clients[id(pool)] = self._client(connection_pool=pool)
        return self._clients[id(pool)]

    def _try(self, work: Callable[[], T], otherwise: T, *, owing: Iterable[str] = ()) -> T:
        """Do it if the server answers; `owing` are the keys it would have written."""
        absence = self._absence
        if not absence.lasts:
            try:
                if absence.owed:
                    absence.settle(self.get_client(write=True))
                return work()
            except RedisError as error:
                absence.begin(error)
        absence.owe(owing, self.get_client(write=True))
        return otherwise

    def add(self, key: str, value: Any, timeout: int | None) -> bool:
        """Without a server everybody is the first."""
        return self._try(lambda: super(Client, self).add(key, value, timeout), True, owing=[key])

    def get(self, key: str, default: Any) -> Any:
        return self._try(lambda: super(Client, self).get(key, default), default)

    def set(self, key: str, value: Any, timeout: int | None) -> None:
        self._try(lambda: super(Client, self).set(key, value, timeout), None, owing=[key])

    def touch(self, key: str, timeout: int | None) -> bool:
        return self._try(lambda: super(Client, self).touch(key, timeout), False, owing=[key])

    def delete(self, key: str) -> bool:
        return self._try(lambda: super(Client, self).delete(key), False, owing=[key])

    def get_many(self, keys: Iterable[str]) -> dict[str, Any]:
        return self._try(lambda: super(Client, self).get_many(keys), {})

    def has_key(self, key: str) -> bool:
        return self._try(lambda: super(Client, self).has_key(key), False)

    def incr(self, key: str, delta: int) -> int:
        """Without a server everything is counted for the first time."""
        return self._try(lambda: super(Client, self).incr(key, delta), delta, owing=[key])

    def set_many(self, data: Mapping[str, Any], timeout: int | None) -> None:
        self._try(lambda: super(Client, self).set_many(data, timeout), None, owing=data)

    def delete_many(self, keys: Iterable[str]) -> None:
        self._try(lambda: super(Client, self).delete_many(keys), None, owing=keys)

    def clear(self) -> bool:
        """Refused: tasks wait in the same server, and would go with it."""
        raise NotImplementedError("The cache shares its server with the queue of tasks.")


class RedisCache(redis.RedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(
            servers.redis_url(settings.DATA_DIR / "redis") if server == "embedded" else server,
            params,
        )
        self._class = Client
