from __future__ import annotations

from django.db import models

from organizations.models import Organization
from organizations.ownership import SameOrganization, ScopedManager
from people.models.person import Person


class AccessCard(models.Model):
    """A printed way in for somebody without email: employee number and a PIN.

    The printed PIN opens once; at first use its owner sets one of their own.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    person = models.OneToOneField(Person, models.CASCADE, related_name="access_card")
    pin_hash = models.CharField(max_length=200)
    batch = models.CharField(max_length=64, blank=True, default="")  # hash of the form's key
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)  # of the printed PIN
    chosen_at = models.DateTimeField(null=True, blank=True)  # when the owner set their own PIN
    failures = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager["AccessCard"]()

    class Meta:
        constraints = [
            SameOrganization("person", to="people_person", name="card_person_same_org"),
        ]

    def __str__(self) -> str:
        return f"card of {self.person}"
