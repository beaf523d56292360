from __future__ import annotations

from django.apps import AppConfig


class OrganizationsApp(AppConfig):
    name = "organizations"

    def ready(self) -> None:
        from accounts import trust
        from organizations.queries import is_trusted_anywhere

        trust.register(is_trusted_anywhere)
