from __future__ import annotations

from django.apps import AppConfig


class OrganizationsApp(AppConfig):
    name = "organizations"
