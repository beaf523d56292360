"""Signing in with an access card: nobody is signed in yet."""

from __future__ import annotations

from django.urls import URLPattern, path

from people.views import card_sign_in

urlpatterns: list[URLPattern] = [
    path("", card_sign_in.which, name="card-sign-in"),
    path("<slug:slug>/", card_sign_in.number_and_pin, name="card-number"),
    path("<slug:slug>/pin/", card_sign_in.new_pin, name="card-pin"),
]
