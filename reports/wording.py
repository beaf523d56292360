"""Events of a record, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext


def event(kind: str, data: Mapping[str, Any]) -> str:
    """What happened, other than a part being finished."""
    if kind == "due_changed":
        return _("Due date moved from %(before)s to %(after)s") % {
            "before": _day(data.get("before")),
            "after": _day(data.get("due_on")),
        }
    return {
        "assigned": _("Assigned"),
        "started": _("Started"),
        "completed": _("Completed"),
        "waived": _("Waived: they need not take it"),
        "withdrawn": _("Withdrawn: they should not have been enrolled"),
        "expired": _("The time ran out"),
        "reopened": _("Opened again"),
    }[kind]


def finished(parts: Sequence[str], count: int) -> str:
    """Parts of a course that were finished on one day."""
    return ngettext("Finished “%(parts)s”", "Finished %(n)s parts: %(parts)s", count) % {
        "n": count,
        "parts": ", ".join(parts),
    }


def _day(text: object) -> str:
    if not text:
        return _("no date")
    # Translators: Django's date format letters: month, day of the month, year.
    return date_format(date.fromisoformat(str(text)), pgettext("date format", "F j, Y"))
