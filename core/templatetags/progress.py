"""Long work, in words."""

from __future__ import annotations

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.progress import LongWork

register = template.Library()


@register.filter
def time_left(work: LongWork) -> str:
    """About how long it still takes; nothing while there is no pace to go by."""
    seconds = work.seconds_left(at=timezone.now())
    if seconds is None:
        return ""
    if seconds < 50:
        return _("Less than a minute left.")
    minutes = max(1, round(seconds / 60))
    return ngettext("About %(count)d minute left.", "About %(count)d minutes left.", minutes) % {
        "count": minutes
    }
