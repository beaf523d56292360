"""Reads about members and what was done in an organization."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from core.planned import Planned
from core.repeated import HOLE, Repeated
from core.rows import columns, instance, names
from organizations.models import AuditEvent, Membership, Organization
from organizations.permissions import TRUSTED_ROLES, Permission, Role


@dataclass(frozen=True)
class Place:
    """Somewhere a member may go: an area of an organization, by the path of its first page."""

    organization: str
    label: str
    explanation: str
    icon: str
    path: str


def membership_in(slug: str, user_id: int, *, at: datetime) -> Membership | None:
    """A user's membership in an organization, which comes with it.

    Every page behind the gate asks this, so its SQL is written by hand (core.rows).
    """
    asked = {"slug": slug, "user": user_id, "at": at}
    rows = _membership_in().fetch(asked)
    if not rows:
        return None
    own = len(names(Membership))
    membership = instance(Membership, rows[0][:own])
    membership.organization = instance(Organization, rows[0][own:])
    return membership


@cache
def _membership_in() -> Planned:
    return Planned(
        "membership_in",
        f"""
SELECT {columns(Membership, "m")}, {columns(Organization, "o")}
FROM organizations_membership m
JOIN organizations_organization o ON o.id = m.organization_id
WHERE o.slug = %(slug)s AND m.user_id = %(user)s
  AND (m.expires_at IS NULL OR m.expires_at > %(at)s)
""",
    )


def standing_memberships(user: User, *, at: datetime) -> QuerySet[Membership]:
    """Where somebody is a member at this moment."""
    return (
        Membership.objects.filter(Q(expires_at=None) | Q(expires_at__gt=at), user=user)
        .select_related("organization")
        .order_by("organization__name")
    )


def is_trusted_anywhere(user: User) -> bool:
    """Whether some organization gave this user a role that sees other people's records."""
    return bool(_trusted_memberships().rows(user.pk))


@cache
def _trusted_memberships() -> Repeated:
    """Asked for every link in a mail: the statement is put together once."""
    roles = [str(role) for role in TRUSTED_ROLES]
    found = Membership.objects.filter(user=HOLE, roles__overlap=roles)
    return Repeated("trusted_membership", found.order_by().values_list("pk")[:1])


def places(user: User, *, at: datetime) -> list[Place]:
    """Everywhere somebody may go, organization by organization."""
    return [
        place
        for membership in standing_memberships(user, at=at)
        for place in _places_of(membership)
    ]


def _places_of(membership: Membership) -> list[Place]:
    organization = membership.organization
    base = f"/o/{organization.slug}"
    areas = [
        (
            Permission.TAKE_TRAINING, _("My training"),
            _("Your own courses and certificates"), "book-open", f"{base}/learn/",
        ),
        (
            Permission.VIEW_COMPLETION, _("Manage"),
            _("Who is done, people, assignments, reports"), "layout-dashboard", f"{base}/manage/",
        ),
        (
            Permission.LEAD_COHORTS, _("Facilitate"),
            _("Your cohorts and who is ready"), "presentation", f"{base}/facilitate/",
        ),
    ]  # fmt: skip
    return [
        Place(organization.name, label, explanation, icon, path)
        for permission, label, explanation, icon, path in areas
        if membership.may(permission)
    ]


def members(membership: Membership, *, search: str = "") -> QuerySet[Membership]:
    """Members by name: those with a trusted role, or among all of them who a search finds.

    `elsewhere` is set for those who belong to another organization, too: what they are
    called there is nobody's business here.
    """
    others = Membership.objects.filter(user=OuterRef("user")).exclude(
        organization=OuterRef("organization")
    )
    found = (
        Membership.objects.filter(organization=membership.organization)
        .select_related("user")
        .annotate(elsewhere=Exists(others))
    )
    if search:
        found = found.filter(Q(user__name__icontains=search) | Q(user__email__icontains=search))
    else:
        found = found.filter(roles__overlap=[str(role) for role in TRUSTED_ROLES])
    return found.order_by("user__name", "user__email", "pk")


def owners(organization_id: int) -> QuerySet[Membership]:
    """Those who own the organization for good (an operator's visit does not count)."""
    return Membership.objects.filter(
        organization_id=organization_id, expires_at=None, roles__contains=[str(Role.OWNER)]
    )


def audit_trail(*, search: str = "") -> QuerySet[AuditEvent]:
    """What was done in the active organization, latest first."""
    found = AuditEvent.objects.select_related("by").order_by("-at", "-pk")
    if search:
        found = found.filter(
            Q(verb__icontains=search)
            | Q(label__icontains=search)
            | Q(by__name__icontains=search)
            | Q(by__email__icontains=search)
        )
    return found
