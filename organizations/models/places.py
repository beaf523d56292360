from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from organizations.models.organization import Organization
from organizations.ownership import SameOrganization, ScopedManager, addressable


class Unit(models.Model):
    """A node in an organization's department tree."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    name = models.CharField(max_length=120)

    objects = ScopedManager["Unit"]()

    class Meta:
        constraints = [
            addressable("unit"),
            SameOrganization("parent", to="organizations_unit", name="unit_parent_same_org"),
            models.UniqueConstraint(F("organization"), Lower("name"), name="unit_names_are_unique"),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")), name="unit_is_not_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Site(models.Model):
    """A work location, which decides time zone and jurisdiction."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=64)
    country = models.CharField(max_length=2, blank=True, default="")  # ISO 3166-1
    region = models.CharField(max_length=3, blank=True, default="")  # ISO 3166-2, after the dash
    confirmed = models.BooleanField(default=True)  # false: made by an import, not yet looked at

    objects = ScopedManager["Site"]()

    class Meta:
        constraints = [
            addressable("site"),
            models.UniqueConstraint(F("organization"), Lower("name"), name="site_names_are_unique"),
        ]

    def __str__(self) -> str:
        return self.name
