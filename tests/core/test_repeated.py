from __future__ import annotations

from typing import Any

import pytest

from core.repeated import HOLE, Repeated
from organizations.models import Organization, Unit
from tests.factories import OrganizationFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, params=[True, False], ids=["prepared", "plain"])
def _prepared_or_not(request: pytest.FixtureRequest, settings: Any) -> None:
    settings.PREPARED_STATEMENTS = request.param


def by_id(*columns: str) -> Repeated:
    return Repeated("unit_by_id", Unit.objects.filter(pk=HOLE).values_list(*columns))


def test_a_query_is_run_with_another_value_each_time(inside: Organization) -> None:
    units = [UnitFactory(organization=inside, name=f"100 % {n}'s") for n in range(2)]
    query = by_id("pk", "name")
    assert [query.rows(unit.pk) for unit in units] == [[(u.pk, u.name)] for u in units]


def test_the_next_one_of_a_name_takes_its_place(inside: Organization) -> None:
    unit = UnitFactory(organization=inside)
    first, second = by_id("pk"), by_id("name")
    assert [query.rows(unit.pk) for query in (first, second, first)] == [
        [(unit.pk,)],
        [(unit.name,)],
        [(unit.pk,)],
    ]


def test_it_stays_inside_the_organization_it_was_made_in(inside: Organization) -> None:
    stranger = UnitFactory(organization=OrganizationFactory())
    assert by_id("pk").rows(stranger.pk) == []


def test_a_queryset_without_a_hole_is_refused(inside: Organization) -> None:
    with pytest.raises(ValueError, match="no HOLE"):
        Repeated("all_units", Unit.objects.filter(pk=1))
