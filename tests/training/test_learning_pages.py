from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from organizations.models import Organization
from people.models import Employment, Person
from tests.factories import NOON, MembershipFactory, UserFactory
from tests.training.courses import an_assignment, an_employee, an_enrollment
from training.actions import correcting, private_texts
from training.models import Certificate, Enrollment, LearnerPreference, Step

pytestmark = pytest.mark.django_db

HOME = "/o/northwind/learn/"


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, response
    return " ".join(response.content.decode().split())


def post(client: Client, path: str, **fields: Any) -> Any:
    return client.post(path, {"key": str(uuid4()), **fields})


def play(enrollment: Enrollment, module: str) -> str:
    return f"{HOME}{enrollment.pk}/{module}/"


@time_machine.travel(datetime(2026, 3, 2, 14, tzinfo=UTC))  # eight in the morning in Chicago
def test_the_home_page_greets_and_names_one_next_thing(
    client: Client, inside: Organization, employee: Person
) -> None:
    enrollment = an_enrollment(inside, person=employee, due_on="2026-04-03")

    html = page(client, HOME)

    assert "Good morning, Ana" in html
    assert "One course to finish." in html
    assert "Due Friday, April 3" in html
    assert f'href="{HOME}{enrollment.pk}/next/"' in html
    assert html.partition("<main")[2].count("btn primary") == 1


def test_with_nothing_assigned_the_home_page_says_so(client: Client, employee: Person) -> None:
    assert "Nothing to do right now" in page(client, HOME)


def test_somebody_on_leave_is_left_alone(
    client: Client, inside: Organization, employee: Person
) -> None:
    an_enrollment(inside, person=employee)
    Employment.objects.update(on_leave=True)

    assert "Nothing is expected of you until you are back" in page(client, HOME)


def test_a_late_learner_is_not_shamed(
    client: Client, inside: Organization, employee: Person
) -> None:
    an_enrollment(inside, person=employee, due_on="2026-03-20")

    html = page(client, HOME)

    assert "It was due on Friday, March 20. It still counts" in html


def test_a_user_without_a_person_is_told_why_there_is_nothing(
    client: Client, inside: Organization
) -> None:
    client.force_login(MembershipFactory(organization=inside).user)

    assert "You have no training of your own here" in page(client, HOME)


def test_nobody_opens_the_course_of_somebody_else(
    client: Client, inside: Organization, employee: Person
) -> None:
    theirs = an_enrollment(inside, person=an_employee(inside))

    for path in ("", "next/", "certificate/", "reading/"):
        assert client.get(f"{HOME}{theirs.pk}/{path}").status_code == 404
    assert post(client, play(theirs, "reading"), do="next").status_code == 404
    assert Step.objects.count() == 0


def test_a_number_too_large_for_any_course_is_nobodys(client: Client, employee: Person) -> None:
    for number in (2**63, 10**30):
        path = f"{HOME}{number}/welcome/"
        assert (client.get(path).status_code, post(client, path, do="next").status_code) == (
            404,
            404,
        )


def test_next_leads_to_the_exact_part(
    client: Client, inside: Organization, employee: Person
) -> None:
    enrollment = an_enrollment(inside, person=employee)
    assert client.get(f"{HOME}{enrollment.pk}/next/")["Location"] == play(enrollment, "reading")

    post(client, play(enrollment, "reading"), do="next")
    post(client, play(enrollment, "reading"), do="next")

    assert client.get(f"{HOME}{enrollment.pk}/next/")["Location"] == play(enrollment, "asking")
    assert client.get(play(enrollment, "ending"))["Location"] == f"{HOME}{enrollment.pk}/next/"


def test_a_course_is_taken_by_forms_alone(
    client: Client, inside: Organization, employee: Person
) -> None:
    enrollment = an_enrollment(inside, person=employee)
    assert "The first page." in page(client, play(enrollment, "reading"))

    answered = post(client, play(enrollment, "reading"), do="next")
    assert (answered.status_code, answered["Location"]) == (303, play(enrollment, "reading"))
    assert "The second page." in page(client, play(enrollment, "reading"))
    led_on = post(client, play(enrollment, "reading"), do="next")
    assert led_on["Location"] == f"{HOME}{enrollment.pk}/next/"

    post(client, play(enrollment, "asking"), **{"do": "send", "answer-sure-act": "7"})
    post(client, play(enrollment, "asking"), do="next")
    post(client, play(enrollment, "thinking"), **{"do": "save", "text-who": "Ines did"})
    assert "Kept." in page(client, play(enrollment, "thinking"))
    post(client, play(enrollment, "thinking"), do="next")
    finished = post(client, play(enrollment, "ending"), do="next")

    assert finished["Location"] == f"{HOME}{enrollment.pk}/"
    assert "You have finished “A small course”" in page(client, f"{HOME}{enrollment.pk}/")
    assert "You are done." in page(client, HOME)
    assert Certificate.objects.get().record["name"] == "Ana Ruiz"


def test_a_script_is_told_where_to_go(
    client: Client, inside: Organization, employee: Person
) -> None:
    enrollment = an_enrollment(inside, person=employee)

    answer = client.post(
        play(enrollment, "reading"),
        {"key": str(uuid4()), "do": "next", "active": "33"},
        headers={"accept": "application/json"},
    )

    assert answer.json() == {"next": play(enrollment, "reading"), "saved": True}
    assert Step.objects.get().active_seconds == 33


def test_a_form_that_means_nothing_is_explained(
    client: Client, inside: Organization, employee: Person
) -> None:
    enrollment = an_enrollment(inside, person=employee)

    assert post(client, play(enrollment, "reading"), do="dance").status_code == 422
    answer = client.post(
        play(enrollment, "reading"), {"do": "dance"}, headers={"accept": "application/json"}
    )
    assert answer.status_code == 422
    assert Step.objects.count() == 0


def signed_out_at(client: Client, enrollment: Enrollment, module: str, **fields: str) -> Any:
    client.logout()
    return post(client, play(enrollment, module), **fields)


def test_a_step_sent_after_the_session_ended_is_kept_through_the_sign_in(
    client: Client, inside: Organization, employee: Person
) -> None:
    enrollment = an_enrollment(inside, person=employee)
    path = play(enrollment, "reading")

    turned_away = signed_out_at(client, enrollment, "reading", do="next", at="one")
    assert turned_away["Location"] == f"/account/login/?next={path.replace('/', '%2F')}"
    assert "one" not in client.cookies["kept-step"].value

    assert employee.user is not None
    client.force_login(employee.user)
    html = page(client, path)
    assert "It is still here, and nobody has seen it." in html
    assert '<input type="hidden" name="at" value="one">' in html

    post(client, path, do="next", at="one")
    assert Step.objects.get().event == {"do": "next", "at": "one"}
    assert client.cookies["kept-step"].value == ""


def test_a_script_without_a_session_is_told_where_to_sign_in(
    client: Client, inside: Organization, employee: Person
) -> None:
    enrollment = an_enrollment(inside, person=employee)
    client.logout()

    answer = client.post(
        play(enrollment, "reading"), {"do": "next"}, headers={"accept": "application/json"}
    )

    assert answer.status_code == 401
    assert answer.json()["sign_in"].startswith("/account/login/?next=")


def test_a_text_posted_twice_from_an_old_page_is_not_lost(
    client: Client, inside: Organization, employee: Person
) -> None:
    enrollment = an_enrollment(inside, person=employee)
    for _ in range(2):
        post(client, play(enrollment, "reading"), do="next")
    post(client, play(enrollment, "asking"), do="skip")
    key = str(uuid4())

    for text in ("Ines", "Tom"):
        client.post(
            play(enrollment, "thinking"),
            {"key": key, "do": "save", "at": "write", "text-who": text},
        )

    assert private_texts.read(employee.pk, enrollment.pk, "thinking") == {"who": "Ines\n\nTom"}


def test_a_text_with_a_nul_in_it_is_kept(
    client: Client, inside: Organization, employee: Person
) -> None:
    enrollment = an_enrollment(inside, person=employee)
    for _ in range(2):
        post(client, play(enrollment, "reading"), do="next")
    post(client, play(enrollment, "asking"), do="skip")

    fields = {"do": "save", "at": "wri\0te", "text-who": "In\0es"}

    assert post(client, play(enrollment, "thinking"), **fields).status_code == 303
    assert "who" in private_texts.read(employee.pk, enrollment.pk, "thinking")


def test_a_waived_course_says_that_nothing_is_left_to_do(
    client: Client, inside: Organization, employee: Person
) -> None:
    enrollment = an_enrollment(inside, person=employee)
    correcting.waive(enrollment, by=UserFactory(), at=NOON, reason="On another contract")

    assert client.get(play(enrollment, "reading"))["Location"] == f"{HOME}{enrollment.pk}/"
    assert "You need not take this course" in page(client, f"{HOME}{enrollment.pk}/")


def test_the_quiet_version_is_chosen_once_for_all(client: Client, employee: Person) -> None:
    client.post(f"{HOME}quiet/", {"on": "yes"})
    assert LearnerPreference.objects.get().quiet
    assert "The quiet version is on." in page(client, HOME)

    client.post(f"{HOME}quiet/", {"on": "no"})
    assert not LearnerPreference.objects.get().quiet


def test_home_takes_one_statement_beside_the_gate_for_one_course_and_for_thirty(
    client: Client, inside: Organization, employee: Person, django_assert_num_queries: Any
) -> None:
    an_enrollment(inside, person=employee)
    page(client, HOME)

    for _ in range(2):
        with django_assert_num_queries(3):  # user, membership, and ours
            page(client, HOME)
        for number in range(29 if Enrollment.objects.count() == 1 else 0):
            an_enrollment(
                inside, person=employee, assignment=an_assignment(inside, cycle=f"{number}")
            )


def test_answering_takes_two_statements_beside_the_gate(
    client: Client, inside: Organization, employee: Person, django_assert_num_queries: Any
) -> None:
    enrollment = an_enrollment(inside, person=employee)
    post(client, play(enrollment, "reading"), do="next")

    with django_assert_num_queries(4):  # user, membership, and two of ours
        post(client, play(enrollment, "reading"), do="back")


def test_seconds_are_never_more_than_the_clock_has(
    client: Client, inside: Organization, employee: Person
) -> None:
    enrollment = an_enrollment(inside, person=employee)
    with time_machine.travel(NOON, tick=False) as clock:
        post(client, play(enrollment, "reading"), do="next", active="9999")
        clock.shift(timedelta(seconds=40))
        post(client, play(enrollment, "reading"), do="back", active="9999")

    assert list(Step.objects.order_by("number").values_list("active_seconds", flat=True)) == [
        120,
        40,
    ]
