from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from organizations.models import Organization
from organizations.ownership import ScopedManager, addressable


class Person(models.Model):
    """Somebody the organization trains.  Survives leaving and rehire."""

    organization = models.ForeignKey(Organization, models.CASCADE, db_index=False, related_name="+")
    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="people"
    )
    given_name = models.CharField(max_length=100, blank=True, default="")
    family_name = models.CharField(max_length=100, blank=True, default="")
    preferred_name = models.CharField(max_length=100, blank=True, default="")
    email = models.EmailField(null=True, blank=True)
    language = models.CharField(max_length=8, blank=True, default="")
    created_at = models.DateTimeField()

    objects = ScopedManager["Person"]()

    class Meta:
        constraints = [
            addressable("person"),
            models.UniqueConstraint(
                F("organization"), Lower("email"), name="person_emails_are_unique"
            ),
            models.UniqueConstraint(
                fields=["organization", "user"],
                condition=Q(user__isnull=False),
                name="one_person_for_a_user",
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "family_name"], name="people_by_name"),
            models.Index(
                fields=["organization", "id"], condition=Q(email=None), name="people_without_email"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """As colleagues say it: the preferred name where there is one."""
        return f"{self.called} {self.family_name}".strip()

    @property
    def called(self) -> str:
        """What to say in a greeting."""
        return self.preferred_name or self.given_name
