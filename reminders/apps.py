from __future__ import annotations

from django.apps import AppConfig


class RemindersApp(AppConfig):
    name = "reminders"
