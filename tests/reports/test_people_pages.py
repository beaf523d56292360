from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organizations import scoping
from organizations.models import Organization
from organizations.permissions import Role
from tests.factories import OrganizationFactory
from tests.reports.conftest import SignIn
from tests.reports.staff import YESTERDAY, Staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
ADDRESS = "/o/northwind/manage/people/"


@pytest.fixture
def staff(organization: Organization) -> Staff:
    with scoping.within(organization):
        made = Staff(organization)
        made.add("completed", given_name="Ana", family_name="Ruiz", number="000101")
        made.add("in_progress", given_name="Luis", family_name="Ortega", due_on=YESTERDAY)
        made.add(given_name="Mia", family_name="Kowalski", unit=made.kitchen, on_leave=True)
        made.add(given_name="Tom", family_name="Berg", email=None, site=made.auckland)
        made.add(given_name="Old", family_name="Timer", ends_on=YESTERDAY)
        return made


def named(client: Client, query: str = "") -> list[str]:
    """Who is on the list, in its order."""
    html = client.get(f"{ADDRESS}?{query}").content.decode()
    return re.findall(r'aria-label="Choose ([^"]+)"', html)


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.HR_ADMIN, 200),
        (Role.OWNER, 200),
        (Role.AUDITOR, 200),
        (Role.FACILITATOR, 403),
        (Role.AUTHOR, 403),
        (Role.EMPLOYEE, 403),
    ],
)
def test_people_are_for_hr_owners_and_auditors(
    staff: Staff, sign_in: SignIn, role: Role, status: int
) -> None:
    client = sign_in(role)
    assert client.get(ADDRESS).status_code == status
    with scoping.within(staff.organization):
        person = staff.assignment.enrollments.first().person_id  # type: ignore[union-attr] # just made
    assert client.get(f"{ADDRESS}{person}/").status_code == status


def test_another_employers_owner_finds_nobody(staff: Staff, sign_in: SignIn) -> None:
    OrganizationFactory(slug="other")
    other = OrganizationFactory(slug="another")
    client = sign_in(Role.OWNER, of=other)
    with scoping.within(staff.organization):
        person = staff.assignment.enrollments.first().person_id  # type: ignore[union-attr] # just made
    assert client.get(ADDRESS).status_code == 404
    assert client.get(f"/o/another/manage/people/{person}/").status_code == 404


def test_the_list_holds_who_works_here_by_family_name(staff: Staff, sign_in: SignIn) -> None:
    assert named(sign_in(Role.HR_ADMIN)) == ["Tom Berg", "Mia Kowalski", "Luis Ortega", "Ana Ruiz"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=ana", ["Ana Ruiz"]),
        ("q=ruiz+ana", ["Ana Ruiz"]),
        ("q=0001", ["Ana Ruiz"]),
        ("q=nobody", []),
        ("q=%25", []),
        ("status=completed", ["Ana Ruiz"]),
        ("status=overdue", ["Luis Ortega"]),
        ("status=none", []),
        ("email=none", ["Tom Berg"]),
        ("who=on_leave", ["Mia Kowalski"]),
        ("who=left", ["Old Timer"]),
        (
            "who=everybody&sort=-name",
            ["Old Timer", "Ana Ruiz", "Luis Ortega", "Mia Kowalski", "Tom Berg"],
        ),
        ("status=nonsense&who=x&unit=x&site=x", []),
    ],
)
def test_filters_are_in_the_address(
    staff: Staff, sign_in: SignIn, query: str, found: list[str]
) -> None:
    listed = named(sign_in(Role.HR_ADMIN), query)
    if "nonsense" in query:  # what nobody could have chosen narrows nothing
        assert len(listed) == 4
    else:
        assert listed == found


def test_units_and_sites_narrow_the_list(staff: Staff, sign_in: SignIn) -> None:
    client = sign_in(Role.HR_ADMIN)
    assert named(client, f"unit={staff.kitchen.pk}") == ["Mia Kowalski"]
    assert named(client, f"site={staff.auckland.pk}") == ["Tom Berg"]
    assert named(client, "unit=none") == []
    assert named(client, "sort=unit") == ["Tom Berg", "Luis Ortega", "Ana Ruiz", "Mia Kowalski"]


def test_the_numbers_on_the_dashboard_lead_to_as_many_people(
    organization: Organization, sign_in: SignIn
) -> None:
    with scoping.within(organization):
        staff = Staff(organization)
        list(staff.everybody())
    client = sign_in(Role.HR_ADMIN)
    counts = {"completed": 3, "in_progress": 3, "not_started": 4, "overdue": 4}
    for status, count in counts.items():
        assert len(named(client, f"assignment={staff.assignment.pk}&status={status}")) == count


def test_somebody_ticked_stays_ticked_on_other_pages(staff: Staff, sign_in: SignIn) -> None:
    client = sign_in(Role.HR_ADMIN)
    with scoping.within(staff.organization):
        ana, luis = [e.person_id for e in staff.assignment.enrollments.order_by("pk")[:2]]
    select = f"{ADDRESS}select/"

    first = client.post(select, {"shown": [ana], "person": [ana], "back": "q=ana&page=1"})
    client.post(select, {"shown": [luis], "person": [luis]})
    page = client.get(ADDRESS).content.decode()

    assert first["Location"] == f"{ADDRESS}?q=ana&page=1"
    assert "2 people chosen" in page
    assert len(re.findall(r'name="person"[^>]*checked', page)) == 2

    client.post(select, {"shown": [ana, luis], "person": [luis]})
    assert "One person chosen" in client.get(ADDRESS).content.decode()
    client.post(select, {"nobody": "1"})
    assert "Nobody chosen" in client.get(ADDRESS).content.decode()


def test_everybody_whom_a_filter_finds_can_be_chosen(staff: Staff, sign_in: SignIn) -> None:
    client = sign_in(Role.HR_ADMIN)
    client.post(f"{ADDRESS}select/", {"everybody": "1", "filter": f"unit={staff.drivers.pk}"})

    page = client.get(ADDRESS).content.decode()

    assert "3 people chosen" in page
    assert len(re.findall(r'name="person"[^>]*checked', page)) == 4 - 0  # all that are shown


def test_with_htmx_only_the_bar_comes_back(staff: Staff, sign_in: SignIn) -> None:
    client = sign_in(Role.HR_ADMIN)
    with scoping.within(staff.organization):
        ana = staff.assignment.enrollments.order_by("pk")[0].person_id

    answer = client.post(
        f"{ADDRESS}select/",
        {"shown": [ana], "person": [ana], "matching": "4"},
        HTTP_HX_REQUEST="true",
    ).content.decode()

    assert "One person chosen" in answer
    assert "Choose all 4" in answer
    assert "<html" not in answer


def test_a_choice_in_one_organization_is_not_one_in_another(staff: Staff, sign_in: SignIn) -> None:
    other = OrganizationFactory(slug="other")
    client = sign_in(Role.HR_ADMIN)
    client.post(f"{ADDRESS}select/", {"shown": [1], "person": [1]})
    assert set(client.session.keys()) & {f"picked-people:{other.pk}"} == set()


def test_the_list_asks_as_little_for_thirty_people_as_for_one(
    organization: Organization, sign_in: SignIn
) -> None:
    client = sign_in(Role.HR_ADMIN)
    with scoping.within(organization):
        staff = Staff(organization)
        staff.add()
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as one:
        client.get(ADDRESS)
    with scoping.within(organization):
        list(staff.everybody())
        list(staff.everybody())
    with CaptureQueriesContext(connection) as thirty:
        client.get(ADDRESS)

    assert len(thirty) == len(one)


def test_a_rehired_person_is_listed_once(organization: Organization, sign_in: SignIn) -> None:
    with scoping.within(organization):
        staff = Staff(organization)
        person = staff.add(ends_on=date(2025, 1, 1), number="1").person
        person.employments.create(organization=organization, number="2", unit=staff.kitchen)
    assert len(named(sign_in(Role.HR_ADMIN), "who=everybody")) == 1


def test_whoever_is_chosen_is_who_the_next_page_speaks_of(staff: Staff, sign_in: SignIn) -> None:
    client = sign_in(Role.HR_ADMIN)
    with scoping.within(staff.organization):
        luis, tom = (
            staff.assignment.enrollments.get(person__given_name=name).person_id
            for name in ("Luis", "Tom")
        )
    client.post(f"{ADDRESS}select/", {"shown": [luis, tom], "person": [luis, tom]})
    page = client.get(ADDRESS).content.decode()
    reminding, cards = re.findall(r'href="([^"]*people=[^"]*)"', page)

    told = client.get(reminding.replace("&amp;", "&")).content.decode()
    printed = client.get(cards.replace("&amp;", "&")).content.decode()

    assert "Luis Ortega" in told
    assert "Ana Ruiz" not in told
    assert "Tom Berg" in printed


def test_the_dashboard_reminds_as_many_as_it_says(
    organization: Organization, sign_in: SignIn
) -> None:
    with scoping.within(organization):
        staff = Staff(organization)
        list(staff.everybody())
    client = sign_in(Role.HR_ADMIN)
    page = client.get("/o/northwind/manage/").content.decode()
    link = re.search(r'href="([^"]*due=soon)"\s*>\s*Remind 3 people', page)
    assert link

    told = client.get(link[1].replace("&amp;", "&")).content.decode()

    assert re.search(r"<h1[^>]*>\s*3 people", told)
