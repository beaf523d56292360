"""Addresses of `outbox`."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "outbox"
urlpatterns: list[URLPattern] = []
