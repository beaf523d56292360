from __future__ import annotations

import pgtrigger
from django.db import models

from organizations.models import Organization
from organizations.ownership import SameOrganization, ScopedManager
from training.models.enrollment import Enrollment


class Certificate(models.Model):
    """One for each completion, never overwritten.

    `record` is what it says, as it was said on the day: name, employer, course, version and
    digest, type, provider, date, minutes, competencies, language.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    enrollment = models.OneToOneField(Enrollment, models.CASCADE, related_name="certificate")
    code = models.CharField(max_length=16, unique=True)
    record = models.JSONField()
    issued_at = models.DateTimeField()

    objects = ScopedManager["Certificate"]()

    class Meta:
        constraints = [
            SameOrganization(
                "enrollment", to="training_enrollment", name="certificate_enrollment_same_org"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="certificate_is_immutable", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        ]

    def __str__(self) -> str:
        return self.code
