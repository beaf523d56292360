"""Redis goes away and comes back: nobody is signed out, no page breaks, all the work is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from accounts.models import User
from config.celery import app
from config.schedule import BEAT_SCHEDULE
from organizations.models import Organization
from organizations.permissions import Role
from outbox.models import Message
from people.models import Person, StaffImport
from reminders.models import Reminder
from reports.models import Export
from tests.factories import NOON, MembershipFactory, UserFactory
from tests.outbox.sink import Sink
from tests.people.conftest import checked
from tests.people.staff_texts import as_file, row
from tests.training.courses import an_assignment, an_employee, an_enrollment
from tests.worker.brokers import OwnRedis
from tests.worker.processes import Processes, free_port, until
from tests.worker.test_health import health
from tests.worker.visitors import Answer, Visitor, signed_in
from training.models import Assignment, Enrollment, Step

PASSWORD = "a long pass phrase"
# A Monday at 16:00 in UTC: ten in the morning in Chicago.
TEN = NOON + timedelta(hours=4)


@dataclass
class Place:
    """A running site with an HR admin and an employee in front of it."""

    port: int
    organization: Organization
    hr: Visitor
    ana: Visitor
    enrollment: Enrollment

    @property
    def step(self) -> str:
        return f"/o/northwind/learn/{self.enrollment.pk}/reading/"

    def takes_a_step(self, at: str) -> int:
        fields = {"do": "next", "at": at, "key": str(uuid4())}
        return self.ana.post(self.step, fields, Accept="application/json").status


@pytest.fixture
def place(own_redis: OwnRedis, processes: Processes, sink: Sink, inside: Organization) -> Place:
    inside.time_zone = "America/Chicago"
    inside.save()
    port = free_port()
    processes.web(port, at=TEN)
    user = UserFactory(email="ana@example.org", name="Ana Ruiz")
    admin = MembershipFactory(organization=inside, role=Role.HR_ADMIN)
    MembershipFactory(organization=inside, user=user)
    person = an_employee(inside, user=user, email="ana@example.org")
    made = Place(
        port, inside, signed_in(User.objects.get(pk=admin.user_id), port), signed_in(user, port),
        an_enrollment(inside, person=person, at=NOON - timedelta(days=3)),
    )  # fmt: skip
    until(lambda: health(port)[0] != 0)
    assert made.hr.get("/o/northwind/manage/").status == 200  # and the session is in the cache
    assert made.ana.get(made.step).status == 200
    return made


def sweeps() -> None:
    """What beat does within an hour, once."""
    for entry in BEAT_SCHEDULE.values():
        app.send_task(entry["task"])


def asks_for_everything(place: Place) -> dict[str, str]:
    """HR has a file imported, an assignment started, a report made and somebody reminded."""
    found = checked(place.organization, as_file(row("1"), row("2")), NOON)
    plan = an_assignment(
        place.organization, title="New people", cycle="2027", state=Assignment.State.DRAFT
    )
    manage = "/o/northwind/manage"
    forms: dict[str, tuple[str, dict[str, Any]]] = {
        "import": (f"{manage}/people/import/{found.pk}/apply/", {"missing": "keep"}),
        "assignment": (f"{manage}/assignments/{plan.pk}/start/", {}),
        "export": (f"{manage}/exports/", {"format": "csv"}),
        "reminder": (f"{manage}/remind/", {"enrollments": place.enrollment.pk}),
    }
    return {what: shown_after(place.hr.post(*form), place.hr) for what, form in forms.items()}


def shown_after(answer: Answer, browser: Visitor) -> str:
    """The page that a form leads to."""
    assert answer.status == 302
    return browser.get(answer.location).text


def test_hr_and_employees_go_on_without_redis_and_all_is_done_when_it_is_back(
    place: Place, own_redis: OwnRedis, processes: Processes, sink: Sink
) -> None:
    processes.worker(at=TEN)
    until(lambda: health(place.port)[0] == 200)
    own_redis.kill()

    # Who was signed in still is; steps are saved; health says what is down.
    assert place.takes_a_step("one") == 200
    assert health(place.port)[0] == 503
    assert health(place.port)[1]["redis"] == "down"

    pages = asks_for_everything(place)
    waiting = "the work goes on and the result waits here"
    assert {what: waiting in text for what, text in pages.items()} == {
        "import": True, "assignment": True, "export": True, "reminder": False,
    }  # fmt: skip
    assert "One mail is on its way." in pages["reminder"]
    assert sink.mails == []

    own_redis.start()
    until(lambda: health(place.port)[1]["redis"] == "ok")
    sweeps()
    until(lambda: StaffImport.objects.filter(stage="applied").exists())
    until(lambda: not Assignment.objects.filter(state="active", work_state="waiting").exists())
    started = Enrollment.objects.filter(assignment__title="New people")
    sweeps()  # those who came with the import join what they are meant by
    until(lambda: started.count() == Person.objects.count())
    sweeps()
    until(lambda: Export.objects.filter(work_state="finished").exists())
    until(lambda: not Message.objects.unsent().exists() and health(place.port)[0] == 200)

    assert started.values("person").distinct().count() == started.count() == 3
    assert [Path(export.file.path).exists() for export in Export.objects.all()] == [True]
    assert list(Step.objects.values_list("event", flat=True)) == [{"do": "next", "at": "one"}]
    addressed = Message.objects.values_list("recipient", flat=True)
    assert sorted(sink.recipients) == sorted(addressed) == ["ana@example.org"] * 2
    assert Reminder.objects.filter(kind="nudge", enrollment=place.enrollment).count() == 1


def test_people_sign_in_and_out_without_redis_and_stay_out(
    place: Place, own_redis: OwnRedis, settings: Any
) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    user = User.objects.get(email="ana@example.org")
    user.set_password(PASSWORD)
    user.save()
    ben = Visitor(place.port)
    signing_in = {"login": "ana@example.org", "password": PASSWORD}
    assert ben.post("/account/login/", signing_in).location == "/"
    mine = dict(ben.cookies)
    assert ben.get("/o/northwind/learn/").status == 200

    own_redis.kill()
    eva = Visitor(place.port)
    assert eva.post("/account/login/", {**signing_in, "password": "wrong"}).status == 200
    assert eva.post("/account/login/", signing_in).location == "/"
    assert eva.get("/o/northwind/learn/").status == 200
    assert ben.post("/account/logout/").status == 302

    own_redis.start()  # with everything that it held before
    until(lambda: health(place.port)[1]["redis"] == "ok")
    stolen = Visitor(place.port, cookies=mine)
    until(lambda: stolen.get("/o/northwind/learn/").status == 302)
    for _each_process in range(6):
        assert stolen.get("/o/northwind/learn/").status == 302
        assert eva.get("/o/northwind/learn/").status == 200


def test_a_redis_that_is_silent_keeps_nobody_waiting_for_ever(
    place: Place, own_redis: OwnRedis
) -> None:
    place.ana.timeout = place.hr.timeout = 45  # gunicorn gives up after 60
    own_redis.freeze()
    try:
        assert place.ana.get(place.step).status == 200
        assert place.takes_a_step("one") == 200
        assert "the work goes on" in asks_for_everything(place)["import"]
    finally:
        own_redis.thaw()
