from __future__ import annotations

from django.conf import settings
from django.db import models

from core.progress import LongWork
from courses.models import Course
from organizations.models import Organization
from organizations.ownership import SameOrganization, ScopedManager, addressable


class Assignment(LongWork):
    """HR's rule: a course, an audience, a due rule.  The work columns are its enrolling."""

    class State(models.TextChoices):
        DRAFT = "draft"
        ACTIVE = "active"
        CLOSED = "closed"

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    course = models.ForeignKey(Course, models.PROTECT, related_name="+")
    audience = models.JSONField()  # training.audience.AudienceRule
    due = models.JSONField()  # training.due.DueRule
    cycle = models.CharField(max_length=20)  # "2026-27"
    keeps_open = models.BooleanField(default=True)  # people who join the audience are enrolled
    state = models.CharField(max_length=6, choices=State.choices, default=State.DRAFT)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    activated_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager["Assignment"]()

    class Meta:
        constraints = [
            addressable("assignment"),
            SameOrganization("course", to="courses_course", name="assignment_course_same_org"),
        ]

    def __str__(self) -> str:
        return self.title
