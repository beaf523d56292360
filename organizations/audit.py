"""The audit trail: one function that writes it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from accounts.models import User
from organizations.models import AuditEvent, Organization


def record(
    organization: Organization,
    verb: str,
    subject: models.Model,
    *,
    by: User | None,
    at: datetime,
    label: str = "",
    **detail: Any,
) -> AuditEvent:
    """Add one event.  `detail` holds counts and names of settings, never anybody's answers.

    `label` says what it was done to, where the subject itself has no words for it.
    """
    return AuditEvent.objects.create(
        organization=organization,
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        label=(label or str(subject))[:200],
        detail=detail,
        by=by,
        at=at,
    )
