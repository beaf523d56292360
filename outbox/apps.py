from __future__ import annotations

from django.apps import AppConfig


class OutboxApp(AppConfig):
    name = "outbox"
