"""Addresses of `accounts`.  They come before allauth's and shadow what is closed here."""

from __future__ import annotations

from django.urls import URLPattern, path

from accounts.views import links, own

app_name = "accounts"
urlpatterns: list[URLPattern] = [
    path("link/<str:token>/", links.continue_by_link, name="link"),
    path("preferences/", own.preferences, name="preferences"),
    path("language/", own.change_language, name="language"),
    path("second-factor/", own.offer_second_factor, name="second-factor"),
    # People do not sign themselves up and do not change their address: their employer does.
    path("signup/", own.from_employer, name="signup-is-closed"),
    path("email/", own.from_employer, name="email-is-the-employers"),
]
