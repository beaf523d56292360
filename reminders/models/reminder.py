from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from organizations.models import Organization
from organizations.ownership import SameOrganization, ScopedManager
from outbox.models import Message
from training.models import Enrollment


class Reminder(models.Model):
    """A message about an enrollment, promised once.

    The database holds two rules: no kind twice for the day it was planned on, and no two
    mails about one enrollment on one day.  Days are days where the person is.
    """

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
    planned_on = models.DateField()  # the day the rule gives; a nudge's own day
    day = models.DateField()  # the day it is sent on: later, after leave or a stop of the server
    message = models.ForeignKey(Message, models.RESTRICT, related_name="+")
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
                F("enrollment"), F("kind"), F("planned_on"), name="one_reminder_of_a_kind_a_day"
            ),
            models.UniqueConstraint(F("enrollment"), F("day"), name="one_reminder_a_day"),
            models.CheckConstraint(
                condition=Q(day__gte=F("planned_on")), name="reminded_on_the_day_or_after"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.day}"
