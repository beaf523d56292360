from __future__ import annotations

from django.conf import settings
from django.db import models

from core.progress import LongWork
from organizations.models import Organization
from organizations.ownership import ScopedManager


class Export(LongWork):
    """A file somebody asked for.

    Its content is under MEDIA_ROOT and leaves it only through the gate (reports.views.exports);
    it is deleted after a week, the row stays.
    """

    class Format(models.TextChoices):
        CSV = "csv", "CSV"
        XLSX = "xlsx", "Excel"
        PDF = "pdf", "PDF"
        JSON = "json", "JSON"

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    format = models.CharField(max_length=4, choices=Format.choices)
    filters = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    file = models.FileField(upload_to="exports/", max_length=200, blank=True)

    objects = ScopedManager["Export"]()

    class Meta:
        indexes = [models.Index(fields=["organization", "-created_at"], name="exports_by_time")]

    def __str__(self) -> str:
        return f"export {self.pk}"
