from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F

from organizations.models import Organization
from organizations.ownership import ScopedManager, addressable


class Instrument(models.Model):
    """A set of scales and their items, in one edition that never changes."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    slug = models.SlugField(max_length=60)
    edition = models.PositiveIntegerField(default=1)
    definition = models.JSONField()  # assessments.instruments.InstrumentDefinition
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    objects = ScopedManager["Instrument"]()

    class Meta:
        constraints = [
            addressable("instrument"),
            models.UniqueConstraint(
                F("organization"), F("slug"), F("edition"), name="instrument_editions_are_unique"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="instrument_is_immutable", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.edition}"
