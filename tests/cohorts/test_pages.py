from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cohorts.actions.gathering import add, close, gather
from cohorts.actions.leading import name_leaders
from cohorts.models import Cohort
from organizations import scoping
from organizations.models import Membership, Organization
from organizations.permissions import Role
from tests.factories import NOON, MembershipFactory, OrganizationFactory, UserFactory
from tests.reports.conftest import SignIn
from tests.reports.staff import YESTERDAY, Staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
HERE = "/o/northwind/"


@pytest.fixture
def staff(organization: Organization) -> Staff:
    with scoping.within(organization):
        made = Staff(organization)
        made.add("completed", parts=4, given_name="Ana", family_name="Ruiz")
        made.add("in_progress", parts=2, due_on=YESTERDAY, given_name="Luis", family_name="Ortega")
        made.add(given_name="Tom", family_name="Berg", email=None)
        return made


@pytest.fixture
def femi(organization: Organization) -> Membership:
    member: Membership = MembershipFactory(organization=organization, role=Role.FACILITATOR)
    return member


@pytest.fixture
def cohort(staff: Staff, femi: Membership) -> Cohort:
    """Everybody of the staff, led by Femi."""
    with scoping.within(staff.organization):
        made = gather(staff.assignment, name="Mornings", by=UserFactory(), at=NOON)
        people = staff.assignment.enrollments.values_list("person_id", flat=True)
        add(made, list(people), by=UserFactory(), at=NOON)
        name_leaders(made, [femi.pk], by=UserFactory(), at=NOON)
        return made


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.user, backend="accounts.backends.TrustedBackend")
    return client


def text(client: Client, path: str) -> str:
    html = client.get(HERE + path).content.decode()
    main = re.search(r"<main.*?</main>", html, re.S)
    assert main
    return " ".join(re.sub(r"<[^>]+>", " ", main[0]).split())


# A facilitator's pages ------------------------------------------------------------------


def test_a_facilitator_sees_their_cohorts_with_a_finding_each(
    cohort: Cohort, femi: Membership
) -> None:
    page = text(signed_in(femi), "facilitate/")

    assert "1 of 3 people in your cohorts are ready" in page
    assert "Mornings 1 1 of 3 ready, 1 in progress, 1 not started. 1 overdue" in page


def test_a_facilitator_sees_how_far_people_are(cohort: Cohort, femi: Membership) -> None:
    page = text(signed_in(femi), f"facilitate/cohorts/{cohort.pk}/")

    assert "1 of 3 people are ready" in page
    assert "Luis Ortega Drivers Overdue, in progress 2 of 4 March 1 Nudge" in page
    assert "Tom Berg Drivers Not started 0 of 4 April 1 No email: tell them in person" in page
    assert "Ana Ruiz Drivers Completed 4 of 4 Done" in page
    assert "Nudge the one who is late" in page
    assert "inute" not in page


def test_nudging_shows_who_and_how_many_first(cohort: Cohort, femi: Membership) -> None:
    page = text(signed_in(femi), f"facilitate/cohorts/{cohort.pk}/?nudge=all")
    assert "One person would get a mail Luis Ortega." in page


def test_a_cohort_of_somebody_else_is_not_found(
    cohort: Cohort, organization: Organization, sign_in: SignIn
) -> None:
    another = sign_in(Role.FACILITATOR)
    assert another.get(f"{HERE}facilitate/cohorts/{cohort.pk}/").status_code == 404
    assert "You lead no cohort at the moment" in text(another, "facilitate/")


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.AUTHOR, Role.AUDITOR, Role.HR_ADMIN])
def test_only_facilitators_have_the_facilitators_pages(
    cohort: Cohort, sign_in: SignIn, role: Role
) -> None:
    client = sign_in(role)
    for path in ("facilitate/", f"facilitate/cohorts/{cohort.pk}/"):
        assert client.get(HERE + path).status_code == 403


def test_another_employers_facilitator_finds_nothing(cohort: Cohort, sign_in: SignIn) -> None:
    other = OrganizationFactory(slug="other")
    client = sign_in(Role.FACILITATOR, of=other)
    assert client.get(f"{HERE}facilitate/").status_code == 404
    assert client.get(f"/o/other/facilitate/cohorts/{cohort.pk}/").status_code == 404


def test_a_closed_cohort_can_be_looked_at_and_nobody_nudged(
    cohort: Cohort, femi: Membership
) -> None:
    with scoping.within(cohort.organization):
        close(cohort, by=UserFactory(), at=NOON)
    page = text(signed_in(femi), f"facilitate/cohorts/{cohort.pk}/?nudge=all")

    assert "This cohort is closed" in page
    assert "Nudge" not in page
    assert "would get a mail" not in page


# HR's pages -----------------------------------------------------------------------------


def test_hr_makes_a_cohort_fills_it_names_its_leader_and_closes_it(
    staff: Staff, femi: Membership, sign_in: SignIn
) -> None:
    hr = sign_in(Role.HR_ADMIN)

    made = hr.post(
        f"{HERE}manage/cohorts/new/", {"name": "Mornings", "assignment": staff.assignment.pk}
    )
    assert text(hr, made["Location"].removeprefix(HERE)).startswith("Mornings · Stepping in")
    assert "3 people could join" in text(hr, made["Location"].removeprefix(HERE))

    with scoping.within(staff.organization):
        people = list(staff.assignment.enrollments.values_list("person_id", flat=True))
    page = hr.post(made["Location"], {"person": people[:2]})["Location"].removeprefix(HERE)
    assert "2 people joined." in text(hr, page)
    hr.post(f"{HERE}{page}leaders/", {"leaders": [femi.pk]})
    assert text(signed_in(femi), "facilitate/").count("Mornings") == 1

    hr.post(f"{HERE}{page}people/{people[0]}/remove/")
    with scoping.within(staff.organization):
        assert Cohort.objects.get().members.count() == 1
    hr.post(f"{HERE}{page}close/")
    assert "No cohort is under way" in text(hr, "manage/cohorts/")


def test_candidates_can_be_narrowed_down(staff: Staff, cohort: Cohort, sign_in: SignIn) -> None:
    with scoping.within(staff.organization):
        staff.add(given_name="Mia", family_name="Kowalski", unit=staff.kitchen, number="900001")
        staff.add(given_name="Ines", family_name="Moreau", site=staff.auckland)
        another = gather(staff.assignment, name="Nights", by=UserFactory(), at=NOON)
    hr, path = sign_in(Role.HR_ADMIN), f"manage/cohorts/{another.pk}/people/"

    assert "2 people could join" in text(hr, path)
    for query, name in {
        f"unit={staff.kitchen.pk}": "Mia Kowalski",
        f"site={staff.auckland.pk}": "Ines Moreau",
        "q=mia+kow": "Mia Kowalski",
        "q=9000": "Mia Kowalski",
    }.items():
        page = text(hr, f"{path}?{query}")
        assert "One person could join" in page, query
        assert name in page
    assert "Nobody matches" in text(hr, f"{path}?q=ruiz")


def test_a_name_that_is_taken_is_refused_with_the_form_filled_in(
    staff: Staff, cohort: Cohort, sign_in: SignIn
) -> None:
    response = sign_in(Role.HR_ADMIN).post(
        f"{HERE}manage/cohorts/new/", {"name": "Mornings", "assignment": staff.assignment.pk}
    )
    assert response.status_code == 422
    assert "already has a cohort with that name" in response.content.decode()


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.AUTHOR, Role.AUDITOR, Role.FACILITATOR])
def test_only_hr_and_owners_manage_cohorts(cohort: Cohort, sign_in: SignIn, role: Role) -> None:
    client = sign_in(role)
    for path in ("", "new/", f"{cohort.pk}/", f"{cohort.pk}/people/"):
        assert client.get(f"{HERE}manage/cohorts/{path}").status_code == 403
    for path in ("leaders/", "close/", "people/1/remove/"):
        assert client.post(f"{HERE}manage/cohorts/{cohort.pk}/{path}").status_code == 403


def test_another_employers_owner_cannot_reach_a_cohort(cohort: Cohort, sign_in: SignIn) -> None:
    other = OrganizationFactory(slug="other")
    client = sign_in(Role.OWNER, of=other)
    for path in ("", "people/"):
        assert client.get(f"/o/other/manage/cohorts/{cohort.pk}/{path}").status_code == 404
    for path in ("leaders/", "close/", "people/1/remove/"):
        assert client.post(f"/o/other/manage/cohorts/{cohort.pk}/{path}").status_code == 404


def test_cohort_pages_ask_as_little_for_many_people_as_for_few(
    staff: Staff, cohort: Cohort, femi: Membership, sign_in: SignIn
) -> None:
    hr = sign_in(Role.HR_ADMIN)
    pages = [
        (signed_in(femi), "facilitate/"),
        (signed_in(femi), f"facilitate/cohorts/{cohort.pk}/"),
        (hr, "manage/cohorts/"),
        (hr, f"manage/cohorts/{cohort.pk}/"),
    ]

    def counts() -> list[int]:
        found = []
        for client, path in pages:
            client.get(HERE + path)
            with CaptureQueriesContext(connection) as asked:
                client.get(HERE + path)
            found.append(len(asked))
        return found

    few = counts()
    with scoping.within(staff.organization):
        more = [staff.add().person_id for _ in range(20)]
        add(cohort, more, by=UserFactory(), at=NOON)
        for number in range(5):
            another = gather(staff.assignment, name=f"Cohort {number}", by=UserFactory(), at=NOON)
            name_leaders(another, [femi.pk], by=UserFactory(), at=NOON)
    assert counts() == few
