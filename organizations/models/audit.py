from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models

from organizations.models.organization import Organization
from organizations.ownership import ScopedManager


class AuditEvent(models.Model):
    """Who did what to which object, and when.  Append-only; never holds an answer."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    label = models.CharField(max_length=200)
    detail = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()

    objects = ScopedManager["AuditEvent"]()

    class Meta:
        indexes = [models.Index(fields=["organization", "-at"], name="audit_by_time")]
        triggers = [
            pgtrigger.ReadOnly(
                name="audit_is_never_rewritten",
                fields=[
                    "organization",
                    "verb",
                    "subject_type",
                    "subject_id",
                    "label",
                    "detail",
                    "at",
                ],
            ),
            pgtrigger.Protect(name="audit_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.label}"


class StaffSession(models.Model):
    """An operator's stay in an organization: a reason, two hours, in the audit trail."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField()
    started_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    objects = ScopedManager["StaffSession"]()

    def __str__(self) -> str:
        return f"{self.user} in {self.organization}: {self.reason}"
