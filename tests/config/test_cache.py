"""The cache with a Redis that goes away, stays silent, and comes back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from django.core.cache import caches
from redis import Redis

from config.embedded import cache as backend
from config.embedded.cache import Absence, RedisCache
from tests.worker.brokers import OwnRedis
from tests.worker.processes import until


@pytest.fixture
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnRedis]:
    server = OwnRedis(tmp_path_factory.mktemp("redis"))
    server.start()
    yield server
    server.kill()


@pytest.fixture
def cache(redis: OwnRedis, monkeypatch: pytest.MonkeyPatch) -> RedisCache:
    monkeypatch.setattr(backend, "PAUSE", 0.01)
    monkeypatch.setattr(backend, "_absences", {})
    return RedisCache(redis.url, {"OPTIONS": {"socket_timeout": 0.2}})


WITHOUT: list[tuple[str, Callable[[Any], Any], Any]] = [
    ("get", lambda cache: cache.get("known"), None),
    ("get with a default", lambda cache: cache.get("known", 7), 7),
    ("set", lambda cache: cache.set("known", "new"), None),
    ("add", lambda cache: cache.add("known", "new"), True),
    ("incr", lambda cache: cache.incr("count"), 1),
    ("touch", lambda cache: cache.touch("known", 5), False),
    ("delete", lambda cache: cache.delete("known"), False),
    ("has_key", lambda cache: "known" in cache, False),
    ("get_many", lambda cache: cache.get_many(["known", "count"]), {}),
    ("set_many", lambda cache: cache.set_many({"known": "new"}), []),
    ("delete_many", lambda cache: cache.delete_many(["known"]), None),
    ("get_or_set", lambda cache: cache.get_or_set("known", lambda: "made"), "made"),
]
WRITES = {"set", "add", "touch", "delete", "set_many", "delete_many", "get_or_set"}


@pytest.mark.parametrize(("what", "ask", "answer"), WITHOUT, ids=[what for what, *_ in WITHOUT])
@pytest.mark.parametrize("how", ["it is gone", "it is silent"])
def test_without_redis_everything_is_a_miss_and_nothing_waits_long(
    redis: OwnRedis, cache: RedisCache, how: str, what: str, ask: Callable[[Any], Any], answer: Any
) -> None:
    cache.set("known", "old")
    cache.set("count", 41)
    (redis.kill if how == "it is gone" else redis.freeze)()

    began = time.monotonic()
    found = ask(cache)
    assert time.monotonic() - began < 10  # and not for ever
    assert found == answer

    (redis.start if how == "it is gone" else redis.thaw)()
    until(lambda: not any(absence.lasts for absence in backend._absences.values()))
    # What was to be changed is not what it was before; the rest is.
    assert cache.get("known") == (None if what in WRITES else "old")
    assert cache.get("count") == (None if what == "incr" else 41)


def test_a_session_that_ended_while_redis_was_away_stays_ended(
    redis: OwnRedis, cache: RedisCache
) -> None:
    other_thread = RedisCache(redis.url, {})
    cache.set("session", {"user": 1}, 3600)
    redis.kill()
    cache.delete("session")
    redis.start()
    until(lambda: not any(absence.lasts for absence in backend._absences.values()))

    assert other_thread.get("session") is None
    cache.set("session", {"user": 2}, 3600)
    assert cache.get("session") == {"user": 2}


def test_what_is_owed_is_settled_although_nobody_asks_again(
    redis: OwnRedis, cache: RedisCache
) -> None:
    cache.set("session", {"user": 1}, 3600)
    redis.kill()
    cache.delete("session")
    redis.start()

    with closing(Redis.from_url(redis.url)) as client:
        until(lambda: client.dbsize() == 0)


def test_a_server_that_does_not_answer_is_left_alone_for_a_moment(
    redis: OwnRedis, cache: RedisCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.set("known", "old")
    redis.kill()
    monkeypatch.setattr(backend, "PAUSE", 1000.0)
    assert cache.get("known") is None
    redis.start()

    assert cache.get("known") is None  # not asked
    [absence] = backend._absences.values()
    assert isinstance(absence, Absence)
    absence.until = 0.0
    assert cache.get("known") == "old"


def test_the_queue_is_not_emptied_along_with_the_cache(redis: OwnRedis, cache: RedisCache) -> None:
    cache.set("known", "old")

    with pytest.raises(NotImplementedError, match="queue of tasks"):
        cache.clear()
    assert cache.get("known") == "old"


def test_the_cache_of_the_settings_is_this_one(settings: Any) -> None:
    from config import settings as ours

    assert ours.CACHES["default"]["BACKEND"] == "config.embedded.cache.RedisCache"
    assert caches.settings["default"]["BACKEND"].endswith("LocMemCache")  # in tests
