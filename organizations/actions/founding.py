"""Making an organization and its first owner."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import available_timezones

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from organizations import audit, scoping
from organizations.models import Membership, Organization
from organizations.permissions import Role


class NotFounded(Exception):
    """The organization cannot be made; says why."""


@transaction.atomic
def found(
    *, slug: str, name: str, time_zone: str, owner_email: str, at: datetime
) -> tuple[Organization, User]:
    """Make an organization whose owner signs in with this address.

    The owner's user is made without a password unless it exists: a one-time code by email
    lets them in.  Raises NotFounded for a slug that is taken or a time zone that is none.
    """
    if time_zone not in available_timezones():
        raise NotFounded(_("%(zone)s is not a time zone.") % {"zone": time_zone})
    if Organization.objects.filter(slug=slug).exists():
        raise NotFounded(_("There is an organization called %(slug)s.") % {"slug": slug})
    organization = Organization.objects.create(
        slug=slug, name=name, time_zone=time_zone, created_at=at
    )
    email = owner_email.strip().lower()
    owner = User.objects.filter(email=email).first() or User.objects.create_user(email=email)
    Membership.objects.create(
        organization=organization, user=owner, roles=[Role.OWNER], created_at=at
    )
    with scoping.within(organization):
        audit.record(organization, "organization.founded", organization, by=owner, at=at)
    return organization, owner
