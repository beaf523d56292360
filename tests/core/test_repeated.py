from __future__ import annotations

import pytest

from core.repeated import HOLE, Repeated
from organizations.models import Organization, Unit
from tests.factories import OrganizationFactory, UnitFactory

pytestmark = pytest.mark.django_db


def test_a_query_is_run_with_another_value_each_time(inside: Organization) -> None:
    units = [UnitFactory(organization=inside) for _ in range(2)]
    by_id = Repeated(Unit.objects.filter(pk=HOLE).values_list("pk", "name"))
    assert [by_id.rows(unit.pk) for unit in units] == [[(u.pk, u.name)] for u in units]


def test_it_stays_inside_the_organization_it_was_made_in(inside: Organization) -> None:
    stranger = UnitFactory(organization=OrganizationFactory())
    assert Repeated(Unit.objects.filter(pk=HOLE).values_list("pk")).rows(stranger.pk) == []


def test_a_queryset_without_a_hole_is_refused(inside: Organization) -> None:
    with pytest.raises(ValueError, match="no HOLE"):
        Repeated(Unit.objects.filter(pk=1))
