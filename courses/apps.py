from __future__ import annotations

from django.apps import AppConfig


class CoursesApp(AppConfig):
    name = "courses"
