from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from organizations.models.organization import Organization
from organizations.permissions import TRUSTED_ROLES, Permission, Role, granted


class Membership(models.Model):
    """What a user may do in an organization.

    Not scoped: the gate reads it to find out which organization to open.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    roles = ArrayField(models.CharField(max_length=12, choices=Role.choices), size=6)
    created_at = models.DateTimeField()
    # Set for the temporary membership of an operator's staff session.
    expires_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager["Membership"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(F("organization"), F("user"), name="one_membership_each"),
            models.UniqueConstraint(fields=["organization", "id"], name="membership_addressable"),
            models.CheckConstraint(condition=Q(roles__len__gt=0), name="membership_has_a_role"),
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.organization}"

    def may(self, permission: Permission) -> bool:
        return permission in granted(self.roles)

    @property
    def is_trusted(self) -> bool:
        """Whether this member sees other people's records."""
        return not TRUSTED_ROLES.isdisjoint(self.roles)
