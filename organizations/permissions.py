"""Roles, permissions, and the one table that joins them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    EMPLOYEE = "employee", _("Employee")
    FACILITATOR = "facilitator", _("Facilitator")
    HR_ADMIN = "hr_admin", _("HR admin")
    AUTHOR = "author", _("Author")
    AUDITOR = "auditor", _("Auditor")
    OWNER = "owner", _("Owner")


class Permission(Enum):
    TAKE_TRAINING = auto()
    VIEW_COMPLETION = auto()
    VIEW_PEOPLE = auto()
    IMPORT_PEOPLE = auto()
    ISSUE_ACCESS_CARDS = auto()
    ASSIGN_TRAINING = auto()
    CORRECT_RECORDS = auto()
    REMIND_PEOPLE = auto()
    EXPORT_RECORDS = auto()
    VIEW_COURSES = auto()
    PUBLISH_COURSES = auto()
    LEAD_COHORTS = auto()
    MANAGE_COHORTS = auto()
    MANAGE_MEMBERS = auto()
    MANAGE_ORGANIZATION = auto()
    VIEW_AUDIT = auto()


_P = Permission
_HR = frozenset(
    {
        _P.VIEW_COMPLETION, _P.VIEW_PEOPLE, _P.IMPORT_PEOPLE, _P.ISSUE_ACCESS_CARDS,
        _P.ASSIGN_TRAINING, _P.CORRECT_RECORDS, _P.REMIND_PEOPLE, _P.EXPORT_RECORDS,
        _P.VIEW_COURSES, _P.MANAGE_COHORTS, _P.VIEW_AUDIT, _P.MANAGE_ORGANIZATION,
    }
)  # fmt: skip

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.EMPLOYEE: frozenset({_P.TAKE_TRAINING}),
    Role.FACILITATOR: frozenset({_P.LEAD_COHORTS, _P.VIEW_COURSES}),
    Role.HR_ADMIN: _HR,
    Role.AUTHOR: frozenset({_P.VIEW_COURSES, _P.PUBLISH_COURSES}),
    Role.AUDITOR: frozenset(
        {_P.VIEW_COMPLETION, _P.VIEW_PEOPLE, _P.EXPORT_RECORDS, _P.VIEW_COURSES, _P.VIEW_AUDIT}
    ),
    Role.OWNER: _HR | {_P.PUBLISH_COURSES, _P.MANAGE_MEMBERS},
}

# Roles that see other people's records: a second factor is offered at their first sign-in
# and, once set up, asked for at every sign-in.
TRUSTED_ROLES = frozenset({Role.FACILITATOR, Role.HR_ADMIN, Role.AUTHOR, Role.AUDITOR, Role.OWNER})


def granted(roles: Iterable[str]) -> frozenset[Permission]:
    """Everything that somebody with these roles may do."""
    return frozenset().union(*(GRANTS[Role(role)] for role in roles))
