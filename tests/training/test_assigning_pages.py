from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from courses.models import Course
from organizations.models import Organization
from people.models import Employment, Person
from tests.factories import NOON, UnitFactory
from tests.training.courses import a_course, an_assignment, an_employee, an_enrollment
from training.audience import AudienceRule
from training.events import COMPLETED, STARTED, WAIVED, WITHDRAWN, Fact
from training.models import Assignment, Enrollment

pytestmark = pytest.mark.django_db

BASE = "/o/northwind/manage/assignments/"


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, response
    return " ".join(response.content.decode().split())


def plan(organization: Organization, **changed: Any) -> dict[str, Any]:
    """What HR fills in."""
    return {
        "course": (Course.objects.first() or a_course(organization)).pk,
        "title": "The warehouse",
        "cycle": "2026-27",
        "who": "everybody",
        "managers": "any",
        "due_days": "30",
        "keeps_open": "on",
        **changed,
    }


def test_a_plan_shows_exactly_who_before_anybody_is_enrolled(
    client: Client, inside: Organization, hr: User
) -> None:
    warehouse = UnitFactory(organization=inside, name="Warehouse")
    an_employee(inside, given_name="Luis", family_name="Ortega", unit=warehouse)
    an_employee(inside, given_name="Mia", family_name="Kowalski", unit=warehouse, on_leave=True)
    an_employee(inside, given_name="Hana", family_name="Sato")

    sent = client.post(BASE + "new/", plan(inside, who="matching", units=[warehouse.pk]))
    html = page(client, sent["Location"])

    assert "2 people would be enrolled" in html
    assert "Enroll 2 people" in html
    assert "Ortega" in html
    assert "Kowalski" in html
    assert "Sato" not in html
    assert "Matches every condition" in html
    assert Enrollment.objects.count() == 0
    assert "Ortega" not in page(client, sent["Location"] + "?show=leave")


def test_starting_enrolls_them_and_the_page_says_how_they_stand(
    client: Client, inside: Organization, hr: User, django_capture_on_commit_callbacks: Any
) -> None:
    an_employee(inside)
    where = client.post(BASE + "new/", plan(inside))["Location"]

    with django_capture_on_commit_callbacks(execute=True):
        client.post(where + "start/")
        client.post(where + "start/")

    assert Enrollment.objects.count() == 1
    assert "0 of 1 person is done" in page(client, where)
    assert "1 person is enrolled." in page(client, where + "progress/")


def test_a_plan_that_means_nobody_or_has_no_time_is_refused(
    client: Client, inside: Organization, hr: User
) -> None:
    asked = plan(inside, who="matching", due_days="")

    answer = client.post(BASE + "new/", asked)

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Give a date, or a number of days below." in html
    assert Assignment.objects.count() == 0
    assert (
        "Nobody is meant yet"
        in client.post(BASE + "new/", {**asked, "due_days": "9"}).content.decode()
    )


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_day_that_no_calendar_of_ours_reaches_is_refused(
    client: Client, inside: Organization, hr: User, day: str
) -> None:
    answer = client.post(BASE + "new/", plan(inside, due_on=day))

    assert (answer.status_code, Assignment.objects.count()) == (422, 0)


def test_people_are_named_by_number_or_address(
    client: Client, inside: Organization, hr: User
) -> None:
    ana = an_employee(inside, number="000123", email="ana@work.example")
    tom = an_employee(inside, number="000124", email="tom@work.example")
    asked = plan(inside, who="named", people="000123\nTOM@work.example")

    client.post(BASE + "new/", asked)

    assert Assignment.objects.get().audience["people"] == [ana.pk, tom.pk]
    unknown = client.post(BASE + "new/", {**asked, "people": "999999"})
    assert "Nobody employed here has: 999999." in unknown.content.decode()


def test_a_plan_is_changed_with_what_it_says_and_discarded(
    client: Client, inside: Organization, hr: User
) -> None:
    where = client.post(
        BASE + "new/", plan(inside, who="matching", managers="only", hired_from="2020-01-01")
    )["Location"]

    assert 'value="2020-01-01"' in page(client, where + "edit/")
    client.post(where + "edit/", plan(inside, title="Everyone"))
    assert Assignment.objects.get().audience == AudienceRule(everybody=True).model_dump(mode="json")

    client.post(where + "discard/")
    assert Assignment.objects.count() == 0


def test_the_page_says_why_somebody_is_in_or_not(
    client: Client, inside: Organization, hr: User
) -> None:
    assignment = an_assignment(inside, audience=AudienceRule(hired_from=date(2024, 1, 1)))
    new = an_employee(inside, given_name="Luis", family_name="New", starts_on=date(2025, 1, 1))
    an_employee(inside, given_name="Luis", family_name="Old", starts_on=date(2010, 1, 1))
    an_enrollment(inside, assignment=assignment, person=new)

    html = page(client, f"{BASE}{assignment.pk}/?who=luis")

    assert "Matches every condition" in html
    assert "Hired at another time" in html
    assert html.count("Not enrolled") == 1
    assert "Nobody is called “Zed”." in page(client, f"{BASE}{assignment.pk}/?who=Zed")


def test_closing_enrolls_nobody_else(client: Client, inside: Organization, hr: User) -> None:
    assignment = an_assignment(inside)

    client.post(f"{BASE}{assignment.pk}/close/")

    assignment.refresh_from_db()
    assert assignment.state == Assignment.State.CLOSED
    client.post(f"{BASE}{assignment.pk}/discard/")
    assert Assignment.objects.count() == 1


def test_without_a_course_the_form_says_what_is_missing(
    client: Client, inside: Organization, hr: User
) -> None:
    assert "There is no published course yet" in page(client, BASE + "new/")
    assert "Assign a course to your people" in page(client, BASE)


def test_the_list_counts_as_the_page_of_one_assignment_does(
    client: Client, inside: Organization, hr: User
) -> None:
    assignment = an_assignment(inside)
    for happened in (
        (Fact(STARTED, NOON), Fact(COMPLETED, NOON)),
        (Fact(STARTED, NOON),),
        (Fact(WAIVED, NOON),),
        (Fact(WITHDRAWN, NOON),),
    ):
        an_enrollment(inside, assignment=assignment, person=an_employee(inside), facts=happened)
    gone = an_employee(inside)
    an_enrollment(inside, assignment=assignment, person=gone)
    Employment.objects.filter(person=gone).update(ends_on=date(2020, 2, 1))

    assert "1 of 2" in page(client, BASE)
    assert "1 of 2 people are done" in page(client, f"{BASE}{assignment.pk}/")
    assert f"?assignment={assignment.pk}" in page(client, f"{BASE}{assignment.pk}/")


def test_lists_take_the_same_statements_for_one_row_and_for_thirty(
    client: Client, inside: Organization, hr: User, django_assert_num_queries: Any
) -> None:
    draft = an_assignment(inside, state=Assignment.State.DRAFT)
    an_employee(inside)
    page(client, BASE)

    for more in (29, 0):
        with django_assert_num_queries(6):
            page(client, BASE)
        with django_assert_num_queries(9):
            page(client, f"{BASE}{draft.pk}/")
        for number in range(more):
            an_assignment(inside, cycle=str(number))
            an_employee(inside)


def test_employees_assign_nothing(client: Client, employee: Person) -> None:
    assert Employment.objects.count() == 1
    for path in ("", "new/"):
        assert client.get(BASE + path).status_code == 403
