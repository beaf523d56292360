"""Rules and reasons, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from training.audience import AudienceRule, Managers, Reason
from training.due import DueRule


def reason(why: Reason) -> str:
    """Why somebody is in an audience, or not."""
    return {
        Reason.NAMED: _("Named in this assignment"),
        Reason.EVERYBODY: _("Everybody is in"),
        Reason.MATCHES: _("Matches every condition"),
        Reason.LEFT_OUT_BY_NAME: _("Left out by name"),
        Reason.LEFT_OUT_BY_UNIT: _("Their department is left out"),
        Reason.LEFT_OUT_BY_SITE: _("Their site is left out"),
        Reason.OTHER_UNIT: _("Works in another department"),
        Reason.OTHER_SITE: _("Works at another site"),
        Reason.NOT_A_MANAGER: _("Manages nobody"),
        Reason.A_MANAGER: _("Manages others"),
        Reason.HIRED_OUTSIDE: _("Hired at another time, or without a hire date"),
        Reason.NOT_NAMED: _("Not named in this assignment"),
        Reason.NOT_EMPLOYED: _("Not employed today"),
    }[why]


def audience(rule: AudienceRule, units: Mapping[int, str], sites: Mapping[int, str]) -> list[str]:
    """Who is meant, one condition to a line."""
    if rule.everybody:
        return [_("Everybody who is employed")]
    lines = []
    if rule.units:
        lines.append(_("Departments: %(names)s") % {"names": _names(rule.units, units)})
    if rule.sites:
        lines.append(_("Sites: %(names)s") % {"names": _names(rule.sites, sites)})
    if rule.managers == Managers.ONLY:
        lines.append(_("Only people who manage others"))
    if rule.managers == Managers.NOT:
        lines.append(_("Only people who manage nobody"))
    if rule.hired_from:
        lines.append(_("Hired on or after %(day)s") % {"day": _day(rule.hired_from)})
    if rule.hired_to:
        lines.append(_("Hired on or before %(day)s") % {"day": _day(rule.hired_to)})
    if rule.people:
        lines.append(
            ngettext("%(count)d person by name", "%(count)d people by name", len(rule.people))
            % {"count": len(rule.people)}
        )
    return lines


def left_out(rule: AudienceRule, units: Mapping[int, str], sites: Mapping[int, str]) -> list[str]:
    """Who is left out, one condition to a line."""
    lines = []
    if rule.without_units:
        lines.append(_("Departments: %(names)s") % {"names": _names(rule.without_units, units)})
    if rule.without_sites:
        lines.append(_("Sites: %(names)s") % {"names": _names(rule.without_sites, sites)})
    if count := len(rule.without_people):
        lines.append(
            ngettext("%(count)d person by name", "%(count)d people by name", count)
            % {"count": count}
        )
    return lines


def due_rule(rule: DueRule) -> str:
    """When it is due."""
    after = ngettext(
        "%(count)d day after hire or assignment, whichever is later",
        "%(count)d days after hire or assignment, whichever is later",
        rule.days or 0,
    ) % {"count": rule.days or 0}
    if rule.on is None:
        return after
    if rule.days is None:
        return _day(rule.on)
    return _("%(day)s, or %(after)s: the later of the two") % {
        "day": _day(rule.on),
        "after": after,
    }


def _names(ids: Iterable[int], names: Mapping[int, str]) -> str:
    return ", ".join(sorted(names[one] for one in ids if one in names))


def _day(day: date) -> str:
    return date_format(day, _("l, F j, Y"))
