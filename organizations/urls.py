"""Addresses of `organizations`."""

from __future__ import annotations

from django.urls import URLPattern, path

from organizations.views import learn, manage

app_name = "organizations"
urlpatterns: list[URLPattern] = [
    path("support/", learn.support, name="support"),
    path("manage/settings/", manage.settings, name="settings"),
    path("manage/members/", manage.members, name="members"),
    path("manage/members/<int:membership_id>/", manage.member, name="member"),
    path("manage/members/<int:membership_id>/remove/", manage.member_remove, name="member-remove"),
    path("manage/audit/", manage.audit_trail, name="audit"),
]
