from __future__ import annotations

from django.apps import AppConfig


class CohortsApp(AppConfig):
    name = "cohorts"
