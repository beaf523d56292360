"""Tests that need real processes: a worker, a broker, a web server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from kombu import pools

from config.celery import app
from tests.outbox.sink import Sink, running_sink
from tests.worker.brokers import OwnRedis
from tests.worker.processes import Processes, database_url


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/worker/" in item.nodeid:
            item.add_marker(pytest.mark.worker)


@contextmanager
def _tasks_go_to(url: str) -> Iterator[str]:
    """Tasks that are started in this process go to this broker."""
    before = (app.conf.task_always_eager, settings.CELERY_BROKER_URL)
    app.conf.task_always_eager = False
    settings.CELERY_BROKER_URL = url.replace("unix://", "redis+socket://")
    _forget_connections()  # /healthz, say, has asked the broker of before
    try:
        yield url
    finally:
        app.conf.task_always_eager, settings.CELERY_BROKER_URL = before
        _forget_connections()


def _forget_connections() -> None:
    celery: Any = app  # its stubs leave the private parts out
    pools.reset()
    celery._pool = celery.amqp._producer_pool = None


@pytest.fixture
def own_redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnRedis]:
    """A Redis that the test may stop."""
    server = OwnRedis(tmp_path_factory.mktemp("redis"))
    server.start()
    yield server
    server.kill()


@pytest.fixture
def broker(own_redis: OwnRedis) -> Iterator[str]:
    """Where tasks go: to a server of this test's own, so that no other test takes them."""
    with _tasks_go_to(own_redis.url) as url:
        yield url


@pytest.fixture
def processes(
    broker: str, transactional_db: None, settings: Any, tmp_path: Path
) -> Iterator[Processes]:
    """Starts workers and web servers on this test's database, broker and files."""
    settings.MEDIA_ROOT = tmp_path / "data" / "files"
    processes = Processes(
        {
            "DATABASE_URL": database_url(),
            "REDIS_URL": broker,
            "DATA_DIR": str(tmp_path / "data"),
            "SURVEY_KEY_DIR": str(settings.SURVEY_KEY_DIR),
            "TASKS_IN_PROCESS": "no",
            "CONN_MAX_AGE": "0",
            "WEB_WORKERS": "2",
        },
        logs=tmp_path,
    )
    yield processes
    processes.kill_all()


@pytest.fixture
def sink(processes: Processes) -> Iterator[Sink]:
    """A mail server that the processes of this test send to."""
    with running_sink() as sink:
        processes.environment["EMAIL_URL"] = f"smtp://127.0.0.1:{sink.port}"
        yield sink
