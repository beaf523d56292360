from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from courses.models import CourseVersion
from organizations.models import Organization
from organizations.ownership import SameOrganization, ScopedManager, addressable
from people.models import Person
from training.models.assignment import Assignment


class EnrollmentQuerySet(models.QuerySet["Enrollment"]):
    def open(self) -> EnrollmentQuerySet:
        return self.filter(status__in=Enrollment.OPEN)


EnrollmentManager = ScopedManager.from_queryset(EnrollmentQuerySet)


class Enrollment(models.Model):
    """One person, one assignment, one cycle, one pinned course version.

    The columns from `status` on are derived from the learning events and written in the
    same transaction as the event; `manage.py verify_records` recomputes them.  "Overdue" is
    never stored: it is `due_on` before today where the person is (training.due.is_overdue).
    """

    class Status(models.TextChoices):
        NOT_STARTED = "not_started"
        IN_PROGRESS = "in_progress"
        COMPLETED = "completed"
        WAIVED = "waived"
        WITHDRAWN = "withdrawn"
        EXPIRED = "expired"

    OPEN = (Status.NOT_STARTED, Status.IN_PROGRESS)

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="enrollments")
    person = models.ForeignKey(Person, models.CASCADE, related_name="enrollments")
    course_version = models.ForeignKey(CourseVersion, models.PROTECT, related_name="+")
    cycle = models.CharField(max_length=20)
    assigned_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)  # a local calendar day, where the person is

    status = models.CharField(max_length=11, choices=Status.choices, default=Status.NOT_STARTED)
    modules_done = models.JSONField(default=list)  # slugs, in the order they were finished
    credited_minutes = models.PositiveSmallIntegerField(default=0)  # nominal, of modules done
    started_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # waived, withdrawn or expired
    last_sequence = models.PositiveIntegerField(default=0)
    last_hash = models.BinaryField(default=bytes)
    # Active seconds: the sum over steps and seat times.  Shown to its person only.
    seat_seconds = models.PositiveIntegerField(default=0)
    last_step_at = models.DateTimeField(null=True, blank=True)

    objects = EnrollmentManager()

    class Meta:
        constraints = [
            addressable("enrollment"),
            SameOrganization(
                "assignment", to="training_assignment", name="enrollment_assignment_same_org"
            ),
            SameOrganization("person", to="people_person", name="enrollment_person_same_org"),
            SameOrganization(
                "course_version", to="courses_courseversion", name="enrollment_version_same_org"
            ),
            models.UniqueConstraint(
                F("assignment"), F("person"), F("cycle"), name="one_enrollment_in_a_cycle"
            ),
            models.UniqueConstraint(
                fields=["assignment", "person"],
                condition=Q(status__in=["not_started", "in_progress"]),
                name="one_open_enrollment",
            ),
            models.CheckConstraint(
                condition=Q(status="completed", completed_at__isnull=False)
                | ~Q(status="completed") & Q(completed_at=None),
                name="completed_means_dated",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["waived", "withdrawn", "expired"], ended_at__isnull=False)
                | Q(status__in=["not_started", "in_progress", "completed"], ended_at=None),
                name="ended_means_dated",
            ),
            models.CheckConstraint(
                condition=Q(status="in_progress", started_at__isnull=False)
                | Q(status="not_started", started_at=None)
                | ~Q(status__in=["in_progress", "not_started"]),
                name="started_means_dated",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organization", "assignment", "status"], name="enrollment_by_status"
            ),
            models.Index(fields=["organization", "person"], name="enrollment_by_person"),
            # The completion page counts every row of an assignment from this index alone.
            models.Index(
                fields=["organization", "assignment", "cycle", "person"],
                include=["status", "completed_at"],
                name="enrollment_for_completion",
            ),
            models.Index(
                fields=["organization", "due_on"],
                condition=Q(status__in=["not_started", "in_progress"]),
                name="open_enrollment_by_due_day",
            ),
        ]

    def __str__(self) -> str:
        return f"enrollment {self.pk}"


class LearningEvent(models.Model):
    """An append-only fact about an enrollment, chained by hash to the one before it.

    It says which module was finished and when; never what was answered or chosen, and
    nothing that differs between somebody who took a scene and somebody who skipped it.
    """

    class Kind(models.TextChoices):
        ASSIGNED = "assigned"
        STARTED = "started"
        MODULE_COMPLETED = "module_completed"
        COMPLETED = "completed"
        DUE_CHANGED = "due_changed"
        WAIVED = "waived"
        WITHDRAWN = "withdrawn"
        EXPIRED = "expired"
        REOPENED = "reopened"

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    enrollment = models.ForeignKey(Enrollment, models.CASCADE, related_name="events")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=Kind.choices)
    data = models.JSONField(default=dict)
    reason = models.CharField(max_length=200, blank=True, default="")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
    hash = models.BinaryField(max_length=32)

    objects = ScopedManager["LearningEvent"]()

    class Meta:
        constraints = [
            SameOrganization(
                "enrollment", to="training_enrollment", name="event_enrollment_same_org"
            ),
            models.UniqueConstraint(
                F("enrollment"), F("sequence"), name="event_sequences_are_unique"
            ),
        ]
        indexes = [models.Index(fields=["organization", "at"], name="events_by_time")]
        triggers = [
            pgtrigger.Protect(
                name="events_are_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.enrollment_id}"
