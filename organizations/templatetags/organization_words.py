"""Roles and audited deeds, in words."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext_lazy as _

from organizations.models import AuditEvent
from organizations.permissions import Role

register = template.Library()

_DEEDS = {
    "organization.founded": _("Founded the organization"),
    "organization.settings_changed": _("Changed the settings"),
    "member.added": _("Added a member"),
    "member.roles_changed": _("Changed a member's roles"),
    "member.removed": _("Removed a member"),
    "visit.began": _("An operator's visit began"),
    "visit.ended": _("An operator's visit was ended"),
    "staff_import.applied": _("Imported a staff file"),
    "staff_import.undone": _("Undid an import"),
    "sites.confirmed": _("Confirmed sites"),
    "cards.issued": _("Issued access cards"),
    "course.published": _("Published a course"),
    "assignment.started": _("Started an assignment"),
    "assignment.closed": _("Closed an assignment"),
    "enrollment.waived": _("Waived a training"),
    "enrollment.withdrawn": _("Withdrew an enrollment"),
    "enrollment.reopened": _("Opened an enrollment again"),
    "enrollment.due_changed": _("Changed a due date"),
    "certificate.revoked": _("Revoked a certificate"),
    "cohort.made": _("Made a cohort"),
    "cohort.people_added": _("Added people to a cohort"),
    "cohort.people_removed": _("Took somebody out of a cohort"),
    "cohort.leaders_named": _("Named who leads a cohort"),
    "cohort.closed": _("Closed a cohort"),
    "reminders.nudged": _("Reminded people"),
    "records.exported": _("Exported records"),
    "mail.bounced": _("Mail could not be delivered"),
    "mail.written_to_again": _("Allowed mail to an address again"),
}
_NAMES = {
    "count": _("how many"),
    "people": _("people"),
    "leaders": _("leaders"),
    "number": _("version"),
    "new": _("new"),
    "changed": _("changed"),
    "missing": _("not in the file"),
    "rejected": _("rejected"),
    "removed": _("removed"),
    "kept": _("kept"),
    "roles": _("roles"),
    "before": _("before"),
    "after": _("after"),
    "settings": _("settings"),
    "sites": _("sites"),
    "reason": _("reason"),
    "until": _("until"),
}


@register.filter
def role_name(role: str) -> str:
    """ "HR admin" for hr_admin."""
    return str(Role(role).label)


@register.filter
def deed(event: AuditEvent) -> str:
    """What was done, in words; "some.new_deed" reads "Some new deed" where none are given."""
    plain = event.verb.replace(".", " ").replace("_", " ").capitalize()
    return str(_DEEDS.get(event.verb, plain))


@register.filter
def particulars(event: AuditEvent) -> str:
    """The event's detail on one line: settings, roles, counts that are not zero, reasons."""
    return " · ".join(
        f"{_NAMES.get(name, name.replace('_', ' '))}: {_value(value)}"
        for name, value in event.detail.items()
        if value not in (0, "", [], None)
    )


def _value(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(item).replace("_", " ") for item in value)
    return str(value)
