from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q

from organizations.models import Organization
from organizations.ownership import SameOrganization, ScopedManager, addressable


class Course(models.Model):
    """A course an organization can assign; its content is in its versions."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)
    current_version = models.ForeignKey(
        "courses.CourseVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ScopedManager["Course"]()

    class Meta:
        constraints = [
            addressable("course"),
            SameOrganization(
                "current_version",
                to="courses_courseversion",
                name="course_current_version_same_org",
            ),
            models.UniqueConstraint(F("organization"), F("slug"), name="course_slugs_are_unique"),
        ]

    def __str__(self) -> str:
        return self.title


class CourseVersion(models.Model):
    """One edition of a course's content.

    A draft may change freely.  Once published it never changes again, because
    certificates and outcome statistics refer to exactly what people were shown;
    the database itself refuses the write.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        PUBLISHED = "published"

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    course = models.ForeignKey(Course, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    content = models.JSONField()  # courses.contents.CourseContent
    digest = models.CharField(max_length=64)  # SHA-256 of the canonical JSON of `content`
    published_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager["CourseVersion"]()

    class Meta:
        constraints = [
            addressable("course_version"),
            SameOrganization("course", to="courses_course", name="version_course_same_org"),
            models.UniqueConstraint(F("course"), F("number"), name="version_numbers_are_unique"),
            models.UniqueConstraint(
                fields=["course"], condition=Q(state="draft"), name="one_draft_per_course"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", published_at=None)
                | Q(state="published", published_at__isnull=False),
                name="published_means_dated",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="published_is_immutable",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state="published"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course} v{self.number}"
