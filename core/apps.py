from __future__ import annotations

from django.apps import AppConfig


class CoreApp(AppConfig):
    name = "core"
