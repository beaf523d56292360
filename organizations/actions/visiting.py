"""An operator's stay in an organization: for a reason, for two hours, in its audit trail."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from organizations import audit
from organizations.models import Membership, Organization, StaffSession
from organizations.permissions import Role

STAY = timedelta(hours=2)
ROLES = [str(Role.HR_ADMIN)]


class NoVisit(Exception):
    """The visit cannot begin; the message says why."""


@transaction.atomic
def visit(organization: Organization, user: User, *, reason: str, at: datetime) -> StaffSession:
    """Give an operator a membership that ends in two hours; the organization sees who and why."""
    if not user.is_operator:
        raise NoVisit(_("Only an operator can visit. Make one with `manage.py operator`."))
    if not reason.strip():
        raise NoVisit(_("Say why: the organization reads it in its audit trail."))
    standing = (
        Membership.objects.select_for_update().filter(organization=organization, user=user).first()
    )
    if standing is not None and standing.expires_at is None:
        raise NoVisit(_("They are a member already."))
    session = StaffSession.objects.create(
        organization=organization,
        user=user,
        reason=reason.strip(),
        started_at=at,
        ends_at=at + STAY,
    )
    Membership.objects.update_or_create(
        organization=organization,
        user=user,
        defaults={"roles": ROLES, "expires_at": session.ends_at},
        create_defaults={"roles": ROLES, "expires_at": session.ends_at, "created_at": at},
    )
    audit.record(
        organization, "visit.began", session,
        by=user, at=at, reason=session.reason, until=session.ends_at.isoformat(),
    )  # fmt: skip
    return session
