"""Addresses of `training` that need no sign-in."""

from __future__ import annotations

from django.urls import URLPattern, path

from training.views import certificates

app_name = "verify"
urlpatterns: list[URLPattern] = [
    path("", certificates.verify_form, name="form"),
    path("<str:code>/", certificates.verify, name="certificate"),
]
