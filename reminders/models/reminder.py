from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F

from organizations.models import Organization
from organizations.ownership import SameOrganization, ScopedManager
from outbox.models import Message
from training.models import Enrollment


class Reminder(models.Model):
    """A message about an enrollment.  Unique by enrollment, kind and local day."""

    class Kind(models.TextChoices):
        ASSIGNED = "assigned"
        WEEK_BEFORE = "week_before"
        DAY_BEFORE = "day_before"
        DAY_OVERDUE = "day_overdue"
        WEEK_OVERDUE = "week_overdue"
        NUDGE = "nudge"  # somebody asked for it: HR or a facilitator

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    enrollment = models.ForeignKey(Enrollment, models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    day = models.DateField()  # where the person is
    message = models.ForeignKey(Message, models.PROTECT, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ScopedManager["Reminder"]()

    class Meta:
        constraints = [
            SameOrganization(
                "enrollment", to="training_enrollment", name="reminder_enrollment_same_org"
            ),
            SameOrganization("message", to="outbox_message", name="reminder_message_same_org"),
            models.UniqueConstraint(
                F("enrollment"), F("kind"), F("day"), name="one_reminder_of_a_kind_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.day}"
