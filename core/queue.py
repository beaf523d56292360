"""How an action starts a task that sits above it."""

from __future__ import annotations

from functools import partial

import structlog
from django.db import transaction
from django.utils.module_loading import import_string
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)


def enqueue(task: str, **arguments: int | str) -> None:
    """Run a task once the current transaction has committed, and not before.

    Tasks are named, not imported, because they sit above the actions that start them.
    When the broker is down the task is not lost: what it works on is in the database, and
    beat's sweep of that table starts it again (config.schedule).
    """
    transaction.on_commit(partial(_start, task, arguments))


def _start(task: str, arguments: dict[str, int | str]) -> None:
    try:
        import_string(task).delay(**arguments)
    except (OperationalError, RedisError, ConnectionError) as error:
        log.warning("the broker is down", task=task, error=type(error).__name__)
