"""Giving and taking roles.  Every change is audited; an organization never loses its last owner."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from organizations import audit
from organizations.models import Membership, Organization
from organizations.permissions import Role
from organizations.queries import owners


class NotPossible(Exception):
    """The change cannot be made; the message says why, in words for its owner."""


@transaction.atomic
def add(
    organization: Organization,
    *,
    email: str,
    name: str,
    roles: Iterable[str],
    by: User,
    at: datetime,
) -> Membership:
    """Make somebody a member, with a sign-in if they have none.

    Somebody who is a member already keeps their roles and gets these besides.
    """
    user = User.objects.filter(email=email.lower()).first()
    if user is None:
        user = User.objects.create_user(email, name=name)
    members = Membership.objects.select_for_update()
    membership = members.filter(organization=organization, user=user).first()
    wanted = _in_order(roles)
    if membership is None:
        membership = Membership.objects.create(
            organization=organization, user=user, roles=wanted, created_at=at
        )
        audit.record(organization, "member.added", membership, by=by, at=at, roles=wanted)
        return membership
    if membership.expires_at is not None:
        raise NotPossible(_("This is an operator's visit; it ends by itself."))
    return change_roles(membership, [*membership.roles, *wanted], by=by, at=at)


@transaction.atomic
def change_roles(
    membership: Membership, roles: Iterable[str], *, by: User, at: datetime
) -> Membership:
    """Give a member exactly these roles."""
    standing = _lock(membership)
    wanted = _in_order(roles)
    if not wanted:
        raise NotPossible(_("A member needs at least one role."))
    if standing.expires_at is not None:
        raise NotPossible(_("This is an operator's visit; it ends by itself."))
    if Role.OWNER not in wanted:
        _keep_an_owner(standing)
    if wanted != _in_order(standing.roles):
        before, standing.roles = standing.roles, wanted
        standing.save(update_fields=["roles"])
        audit.record(
            standing.organization, "member.roles_changed", standing,
            by=by, at=at, before=before, after=wanted,
        )  # fmt: skip
    return standing


@transaction.atomic
def remove(membership: Membership, *, by: User, at: datetime) -> None:
    """Take every role that sees others' records.  An employee stays one, with their training."""
    standing = _lock(membership)
    _keep_an_owner(standing)
    verb = "visit.ended" if standing.expires_at else "member.removed"
    audit.record(standing.organization, verb, standing, by=by, at=at, before=standing.roles)
    if Role.EMPLOYEE in standing.roles and standing.expires_at is None:
        standing.roles = [str(Role.EMPLOYEE)]
        standing.save(update_fields=["roles"])
    else:
        standing.delete()


def _lock(membership: Membership) -> Membership:
    """Lock the organization first, so that two owners cannot remove one another at once."""
    Organization.objects.select_for_update().get(pk=membership.organization_id)
    return Membership.objects.select_related("organization", "user").get(pk=membership.pk)


def _keep_an_owner(membership: Membership) -> None:
    if Role.OWNER not in membership.roles or membership.expires_at is not None:
        return
    if not owners(membership.organization_id).exclude(pk=membership.pk).exists():
        raise NotPossible(_("This is the last owner. Make somebody else an owner first."))


def _in_order(roles: Iterable[str]) -> list[str]:
    given = set(roles)
    return [str(role) for role in Role if role in given]
