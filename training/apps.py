from __future__ import annotations

from django.apps import AppConfig


class TrainingApp(AppConfig):
    name = "training"
