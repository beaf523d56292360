"""The Celery application."""

from __future__ import annotations

import os
from typing import Any

from celery import Celery, signals

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


class Application(Celery):
    """Celery, which finds the embedded Redis at first use when no address is given."""

    def connection_for_write(self, url: str | None = None, *args: Any, **kwargs: Any) -> Any:
        return super().connection_for_write(url or broker_url(), *args, **kwargs)

    def connection_for_read(self, url: str | None = None, *args: Any, **kwargs: Any) -> Any:
        return super().connection_for_read(url or broker_url(), *args, **kwargs)


def broker_url() -> str:
    from django.conf import settings

    from config.embedded import servers

    configured: str = settings.CELERY_BROKER_URL
    if configured:
        return configured
    found = servers.redis_url(settings.DATA_DIR / "redis")
    return found.replace("unix://", "redis+socket://")


app = Application("upstander")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@signals.setup_logging.connect
def keep_our_logging(**_: Any) -> None:
    """Celery leaves logging alone when somebody answers this signal."""


@signals.worker_ready.connect
def say_so(**_: Any) -> None:
    """The site is healthy as soon as a worker is ready, not at beat's next sign."""
    from config.tasks import heartbeat

    heartbeat()
