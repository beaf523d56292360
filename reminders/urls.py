"""Addresses of `reminders`."""

from __future__ import annotations

from django.urls import URLPattern, path

from reminders.views import facilitator, hr

app_name = "reminders"
urlpatterns: list[URLPattern] = [
    path("manage/remind/", hr.remind, name="remind"),
    path(
        "facilitate/cohorts/<int:cohort_id>/remind/",
        facilitator.nudge_cohort,
        name="nudge-cohort",
    ),
]
