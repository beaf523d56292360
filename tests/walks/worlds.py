"""An organization with something of everything in it, for walks to visit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cached_property

from django.utils import timezone

from accounts.models import User
from cohorts.models import Cohort, CohortLeader, CohortMember
from courses.models import Course
from organizations import audit, scoping
from organizations.models import Membership, Organization, Site, Unit
from organizations.permissions import Role
from people.models import Person, StaffImport
from reports.actions import exporting
from reports.models import Export
from reports.selection import Selection
from tests.factories import (
    NOON,
    CohortFactory,
    ExportFactory,
    ImportRowFactory,
    MembershipFactory,
    OrganizationFactory,
    SiteFactory,
    StaffImportFactory,
    UnitFactory,
    UserFactory,
)
from tests.training.courses import (
    WITH_A_CHOICE,
    a_course,
    an_assignment,
    an_employee,
    an_enrollment,
)
from training.actions import certifying, private_texts
from training.events import COMPLETED, STARTED, Fact
from training.models import Assignment, Enrollment


class World:
    """One organization.  `rows` is how many there are of whatever a page lists.

    Somebody in it, `everybody`, has all roles, is a person, takes the training and leads the
    first cohort, so that no page is empty for them.
    """

    def __init__(self, name: str, *, rows: int = 1) -> None:
        self.rows = rows
        self.organization: Organization = OrganizationFactory(name=name, slug=name)
        self.everybody: User = UserFactory(email=f"everybody@{name}.example", name="Eve Body")
        self.membership: Membership = MembershipFactory(
            organization=self.organization, user=self.everybody, roles=list(Role)
        )
        with self.inside():
            self.fill()

    @contextmanager
    def inside(self) -> Iterator[None]:
        with scoping.within(self.organization):
            yield

    def fill(self) -> None:
        for number in range(self.rows):
            self.add(number)

    def add(self, number: int) -> None:
        """One more of everything that a page may list."""
        who = UserFactory(email=f"{number}@{self.organization.slug}.example")
        MembershipFactory(organization=self.organization, user=who, role=Role.FACILITATOR)
        employee = an_employee(
            self.organization,
            unit=UnitFactory(organization=self.organization),
            site=SiteFactory(organization=self.organization),
            manager=self.person,
            user=who,
        )
        an_enrollment(self.organization, person=employee, assignment=self.assignment)
        mine = an_enrollment(self.organization, person=self.person, assignment=an_assignment(
            self.organization, course=self.course, title=f"Assignment {number}",
            cycle=f"cycle {number}",
        ))  # fmt: skip
        private_texts.keep(
            self.organization.pk, self.person.pk, mine.pk, "thinking", {"who": "Ines"},
            replacing=True,
        )  # fmt: skip
        cohort = CohortFactory(organization=self.organization, assignment=self.assignment)
        for one in (cohort, self.cohort):
            CohortMember.objects.create(organization=self.organization, cohort=one, person=employee)
        CohortLeader.objects.create(
            organization=self.organization, cohort=cohort, membership=self.membership
        )
        StaffImportFactory(organization=self.organization, by=self.everybody)
        ImportRowFactory(
            organization=self.organization, staff_import=self.staff_import, person=employee
        )
        ExportFactory(organization=self.organization, by=self.everybody)
        audit.record(
            self.organization, "walk.made", employee, by=self.everybody,
            at=NOON + timedelta(minutes=number),
        )  # fmt: skip

    @cached_property
    def course(self) -> Course:
        return a_course(self.organization, **WITH_A_CHOICE)

    @cached_property
    def unit(self) -> Unit:
        return UnitFactory(organization=self.organization, name="Night shift")

    @cached_property
    def site(self) -> Site:
        return SiteFactory(organization=self.organization, name="Reno")

    @cached_property
    def colleague(self) -> Membership:
        made: Membership = MembershipFactory(organization=self.organization, role=Role.EMPLOYEE)
        return made

    @cached_property
    def person(self) -> Person:
        """Who `everybody` is."""
        return an_employee(
            self.organization, user=self.everybody, given_name="Eve", family_name="Body",
            unit=self.unit, site=self.site, starts_on=date(2020, 1, 6), is_manager=True,
        )  # fmt: skip

    @cached_property
    def assignment(self) -> Assignment:
        return an_assignment(self.organization, course=self.course)

    @cached_property
    def draft(self) -> Assignment:
        return an_assignment(
            self.organization, course=self.course, state=Assignment.State.DRAFT, cycle="draft"
        )

    @cached_property
    def enrollment(self) -> Enrollment:
        """Of `everybody`: only one's own training can be taken."""
        return an_enrollment(self.organization, person=self.person, assignment=self.assignment)

    @cached_property
    def completed(self) -> Enrollment:
        """Of `everybody`, in an earlier cycle, with its certificate."""
        enrollment = an_enrollment(
            self.organization,
            person=self.person,
            assignment=an_assignment(self.organization, course=self.course, cycle="2025-26"),
            facts=(Fact(STARTED, NOON), Fact(COMPLETED, NOON, {"digest": "0" * 64})),
        )
        certifying.certify(enrollment, at=NOON)
        return enrollment

    @cached_property
    def cohort(self) -> Cohort:
        cohort: Cohort = CohortFactory(organization=self.organization, assignment=self.assignment)
        CohortLeader.objects.create(
            organization=self.organization, cohort=cohort, membership=self.membership
        )
        return cohort

    @cached_property
    def staff_import(self) -> StaffImport:
        made: StaffImport = StaffImportFactory(organization=self.organization, by=self.everybody)
        return made

    @cached_property
    def exported(self) -> Export:
        """With its file made."""
        asked = exporting.ask(
            self.organization, kind="csv", chosen=Selection(), by=self.everybody, at=timezone.now()
        )
        exporting.make(asked.pk, at=timezone.now())
        return asked

    @cached_property
    def export(self) -> Export:
        made: Export = ExportFactory(organization=self.organization, by=self.everybody)
        return made
