from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from organizations.models import Organization, Site, Unit
from organizations.ownership import SameOrganization, ScopedManager, addressable
from people.models.person import Person


class EmploymentQuerySet(models.QuerySet["Employment"]):
    def current(self, on: date) -> EmploymentQuerySet:
        """Spells that have begun and not ended on a day."""
        return self.filter(
            Q(starts_on=None) | Q(starts_on__lte=on), Q(ends_on=None) | Q(ends_on__gt=on)
        )


EmploymentManager = ScopedManager.from_queryset(EmploymentQuerySet)


class Employment(models.Model):
    """One spell of somebody's employment.  `ends_on` is the first day not employed."""

    organization = models.ForeignKey(Organization, models.CASCADE, db_index=False, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="employments")
    number = models.CharField(max_length=40)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    site = models.ForeignKey(
        Site, models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    job_title = models.CharField(max_length=160, blank=True, default="")
    manager = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="reports"
    )
    is_manager = models.BooleanField(default=False)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    on_leave = models.BooleanField(default=False)
    leave_until = models.DateField(null=True, blank=True)

    objects = EmploymentManager()

    class Meta:
        constraints = [
            addressable("employment"),
            SameOrganization("person", to="people_person", name="employment_person_same_org"),
            SameOrganization("unit", to="organizations_unit", name="employment_unit_same_org"),
            SameOrganization("manager", to="people_person", name="employment_manager_same_org"),
            SameOrganization("site", to="organizations_site", name="employment_site_same_org"),
            models.UniqueConstraint(
                fields=["organization", "number"],
                condition=Q(ends_on=None),
                name="one_open_spell_for_a_number",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(ends_on=None), name="one_open_spell_for_a_person"
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="employment_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(manager=None) | ~Q(manager=F("person")),
                name="nobody_manages_themselves",
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "number"], name="employment_by_number"),
            models.Index(fields=["organization", "unit"], name="employment_by_unit"),
            models.Index(fields=["organization", "site"], name="employment_by_site"),
            # Where people are now, read in the order of people, without the table itself.
            models.Index(
                fields=["organization", "person"],
                include=["unit", "site", "starts_on", "ends_on", "on_leave", "leave_until"],
                name="employment_for_completion",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.job_title}".strip()
