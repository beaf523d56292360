"""Forms sent twice at once, two tabs, and a session that ends in the middle of a step."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest

from accounts.models import User
from organizations.models import AuditEvent, Organization
from organizations.permissions import Role
from outbox.models import Message
from people.models import StaffImport
from people.staff_files.columns import Field
from reminders.models import Reminder
from reports.models import Export
from tests.factories import MembershipFactory, UserFactory
from tests.people.staff_texts import as_file, row
from tests.training.courses import an_employee, an_enrollment
from tests.worker.processes import Processes, free_port, until
from tests.worker.test_health import health
from tests.worker.visitors import Answer, Visitor, hidden_fields, signed_in
from training.actions import private_texts
from training.models import Assignment, Enrollment, ModuleState, Step

PASSWORD = "a long pass phrase"
MANAGE = "/o/northwind/manage"
JSON = {"Accept": "application/json"}


@dataclass
class Place:
    """A running site with an HR admin and an employee in front of it."""

    organization: Organization
    hr: Visitor
    ana: Visitor
    enrollment: Enrollment

    def module(self, slug: str) -> str:
        return f"/o/northwind/learn/{self.enrollment.pk}/{slug}/"

    def walk_to_thinking(self) -> None:
        """Everything before the part in which one writes."""
        for slug, do in [("reading", "next"), ("reading", "next"), ("asking", "skip")]:
            fields = {"do": do, "key": str(uuid4())}
            assert self.ana.post(self.module(slug), fields, **JSON).json()["saved"]

    def written(self) -> dict[str, str]:
        return private_texts.read(self.enrollment.person_id, self.enrollment.pk, "thinking")


@pytest.fixture
def place(processes: Processes, inside: Organization, settings: Any) -> Place:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    port = free_port()
    processes.web(port)
    ana = UserFactory(email="ana@example.org", name="Ana Ruiz", password=PASSWORD)
    MembershipFactory(organization=inside, user=ana)
    admin = MembershipFactory(organization=inside, role=Role.HR_ADMIN)
    enrollment = an_enrollment(inside, person=an_employee(inside, user=ana))
    until(lambda: health(port)[0] != 0)
    hr = User.objects.get(pk=admin.user_id)
    return Place(inside, signed_in(hr, port), signed_in(ana, port), enrollment)


def together(*posts: Callable[[], Answer]) -> list[Answer]:
    """All of them at the same moment; their answers in this order."""
    start = threading.Barrier(len(posts))
    answers: dict[int, Answer] = {}

    def send(number: int, post: Callable[[], Answer]) -> None:
        start.wait()
        answers[number] = post()

    threads = [threading.Thread(target=send, args=each) for each in enumerate(posts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [answers[number] for number in range(len(posts))]


def twice(post: Callable[[], Answer]) -> str:
    """Send a form twice at once; both answers must lead to the same page, which is returned."""
    first, second = together(post, post)
    assert (first.status, second.status) == (302, 302)
    assert first.location == second.location
    return first.location


# HR's forms -----------------------------------------------------------------------------


def test_a_staff_file_sent_twice_at_every_step_is_imported_once(place: Place) -> None:
    key, content = str(uuid4()), as_file(row("1"), row("2"))

    address = twice(
        lambda: place.hr.upload(f"{MANAGE}/people/import/", {"key": key}, "staff.csv", content)
    )
    found = StaffImport.objects.get()
    columns = {f"column-{column}": field for field, column in found.mapping.items()}
    assert address == f"{MANAGE}/people/import/{found.pk}/"
    assert Field.NUMBER.value in columns.values()
    assert twice(lambda: place.hr.post(f"{address}columns/", columns)) == address
    StaffImport.objects.update(stage="checked")  # as a worker leaves it
    assert twice(lambda: place.hr.post(f"{address}apply/", {"missing": "keep"})) == address
    StaffImport.objects.update(stage="applied", applied_at=found.created_at)
    assert twice(lambda: place.hr.post(f"{address}undo/")) == address

    assert [(each.stage, each.work_state) for each in StaffImport.objects.all()] == [
        ("undoing", "waiting")
    ]


def test_an_assignment_planned_started_and_closed_twice_is_one(place: Place) -> None:
    plan = {
        "course": place.enrollment.assignment.course_id, "title": "Again", "cycle": "2027",
        "who": "everybody", "managers": "any", "due_days": "30",
    }  # fmt: skip

    address = twice(lambda: place.hr.post(f"{MANAGE}/assignments/new/", plan))
    assert twice(lambda: place.hr.post(f"{address}start/")) == address
    assert twice(lambda: place.hr.post(f"{address}close/")) == address

    [made] = Assignment.objects.filter(title="Again")
    assert made.state == "closed"
    verbs = AuditEvent.objects.filter(verb__startswith="assignment.").values_list("verb", flat=True)
    assert sorted(verbs) == ["assignment.closed", "assignment.started"]


def test_a_file_asked_for_twice_is_made_once(place: Place) -> None:
    twice(lambda: place.hr.post(f"{MANAGE}/exports/", {"format": "csv"}))

    assert Export.objects.count() == 1
    assert AuditEvent.objects.filter(verb="records.exported").count() == 1
    place.hr.post(f"{MANAGE}/exports/", {"format": "pdf"})
    assert sorted(Export.objects.values_list("format", flat=True)) == ["csv", "pdf"]


def test_people_reminded_twice_get_one_mail(place: Place) -> None:
    asked = {"enrollments": place.enrollment.pk}

    twice(lambda: place.hr.post(f"{MANAGE}/remind/", asked))

    assert (Reminder.objects.count(), Message.objects.count()) == (1, 1)
    assert AuditEvent.objects.filter(verb="reminders.nudged").count() == 1


def test_a_correction_sent_twice_is_one_event(place: Place) -> None:
    address = f"{MANAGE}/enrollments/{place.enrollment.pk}"

    together(*[lambda: place.hr.post(f"{address}/waive/", {"reason": "Took it elsewhere"})] * 2)

    kinds = place.enrollment.events.order_by("sequence").values_list("kind", flat=True)
    assert list(kinds) == ["assigned", "waived"]


def test_a_cohort_made_twice_is_one(place: Place) -> None:
    cohort = {"assignment": place.enrollment.assignment_id, "name": "Night shift"}

    answers = together(*[lambda: place.hr.post(f"{MANAGE}/cohorts/new/", cohort)] * 2)

    assert sorted(answer.status for answer in answers) == [302, 422]
    assert AuditEvent.objects.filter(verb="cohort.made").count() == 1


# Steps ----------------------------------------------------------------------------------


def test_a_step_sent_twice_at_once_is_one_step_with_one_answer(place: Place) -> None:
    key = str(uuid4())
    for slug, do in [("reading", "next"), ("reading", "back")]:
        fields = {"do": do, "key": key, "active": "7"}
        path = place.module(slug)
        answers = together(*[lambda f=fields, p=path: place.ana.post(p, f, **JSON)] * 3)
        assert [answer.json() for answer in answers] == [{"next": path, "saved": True}] * 3
        key = str(uuid4())

    place.enrollment.refresh_from_db()
    assert list(Step.objects.order_by("number").values_list("number", "event__do")) == [
        (1, "next"), (2, "back"),
    ]  # fmt: skip
    assert place.enrollment.seat_seconds <= 14
    kinds = place.enrollment.events.order_by("sequence").values_list("kind", flat=True)
    assert list(kinds) == ["assigned", "started"]


def test_two_tabs_on_one_page_take_one_step_and_both_are_led_on(place: Place) -> None:
    path = place.module("reading")

    def from_a_tab() -> Answer:
        return place.ana.post(path, {"do": "next", "at": "one", "key": str(uuid4())}, **JSON)

    answers = [answer.json() for answer in together(from_a_tab, from_a_tab)]

    assert {answer["next"] for answer in answers} == {path}
    assert sorted(answer["saved"] for answer in answers) == [False, True]
    assert list(Step.objects.values_list("event", flat=True)) == [{"do": "next", "at": "one"}]
    assert ModuleState.objects.get().state["at"] == "two"


def test_what_is_written_in_the_slower_of_two_tabs_is_not_lost(place: Place) -> None:
    place.walk_to_thinking()
    path = place.module("thinking")
    texts = ["Ines did, that night.", "Omar did, last spring."]

    def from_a_tab(text: str) -> Callable[[], Answer]:
        fields = {"do": "save", "at": "write", "text-who": text, "key": str(uuid4())}
        return lambda: place.ana.post(path, fields, **JSON)

    answers = together(*[from_a_tab(text) for text in texts])

    assert [answer.status for answer in answers] == [200, 200]
    assert Step.objects.filter(module="thinking", event__do="save").count() >= 1
    kept = place.written()["who"]
    assert [text for text in texts if text not in kept] == []


# A session that ends --------------------------------------------------------------------


def sign_in_again(browser: Visitor, address: str) -> Answer:
    """Through the page that an answer has led to; the answer of where it leads then."""
    [leads_to] = re.findall(r"next=([^&]+)", address)
    onward = leads_to.replace("%2F", "/")
    fields = {"login": "ana@example.org", "password": PASSWORD, "next": onward}
    answer = browser.post("/account/login/", fields)
    assert (answer.status, answer.location) == (302, onward)
    return browser.get(onward)


def test_without_a_script_an_answer_survives_a_session_that_ended(place: Place) -> None:
    place.walk_to_thinking()
    path, key = place.module("thinking"), str(uuid4())
    text = "Inés did — “not here”, she said. " * 60
    place.ana.outlive_the_session()

    turned_away = place.ana.post(
        path, {"do": "save", "at": "write", "text-who": text, "key": key, "active": "40"}
    )
    assert (turned_away.status, place.written()) == (303, {})
    assert "not here" not in str(place.ana.cookies)
    page = sign_in_again(place.ana, turned_away.location)
    kept = hidden_fields(page.text, "kept-step")
    assert (kept["text-who"], kept["key"], kept["do"]) == (text, key, "save")

    answers = together(*[lambda: place.ana.post(path, kept)] * 2)

    assert {answer.status for answer in answers} == {303}
    assert place.written() == {"who": text.strip()}
    assert Step.objects.filter(module="thinking").count() == 1
    assert str(Step.objects.get(module="thinking").key) == key
    assert hidden_fields(place.ana.get(path).text, "kept-step") == {}


def test_with_a_script_the_same_step_is_sent_again_after_signing_in(place: Place) -> None:
    path = place.module("reading")
    step = {"do": "next", "at": "one", "key": str(uuid4()), "active": "9"}
    place.ana.outlive_the_session()

    turned_away = place.ana.post(path, step, **JSON)
    assert turned_away.status == 401
    page = sign_in_again(place.ana, turned_away.json()["sign_in"])
    assert hidden_fields(page.text, "kept-step") == {}
    answers = [place.ana.post(path, step, **JSON).json() for _again in range(2)]

    assert answers == [{"next": path, "saved": True}] * 2
    assert list(Step.objects.values_list("event", flat=True)) == [{"do": "next", "at": "one"}]


def test_another_person_who_signs_in_at_the_same_browser_is_not_offered_the_answer(
    place: Place,
) -> None:
    path = place.module("reading")
    ben = UserFactory(email="ben@example.org", password=PASSWORD)
    MembershipFactory(organization=place.organization, user=ben)
    an_employee(place.organization, user=ben)
    place.ana.outlive_the_session()
    place.ana.post(path, {"do": "next", "at": "one", "key": str(uuid4())})

    fields = {"login": "ben@example.org", "password": PASSWORD, "next": path}
    assert place.ana.post("/account/login/", fields).location == path
    assert place.ana.get(path).status == 404
    assert Step.objects.count() == 0
