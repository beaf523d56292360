from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.progress import LongWork
from organizations.models import Organization
from organizations.ownership import SameOrganization, ScopedManager, addressable
from people.models.person import Person


class StaffImport(LongWork):
    """One uploaded staff file: dry run, apply, undo."""

    class Stage(models.TextChoices):
        MAPPING = "mapping", _("Columns to be confirmed")
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Checked, not imported yet")
        APPLYING = "applying", _("Being imported")
        APPLIED = "applied", _("Imported")
        UNDOING = "undoing", _("Being undone")
        UNDONE = "undone", _("Undone")
        DISCARDED = "discarded", _("Put aside")

    class Missing(models.TextChoices):
        KEEP = "keep"  # people who are not in the file stay as they are
        END = "end"  # the file is the whole staff: the others have left

    organization = models.ForeignKey(Organization, models.CASCADE, db_index=False, related_name="+")
    stage = models.CharField(max_length=9, choices=Stage.choices, default=Stage.MAPPING)
    key = models.UUIDField(default=uuid4)  # of the form: the same upload twice is one import
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)  # field → column number
    date_orders = models.JSONField(default=dict)  # field → "mdy" | "dmy", chosen by hand
    missing = models.CharField(max_length=4, choices=Missing.choices, default=Missing.KEEP)
    counts = models.JSONField(default=dict)
    plan = models.BinaryField(null=True)  # see people.plans; with ids once it is applied
    made = models.JSONField(default=dict)  # what applying created besides people, for undo
    changed_since = models.BooleanField(default=False)  # the dry run had to be made anew
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager["StaffImport"]()

    class Meta:
        constraints = [
            addressable("staff_import"),
            models.UniqueConstraint(fields=["organization", "key"], name="one_import_for_a_form"),
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(stage__in=["applying", "undoing"]),
                name="one_import_at_work",
            ),
        ]
        indexes = [models.Index(fields=["organization", "-created_at"], name="imports_by_time")]

    def __str__(self) -> str:
        return self.name


class ImportRow(models.Model):
    """A row of a staff file that there is something to say about, and what stood there before.

    Rows that only bring somebody new, or change nothing, are in the import's plan alone.
    """

    class Outcome(models.TextChoices):
        NEW = "new", pgettext_lazy("row", "New")
        CHANGED = "changed", pgettext_lazy("row", "Changed")
        UNCHANGED = "unchanged", _("Unchanged")
        LEAVING = "leaving", _("Not in the file")
        REJECTED = "rejected", pgettext_lazy("row", "Rejected")

    organization = models.ForeignKey(Organization, models.CASCADE, db_index=False, related_name="+")
    staff_import = models.ForeignKey(StaffImport, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()  # the spreadsheet's row; 0 for people not in the file
    outcome = models.CharField(max_length=9, choices=Outcome.choices)
    label = models.CharField(max_length=260, blank=True, default="")  # number and name
    changes = models.JSONField(default=dict)  # field → [before, after], as people read it
    problems = models.JSONField(default=list)  # [{kind, column, value, detail}]
    notes = models.JSONField(default=list)  # the same
    undo = models.JSONField(null=True, blank=True)  # what applying overwrote
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ScopedManager["ImportRow"]()

    class Meta:
        constraints = [
            SameOrganization("staff_import", to="people_staffimport", name="row_import_same_org"),
            SameOrganization("person", to="people_person", name="row_person_same_org"),
        ]
        indexes = [
            models.Index(
                fields=["organization", "staff_import", "outcome", "number"], name="rows_by_outcome"
            ),
        ]

    def __str__(self) -> str:
        return f"row {self.number}"


class RememberedMapping(models.Model):
    """How an organization's headers were matched last time."""

    organization = models.ForeignKey(Organization, models.CASCADE, db_index=False, related_name="+")
    header = models.CharField(max_length=120)  # normalized
    field = models.CharField(max_length=40)  # "" for a column that is left out

    objects = ScopedManager["RememberedMapping"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(F("organization"), F("header"), name="one_memory_of_a_header"),
        ]

    def __str__(self) -> str:
        return f"{self.header} → {self.field}"
