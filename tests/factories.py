"""Rows for tests.  Each factory makes the smallest valid row; a test says what matters."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from accounts.models import User
from cohorts.models import Cohort
from organizations.models import Membership, Organization, Site, Unit
from organizations.permissions import Role
from outbox.models import Message
from people.models import Employment, ImportRow, Person, StaffImport
from reports.models import Export

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)  # a Monday


class OrganizationFactory(DjangoModelFactory[Organization]):
    class Meta:
        model = Organization

    name = factory.Sequence(lambda n: f"Organization {n}")
    slug = factory.Sequence(lambda n: f"organization-{n}")
    created_at = NOON


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"user{n}@example.org")
    name = factory.Sequence(lambda n: f"User {n}")

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> User:
        return User.objects.create_user(**kwargs)


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    class Params:
        role = Role.EMPLOYEE

    organization = factory.SubFactory(OrganizationFactory)
    user = factory.SubFactory(UserFactory)
    roles = factory.LazyAttribute(lambda it: [it.role])
    created_at = NOON


class UnitFactory(DjangoModelFactory[Unit]):
    class Meta:
        model = Unit

    name = factory.Sequence(lambda n: f"Unit {n}")


class SiteFactory(DjangoModelFactory[Site]):
    class Meta:
        model = Site

    name = factory.Sequence(lambda n: f"Site {n}")
    time_zone = "America/Chicago"


class PersonFactory(DjangoModelFactory[Person]):
    class Meta:
        model = Person

    given_name = "Ana"
    family_name = factory.Sequence(lambda n: f"Ruiz {n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")
    created_at = NOON


class EmploymentFactory(DjangoModelFactory[Employment]):
    class Meta:
        model = Employment

    person = factory.SubFactory(PersonFactory, organization=factory.SelfAttribute("..organization"))
    number = factory.Sequence(lambda n: f"8{n:05d}")  # tests write numbers that begin with 0 or 9
    starts_on = date(2020, 1, 6)


class StaffImportFactory(DjangoModelFactory[StaffImport]):
    class Meta:
        model = StaffImport

    name = factory.Sequence(lambda n: f"staff-{n}.csv")
    content = b"Employee ID,First name,Last name\n000001,Ana,Ruiz\n"
    digest = factory.Sequence(lambda n: f"{n:064x}")
    created_at = NOON


class ImportRowFactory(DjangoModelFactory[ImportRow]):
    class Meta:
        model = ImportRow

    number = factory.Sequence(lambda n: n + 2)
    outcome = ImportRow.Outcome.NEW


class CohortFactory(DjangoModelFactory[Cohort]):
    class Meta:
        model = Cohort

    name = factory.Sequence(lambda n: f"Cohort {n}")
    created_at = NOON


class ExportFactory(DjangoModelFactory[Export]):
    class Meta:
        model = Export

    format = Export.Format.CSV
    created_at = NOON


class MessageFactory(DjangoModelFactory[Message]):
    class Meta:
        model = Message

    key = factory.Sequence(lambda n: f"key:{n}")
    kind = "reminder"
    recipient = factory.Sequence(lambda n: f"person{n}@example.org")
    not_before = NOON
    created_at = NOON
