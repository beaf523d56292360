"""Addresses of `cohorts`."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "cohorts"
urlpatterns: list[URLPattern] = []
