from __future__ import annotations

from django.apps import AppConfig


class ReportsApp(AppConfig):
    name = "reports"
