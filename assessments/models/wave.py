from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from assessments.models.instrument import Instrument
from organizations.models import Organization
from organizations.ownership import SameOrganization, ScopedManager, addressable


class WaveSet(models.Model):
    """Waves whose responses may be linked by pseudonym, until the key is destroyed.

    `key_name` names a key outside the database (assessments.pseudonyms).
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    key_name = models.UUIDField(default=uuid4, unique=True)
    public_key = models.BinaryField()  # seals holdings; the private half is outside
    subject = models.CharField(max_length=60)  # what the waves belong to: "assignment:12"
    title = models.CharField(max_length=200)

    objects = ScopedManager["WaveSet"]()

    class Meta:
        constraints = [
            addressable("wave_set"),
            models.UniqueConstraint(
                F("organization"), F("subject"), name="one_wave_set_for_a_subject"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Wave(models.Model):
    """One occasion on which an instrument is asked."""

    class Kind(models.TextChoices):
        BASELINE = "baseline"
        CLOSING = "closing"
        FOLLOW_UP_30 = "follow_up_30"
        FOLLOW_UP_90 = "follow_up_90"
        FOLLOW_UP_180 = "follow_up_180"

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    wave_set = models.ForeignKey(WaveSet, models.PROTECT, related_name="waves")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=13, choices=Kind.choices)
    threshold = models.PositiveSmallIntegerField(default=10)  # k; fixed once the wave opens
    closed_on = models.DateField(null=True, blank=True)

    objects = ScopedManager["Wave"]()

    class Meta:
        constraints = [
            addressable("wave"),
            SameOrganization("wave_set", to="assessments_waveset", name="wave_set_same_org"),
            SameOrganization(
                "instrument", to="assessments_instrument", name="wave_instrument_same_org"
            ),
            models.UniqueConstraint(F("wave_set"), F("kind"), name="one_wave_of_a_kind"),
            models.CheckConstraint(condition=Q(threshold__gte=5), name="threshold_has_a_floor"),
        ]

    def __str__(self) -> str:
        return f"{self.wave_set} {self.kind}"
