from __future__ import annotations

from django.apps import AppConfig


class RemindersApp(AppConfig):
    name = "reminders"

    def ready(self) -> None:
        from reminders.actions import composing, promising
        from training import hooks

        composing.register_all()
        hooks.register_enrolled(promising.remind_at_assignment)
