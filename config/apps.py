from __future__ import annotations

from django.apps import AppConfig


class ConfigApp(AppConfig):
    name = "config"

    def ready(self) -> None:
        from django.conf import settings

        from config import checks, logs

        logs.configure(settings.LOGGING)
        checks.register_all()
