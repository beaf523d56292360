"""Addresses of `reports`."""

from __future__ import annotations

from django.urls import URLPattern, path

from reports.views import dashboard, exports, people

app_name = "reports"
urlpatterns: list[URLPattern] = [
    path("manage/", dashboard.dashboard, name="dashboard"),
    path("manage/people/", people.people, name="people"),
    path("manage/people/select/", people.select, name="select"),
    path("manage/people/<int:person_id>/", people.person, name="person"),
    path("manage/exports/", exports.exports, name="exports"),
    path("manage/exports/<int:export_id>/", exports.progress, name="export"),
    path("manage/exports/<int:export_id>/file/", exports.download, name="export-file"),
]
