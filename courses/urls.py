"""Addresses of `courses`."""

from __future__ import annotations

from django.urls import path

from courses.views import author

app_name = "courses"
urlpatterns = [
    path("author/courses/", author.course_list, name="list"),
    path("author/courses/<int:course_id>/", author.course_detail, name="detail"),
    path(
        "author/courses/<int:course_id>/versions/<int:number>/",
        author.course_detail,
        name="version",
    ),
]
