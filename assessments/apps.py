from __future__ import annotations

from django.apps import AppConfig


class AssessmentsApp(AppConfig):
    name = "assessments"
