"""Addresses of `training`, below /o/<organization>/."""

from __future__ import annotations

from django.urls import URLPattern, path

from training.views import assign, certificates, corrections, learn, notes, player

app_name = "training"
urlpatterns: list[URLPattern] = [
    path("learn/", learn.home, name="home"),
    path("learn/quiet/", learn.quiet, name="quiet"),
    path("learn/notes/", notes.own, name="notes"),
    path("learn/notes/file/", notes.download, name="notes-file"),
    path("learn/notes/erase/", notes.erase, name="notes-erase"),
    path("learn/<int:enrollment_id>/", learn.course, name="course"),
    path("learn/<int:enrollment_id>/next/", learn.to_next, name="next"),
    path("learn/<int:enrollment_id>/time/", player.report_time, name="time"),
    path("learn/<int:enrollment_id>/choose/<slug:choice>/", learn.choose, name="choose"),
    path("learn/<int:enrollment_id>/certificate/", certificates.own, name="certificate"),
    path("learn/<int:enrollment_id>/<slug:module>/", player.play, name="play"),
    path("manage/assignments/", assign.assignments, name="assignments"),
    path("manage/assignments/new/", assign.new, name="assignment-new"),
    path("manage/assignments/<int:assignment_id>/", assign.assignment, name="assignment"),
    path("manage/assignments/<int:assignment_id>/edit/", assign.edit, name="assignment-edit"),
    path("manage/assignments/<int:assignment_id>/start/", assign.start, name="assignment-start"),
    path("manage/assignments/<int:assignment_id>/close/", assign.close, name="assignment-close"),
    path(
        "manage/assignments/<int:assignment_id>/discard/",
        assign.discard,
        name="assignment-discard",
    ),
    path(
        "manage/assignments/<int:assignment_id>/progress/",
        assign.work,
        name="assignment-progress",
    ),
    path(
        "manage/enrollments/<int:enrollment_id>/certificate/",
        certificates.of_somebody,
        name="certificate-of",
    ),
    path("manage/enrollments/<int:enrollment_id>/revoke/", corrections.revoke, name="revoke"),
    path("manage/enrollments/<int:enrollment_id>/waive/", corrections.waive, name="waive"),
    path("manage/enrollments/<int:enrollment_id>/withdraw/", corrections.withdraw, name="withdraw"),
    path("manage/enrollments/<int:enrollment_id>/reopen/", corrections.reopen, name="reopen"),
    path("manage/enrollments/<int:enrollment_id>/due/", corrections.change_due, name="change-due"),
]
