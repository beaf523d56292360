"""Tests that need real processes: a worker, a broker, a web server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from config.celery import app
from config.embedded import servers
from tests.worker.processes import Processes, database_url


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/worker/" in item.nodeid:
            item.add_marker(pytest.mark.worker)
            item.add_marker(pytest.mark.xdist_group("worker"))


@pytest.fixture
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Redis of this test's own; tasks started in this process go there."""
    directory = tmp_path_factory.mktemp("redis")
    url = servers.redis_url(directory)
    before = (app.conf.task_always_eager, settings.CELERY_BROKER_URL)
    app.conf.task_always_eager = False
    settings.CELERY_BROKER_URL = url.replace("unix://", "redis+socket://")
    yield url
    app.conf.task_always_eager, settings.CELERY_BROKER_URL = before
    app.pool.force_close_all()
    app._pool = None
    servers.stop_redis(directory)


@pytest.fixture
def processes(broker: str, transactional_db: None, tmp_path: Path) -> Iterator[Processes]:
    """Starts workers and web servers on this test's database and broker."""
    processes = Processes(
        {
            "DATABASE_URL": database_url(),
            "REDIS_URL": broker,
            "DATA_DIR": str(tmp_path / "data"),
            "SURVEY_KEY_DIR": str(settings.SURVEY_KEY_DIR),
            "TASKS_IN_PROCESS": "no",
            "CONN_MAX_AGE": "0",
        },
        logs=tmp_path,
    )
    yield processes
    processes.kill_all()
