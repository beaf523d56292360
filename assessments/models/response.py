from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import F

from assessments.models.wave import Wave
from organizations.models import Organization
from organizations.ownership import SameOrganization, ScopedManager


class Holding(models.Model):
    """Sealed answers on their way.  The database holds no key that opens them.

    Deleted when a shuffled batch is opened; carries no person, time or sequence.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    wave = models.ForeignKey(Wave, models.PROTECT, related_name="+")
    sealed = models.BinaryField()

    objects = ScopedManager["Holding"]()

    class Meta:
        db_table = 'survey"."holding'
        constraints = [
            SameOrganization("wave", to="assessments_wave", name="holding_wave_same_org"),
        ]

    def __str__(self) -> str:
        return "sealed answers"


class Response(models.Model):
    """Somebody's answers in one wave, with no name and no way back."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    wave = models.ForeignKey(Wave, models.PROTECT, related_name="+")
    pseudonym = models.BinaryField(max_length=32)  # HMAC-SHA256(wave-set key, person uuid)
    stratum = models.CharField(max_length=60, blank=True, default="")  # unit, as of the wave
    answers = models.JSONField()
    scores = models.JSONField()

    objects = ScopedManager["Response"]()

    class Meta:
        db_table = 'survey"."response'
        constraints = [
            SameOrganization("wave", to="assessments_wave", name="response_wave_same_org"),
            models.UniqueConstraint(F("wave"), F("pseudonym"), name="one_response_in_a_wave"),
        ]

    def __str__(self) -> str:
        return "a response"
