from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from organizations.models import Membership, Organization
from organizations.ownership import SameOrganization, ScopedManager, addressable
from people.models import Person
from training.models import Assignment


class CohortQuerySet(models.QuerySet["Cohort"]):
    def led_by(self, membership: Membership) -> CohortQuerySet:
        """Cohorts this member leads: where every facilitator's query starts."""
        return self.filter(leaders__membership=membership)

    def running(self, at: datetime) -> CohortQuerySet:
        return self.filter(Q(closed_at=None) | Q(closed_at__gt=at))


CohortManager = ScopedManager.from_queryset(CohortQuerySet)


class Cohort(models.Model):
    """People who take one assignment together, with somebody who leads them."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="cohorts")
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CohortManager()

    class Meta:
        constraints = [
            addressable("cohort"),
            SameOrganization(
                "assignment", to="training_assignment", name="cohort_assignment_same_org"
            ),
            models.UniqueConstraint(F("assignment"), F("name"), name="cohort_names_are_unique"),
        ]

    def __str__(self) -> str:
        return self.name


class CohortLeader(models.Model):
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="leaders")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")

    objects = ScopedManager["CohortLeader"]()

    class Meta:
        constraints = [
            SameOrganization("cohort", to="cohorts_cohort", name="leader_cohort_same_org"),
            SameOrganization(
                "membership", to="organizations_membership", name="leader_member_same_org"
            ),
            models.UniqueConstraint(F("cohort"), F("membership"), name="leads_a_cohort_once"),
        ]

    def __str__(self) -> str:
        return f"{self.membership} leads {self.cohort}"


class CohortMember(models.Model):
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    objects = ScopedManager["CohortMember"]()

    class Meta:
        constraints = [
            SameOrganization("cohort", to="cohorts_cohort", name="member_cohort_same_org"),
            SameOrganization("person", to="people_person", name="member_person_same_org"),
            models.UniqueConstraint(F("cohort"), F("person"), name="in_a_cohort_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.cohort}"
