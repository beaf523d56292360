from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models

from organizations.models import Organization
from organizations.ownership import SameOrganization, ScopedManager, addressable
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
            addressable("certificate"),
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


class Revocation(models.Model):
    """That a certificate is no longer valid, from a day on: a fact beside it, for good.

    Neither the certificate nor the completion it speaks of is changed by it.  The reason is for
    those who keep the records, and for nobody else.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    certificate = models.OneToOneField(Certificate, models.CASCADE, related_name="revocation")
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    revoked_on = models.DateField()  # the day of `at` where the employer is, as it is printed

    objects = ScopedManager["Revocation"]()

    class Meta:
        constraints = [
            SameOrganization(
                "certificate", to="training_certificate", name="revocation_certificate_same_org"
            ),
            models.CheckConstraint(
                condition=models.Q(reason__regex=r"\S+\s+\S+\s+\S"), name="revocation_is_explained"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="revocation_is_immutable", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        ]

    def __str__(self) -> str:
        return f"revocation of {self.certificate_id}"
