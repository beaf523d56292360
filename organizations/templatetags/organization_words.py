"""Roles and audited deeds, in words."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from organizations.models import AuditEvent
from organizations.permissions import Role

register = template.Library()


@register.filter
def role_name(role: str) -> str:
    """ "HR admin" for hr_admin."""
    return str(Role(role).label)


@register.filter
def deed(event: AuditEvent) -> str:
    """What was done, in words; "course.published" reads "Course published" where none are given."""
    words = {
        "organization.settings_changed": _("Changed the settings"),
        "member.added": _("Added a member"),
        "member.roles_changed": _("Changed a member's roles"),
        "member.removed": _("Removed a member"),
        "visit.began": _("An operator's visit began"),
        "visit.ended": _("An operator's visit was ended"),
    }
    plain = event.verb.replace(".", " ").replace("_", " ").capitalize()
    return words.get(event.verb, plain)


@register.filter
def particulars(event: AuditEvent) -> str:
    """The event's detail on one line: names of settings, roles, counts, reasons."""
    return " · ".join(
        f"{name.replace('_', ' ')}: {_value(value)}" for name, value in event.detail.items()
    )


def _value(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(item).replace("_", " ") for item in value)
    return str(value)
