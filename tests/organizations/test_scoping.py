from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from organizations import scoping
from organizations.models import Organization, Site, Unit
from organizations.scoping import OutsideOrganization
from people.models import Employment
from tests.factories import (
    EmploymentFactory,
    OrganizationFactory,
    SiteFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db


def test_a_scoped_query_outside_an_organization_is_refused(organization: Organization) -> None:
    for attempt in (
        lambda: list(Unit.objects.all()),
        Unit.objects.exists,
        Unit.objects.count,
        lambda: Unit.objects.update(name="x"),
        lambda: Unit.objects.all().explain(),
        lambda: list(Organization.objects.filter(pk__in=Unit.objects.values("organization"))),
    ):
        with pytest.raises(OutsideOrganization):
            attempt()


def test_inside_an_organization_only_its_rows_are_seen(inside: Organization) -> None:
    mine = UnitFactory(organization=inside)
    UnitFactory(organization=OrganizationFactory())

    assert list(Unit.objects.all()) == [mine]


def test_across_organizations_sees_all(inside: Organization) -> None:
    units = {UnitFactory(organization=inside), UnitFactory(organization=OrganizationFactory())}

    with scoping.across_organizations():
        assert set(Unit.objects.all()) == units


def test_a_queryset_made_elsewhere_is_judged_when_it_runs(organization: Organization) -> None:
    units = Unit.objects.all()
    with scoping.within(organization):
        assert list(units) == []


def test_the_database_refuses_to_join_two_organizations(inside: Organization) -> None:
    stranger = SiteFactory(organization=OrganizationFactory())

    with pytest.raises(IntegrityError, match="employment_site_same_org"), transaction.atomic():
        _employ_and_check(inside, stranger)

    assert (Employment.objects.count(), Site.objects.count()) == (0, 0)


def _employ_and_check(organization: Organization, site: Site) -> None:
    EmploymentFactory(organization=organization, site=site)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
