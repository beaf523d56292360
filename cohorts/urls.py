"""Addresses of `cohorts`."""

from __future__ import annotations

from django.urls import URLPattern, path

from cohorts.views import facilitator, hr

app_name = "cohorts"
urlpatterns: list[URLPattern] = [
    path("facilitate/", facilitator.my_cohorts, name="list"),
    path("facilitate/cohorts/<int:cohort_id>/", facilitator.cohort, name="cohort"),
    path("manage/cohorts/", hr.manage, name="manage"),
    path("manage/cohorts/new/", hr.new, name="new"),
    path("manage/cohorts/<int:cohort_id>/", hr.manage_cohort, name="manage-cohort"),
    path("manage/cohorts/<int:cohort_id>/people/", hr.add_people, name="add-people"),
    path(
        "manage/cohorts/<int:cohort_id>/people/<int:person_id>/remove/",
        hr.remove_person,
        name="remove-person",
    ),
    path("manage/cohorts/<int:cohort_id>/leaders/", hr.leaders, name="leaders"),
    path("manage/cohorts/<int:cohort_id>/close/", hr.close, name="close"),
]
