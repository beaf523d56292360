from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organizations import scoping
from organizations.models import Organization
from organizations.permissions import Role
from tests.factories import NOON, OrganizationFactory, PersonFactory
from tests.reports.conftest import SignIn
from tests.reports.staff import TODAY, YESTERDAY, Staff
from tests.training.courses import an_assignment
from training.models import Assignment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
ADDRESS = "/o/northwind/manage/"


def text(client: Client, address: str = ADDRESS) -> str:
    """What the page says, without markup, in single spaces."""
    html = client.get(address).content.decode()
    main = re.search(r"<main.*?</main>", html, re.S)
    assert main
    return " ".join(re.sub(r"<[^>]+>", " ", main[0]).split())


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
def test_completion_is_for_hr_owners_and_auditors(sign_in: SignIn, role: Role, status: int) -> None:
    assert sign_in(role).get(ADDRESS).status_code == status


def test_another_employers_owner_finds_nothing(sign_in: SignIn) -> None:
    assert sign_in(Role.OWNER, of=OrganizationFactory()).get(ADDRESS).status_code == 404


def test_the_page_says_its_finding_first(organization: Organization, sign_in: SignIn) -> None:
    with scoping.within(organization):
        list(Staff(organization).everybody())

    page = text(sign_in(Role.HR_ADMIN))

    assert "3 of 11 people are done" in page
    assert "5 need a nudge or a word." in page
    assert "Completed 27 %" in page
    assert "In progress 3 median 6 credited minutes" in page
    assert "Not started 4 2 have no email address" in page
    assert "Overdue 4 oldest by 1 day" in page
    assert "Not counted: 1 waived, 1 withdrawn, 2 who have left." in page
    assert "For 1 person the time ran out" in page


def test_the_pace_is_said_when_there_is_enough_to_go_by(
    organization: Organization, sign_in: SignIn
) -> None:
    due = TODAY + timedelta(days=14)
    with scoping.within(organization):
        staff = Staff(organization)
        for _ in range(5):
            staff.add("completed", at=NOON - timedelta(days=5), due_on=due)
        for _ in range(8):
            staff.add("not_started", due_on=due)

    assert "At this pace 10 will be done by March 16." in text(sign_in(Role.HR_ADMIN))


def test_nothing_is_projected_from_four_people(organization: Organization, sign_in: SignIn) -> None:
    due = TODAY + timedelta(days=14)
    with scoping.within(organization):
        staff = Staff(organization)
        for _ in range(4):
            staff.add("completed", at=NOON - timedelta(days=5), due_on=due)
        staff.add("not_started", due_on=due)

    page = text(sign_in(Role.HR_ADMIN))

    assert "At this pace" not in page
    assert "It is due on Monday, March 16." in page


def test_the_bars_and_their_table_hold_the_same_figures(
    organization: Organization, sign_in: SignIn
) -> None:
    with scoping.within(organization):
        staff = Staff(organization)
        list(staff.everybody())
    html = sign_in(Role.HR_ADMIN).get(ADDRESS).content.decode()

    drivers = "Completed 1, In progress 1, Overdue 2, Expired 1, Not started 2"
    assert f'aria-label="{drivers}"' in html
    row = re.search(r'<th scope="row">\s*<a[^>]*>\s*Drivers\s*</a>\s*</th>(.*?)</tr>', html, re.S)
    assert row
    assert re.findall(r"<td[^>]*>\s*([\d,]+)\s*</td>", row[1]) == ["1", "1", "2", "1", "2", "7"]
    assert f"?assignment={staff.assignment.pk}&amp;unit={staff.drivers.pk}" in html
    assert "style=" not in html


def test_it_names_who_needs_attention_and_why(organization: Organization, sign_in: SignIn) -> None:
    with scoping.within(organization):
        staff = Staff(organization)
        staff.add(due_on=YESTERDAY - timedelta(days=8), given_name="Hana", family_name="Sato")
        staff.add(email=None, given_name="Luis", family_name="Ortega")
        carded = staff.add(email=None, given_name="Carla", family_name="Dee")
        staff.card(carded.person)
        staff.add(on_leave=True, given_name="Mia", family_name="Kowalski")
        staff.add("completed", given_name="Done", family_name="Already")

    page = text(sign_in(Role.HR_ADMIN))
    listed = page[page.index("Needs attention") :]

    assert "Hana Sato Drivers Overdue 9 days None yet" in listed
    assert "Luis Ortega Drivers No email address None possible Print access card" in listed
    assert "Mia Kowalski Drivers On leave Paused" in listed
    assert "Carla Dee" not in listed
    assert "Done Already" not in listed


def test_an_auditor_reads_and_is_offered_nothing_to_change(
    organization: Organization, sign_in: SignIn
) -> None:
    with scoping.within(organization):
        Staff(organization).add(email=None)
    page = text(sign_in(Role.AUDITOR))

    assert "Export" in page
    assert "Remind" not in page.replace("Reminders", "")
    assert "Print access card" not in page


# Empty states ---------------------------------------------------------------------------


def test_without_people_the_next_thing_is_to_import_them(sign_in: SignIn) -> None:
    assert "Import a staff file" in text(sign_in(Role.HR_ADMIN))


def test_with_people_the_next_thing_is_to_assign(
    organization: Organization, sign_in: SignIn
) -> None:
    with scoping.within(organization):
        PersonFactory(organization=organization)
        an_assignment(organization, state=Assignment.State.DRAFT)
    page = text(sign_in(Role.HR_ADMIN))

    assert "Nothing is assigned yet" in page
    assert "Make an assignment" in page


def test_an_assignment_that_reaches_nobody_says_so(
    organization: Organization, sign_in: SignIn
) -> None:
    with scoping.within(organization):
        Staff(organization, work_state="finished")
    assert "Nobody is enrolled" in text(sign_in(Role.HR_ADMIN))


def test_nobody_has_started(organization: Organization, sign_in: SignIn) -> None:
    with scoping.within(organization):
        staff = Staff(organization)
        staff.add()
        staff.add()
    assert "2 people are enrolled, nobody has started yet" in text(sign_in(Role.HR_ADMIN))


def test_everybody_is_done(organization: Organization, sign_in: SignIn) -> None:
    with scoping.within(organization):
        staff = Staff(organization)
        staff.add("completed")
        staff.add("completed")
    page = text(sign_in(Role.HR_ADMIN))

    assert "All 2 people are done" in page
    assert "Nobody. Everybody is done." in page


# ----------------------------------------------------------------------------------------


def test_one_chooses_among_assignments(organization: Organization, sign_in: SignIn) -> None:
    with scoping.within(organization):
        Staff(organization).add("completed")
        closed = an_assignment(organization, title="Last year", state=Assignment.State.CLOSED)
    client = sign_in(Role.HR_ADMIN)

    assert "The one person is done" in text(client)
    assert "Last year" in text(client, f"{ADDRESS}?assignment={closed.pk}")
    assert client.get(f"{ADDRESS}?assignment=999999").status_code == 404


def test_the_page_asks_as_little_for_thirty_people_as_for_one(
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
