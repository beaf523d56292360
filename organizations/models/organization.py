from __future__ import annotations

from datetime import time

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

INDUSTRIES = [
    ("office", _("Office, services")),
    ("technology", _("Technology, start-up")),
    ("healthcare", _("Hospital, care")),
    ("retail", _("Shop, retail")),
    ("restaurant", _("Restaurant, kitchen")),
    ("hotel", _("Hotel, cleaning")),
    ("warehouse", _("Warehouse, transport")),
    ("manufacturing", _("Factory")),
    ("construction", _("Construction, public works")),
    ("research", _("Research, education")),
]


class Organization(models.Model):
    """An employer: the tenant that every owned row belongs to."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(_("Name"), max_length=120)
    language = models.CharField(_("Language"), max_length=8, default="en")
    time_zone = models.CharField(_("Time zone"), max_length=64, default="UTC")
    # Reminders are written inside these local hours, Monday to Friday.
    work_starts = models.TimeField(_("Working day starts"), default=time(9))
    work_ends = models.TimeField(_("Working day ends"), default=time(17))
    quick_exit_url = models.URLField(_("Quick exit goes to"), default="https://www.wikipedia.org/")
    # Stories of this kind of workplace are offered first.
    industry = models.CharField(
        _("Kind of workplace"), max_length=40, blank=True, default="", choices=INDUSTRIES
    )
    support = models.TextField(_("Support routes"), blank=True, default="")
    reply_to = models.EmailField(_("Replies to training mail go to"), blank=True, default="")
    created_at = models.DateTimeField()

    objects = models.Manager["Organization"]()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(work_starts__lt=F("work_ends")), name="working_day_has_hours"
            ),
        ]

    def __str__(self) -> str:
        return self.name
