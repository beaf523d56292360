"""Learners go on while the web server is killed: each step is recorded, and once."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO
from uuid import UUID, uuid4

from django.core.management import call_command

from accounts.models import User
from assessments.actions import unsealing
from assessments.models import Holding, Response, Wave
from organizations.models import Organization
from tests.factories import NOON, MembershipFactory
from tests.training.courses import an_assignment, an_employee, an_enrollment
from tests.worker.obstacles import obstacle
from tests.worker.processes import Processes, free_port, until
from tests.worker.visitors import Visitor, signed_in
from training.actions import playing
from training.models import Certificate, Enrollment, LearningEvent, ModuleState, PrivateText, Step

LEARNERS = 5
# The small course, walked with a detour.
WALK: list[tuple[str, dict[str, str]]] = [
    ("reading", {"do": "next", "at": "one"}),
    ("reading", {"do": "back", "at": "two"}),
    ("reading", {"do": "next", "at": "one"}),
    ("reading", {"do": "next", "at": "two"}),
    ("asking", {"do": "send", "at": "questions", "answer-sure-notice": "4"}),
    ("thinking", {"do": "save", "at": "write", "text-who": "Ines did, on the night shift"}),
    ("ending", {"do": "next", "at": "last"}),
]
# The server dies while a learner's step of this number is being written: the first, the survey's
# (whose answers are sealed by then), and the one that completes the course.
DEATHS = [(0, "goes through"), (4, "is lost"), (6, "goes through")]
EVENTS = ["assigned", "started", *["module_completed"] * 4, "completed"]

WRITES_A_STEP = "SELECT 1 FROM training_enrollment WHERE id = %s FOR UPDATE"


@dataclass
class Learner:
    """Posts each step of the walk until it is answered, under one key, as player.js does."""

    enrollment: Enrollment
    browser: Visitor
    keys: list[UUID] = field(default_factory=lambda: [uuid4() for _step in WALK])
    halt: int = -1  # before this step the learner waits until told to go on
    go_on: threading.Event = field(default_factory=threading.Event)
    answered: int = 0
    unanswered: int = 0
    refused: list[int] = field(default_factory=list)

    def has_halted(self) -> bool:
        return self.answered == self.halt

    def walk(self, stop: threading.Event) -> None:
        for (module, fields), key in zip(WALK, self.keys, strict=True):
            if self.has_halted():
                self.go_on.wait()
            path = f"/o/northwind/learn/{self.enrollment.pk}/{module}/"
            while not self._posted(path, {**fields, "key": str(key), "active": "5"}):
                if self.refused or stop.wait(0.05):
                    return
            self.answered += 1

    def _posted(self, path: str, fields: dict[str, str]) -> bool:
        try:
            answer = self.browser.post(path, fields, Accept="application/json")
        except (OSError, http.client.HTTPException):
            self.unanswered += 1
            return False
        if answer.status >= 500:
            self.unanswered += 1
            return False
        if answer.status != 200 or not answer.json()["saved"]:
            self.refused.append(answer.status)
            return False
        return True


def learners(organization: Organization, port: int) -> list[Learner]:
    assignment = an_assignment(organization)
    made = []
    for _each in range(LEARNERS):
        member = MembershipFactory(organization=organization)
        person = an_employee(organization, user=member.user)
        enrollment = an_enrollment(organization, person=person, assignment=assignment)
        made.append(Learner(enrollment, signed_in(User.objects.get(pk=member.user_id), port)))
    return made


@contextmanager
def all_walking(walkers: list[Learner]) -> Iterator[None]:
    """Everybody at once; in the end everybody has arrived."""
    stop = threading.Event()
    threads = [threading.Thread(target=each.walk, args=(stop,)) for each in walkers]
    for thread in threads:
        thread.start()
    try:
        yield
        until(lambda: not any(thread.is_alive() for thread in threads))
    finally:
        stop.set()
        for each in walkers:
            each.go_on.set()
        for thread in threads:
            thread.join()


def check_that_each_step_is_there_once(each: Learner) -> None:
    each.enrollment.refresh_from_db()
    steps = Step.objects.filter(enrollment=each.enrollment)
    assert sorted(steps.values_list("key", flat=True)) == sorted(each.keys)
    for module in {module for module, _fields in WALK}:
        of_module = [key for key, (m, _f) in zip(each.keys, WALK, strict=True) if m == module]
        stored = steps.filter(module=module).order_by("number")
        assert list(stored.values_list("key", flat=True)) == of_module
        assert list(stored.values_list("number", flat=True)) == [
            n + 1 for n in range(len(of_module))
        ]
        state = ModuleState.objects.get(enrollment=each.enrollment, module=module)
        assert state.state == playing.refold(each.enrollment, module)
        assert state.number == len(of_module)
    events = LearningEvent.objects.filter(enrollment=each.enrollment).order_by("sequence")
    assert list(events.values_list("kind", flat=True)) == EVENTS
    assert each.enrollment.status == "completed"


def differences() -> dict[str, object]:
    out = StringIO()
    call_command("verify_records", as_json=True, stdout=out)
    found: dict[str, object] = json.loads(out.getvalue())
    return found


def test_every_step_is_recorded_once_though_the_web_server_is_killed_again_and_again(
    processes: Processes, inside: Organization
) -> None:
    port = free_port()
    walkers = learners(inside, port)
    for walker, (number, _commit) in zip(walkers, DEATHS, strict=False):
        walker.halt = number
    processes.environment["CONN_MAX_AGE"] = "600"  # as in production: statements are kept
    server = processes.web(port)
    with all_walking(walkers):
        for walker, (_number, commit) in zip(walkers, DEATHS, strict=False):
            until(walker.has_halted)
            with obstacle(WRITES_A_STEP, [walker.enrollment.pk]) as stop:
                walker.go_on.set()
                stop.wait_until_hit()
                processes.kill(server)
                if commit == "is lost":
                    stop.cut_off()
            server = processes.web(port)

    assert [each.refused for each in walkers] == [[]] * LEARNERS
    assert sum(each.unanswered for each in walkers) >= 3
    for each in walkers:
        check_that_each_step_is_there_once(each)
    assert differences() == {"enrollments": LEARNERS, "differences": []}
    assert Certificate.objects.count() == LEARNERS
    assert PrivateText.objects.count() == LEARNERS
    # A survey that was posted twice was sealed twice, and counts once.
    assert Holding.objects.count() > LEARNERS
    unsealing.close_wave(Wave.objects.get().pk, on=NOON.date())
    assert (Holding.objects.count(), Response.objects.count()) == (0, LEARNERS)
