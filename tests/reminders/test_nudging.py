from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from organizations.models import AuditEvent, Organization
from organizations.permissions import Role
from outbox.actions import delivering
from outbox.models import Message
from people.models import Employment
from reminders import choice, queries, wording
from reminders.actions import nudging, promising
from reminders.models import Reminder
from reminders.planning import Hold, Kind
from tests.factories import (
    CohortFactory,
    EmploymentFactory,
    MembershipFactory,
    OrganizationFactory,
    UnitFactory,
    UserFactory,
)
from tests.outbox.sink import Sink
from tests.reminders.places import ASSIGNED_AT, an_assignment, an_enrollment
from training.models import Assignment, Enrollment

pytestmark = pytest.mark.django_db

TUESDAY = datetime(2026, 12, 15, 16, tzinfo=UTC)  # 10:00 in Chicago; four days over
SATURDAY = datetime(2026, 12, 19, 16, tzinfo=UTC)


def told(organization: Organization, **fields: Any) -> Enrollment:
    enrollment = an_enrollment(organization, **fields)
    promising.remind(organization, at=ASSIGNED_AT)
    return enrollment


def signed_in(client: Client, organization: Organization, role: Role) -> Any:
    member = MembershipFactory(organization=organization, role=role)
    client.force_login(member.user)
    return member


def test_a_nudge_is_sent_once_a_day(chicago: Organization, sink: Sink) -> None:
    enrollment = told(chicago)
    by = UserFactory(name="Dana Whitfield")

    assert nudging.nudge([enrollment], by=by, at=TUESDAY) == 1
    assert nudging.nudge([enrollment], by=by, at=TUESDAY) == 0
    delivering.deliver_batch(chicago, at=TUESDAY)
    [letter] = [each for each in sink.letters if "reminder of" in each["Subject"]]
    text = next(letter.iter_parts()).get_content()
    assert "Dana Whitfield asked us to remind you of this training." in text
    events = AuditEvent.objects.filter(verb="reminders.nudged")
    assert [(event.by, event.detail) for event in events] == [(by, {"count": 1})]


def test_the_sweep_writes_nothing_more_on_the_day_of_a_nudge(chicago: Organization) -> None:
    enrollment = told(chicago)
    monday = datetime(2026, 12, 14, 16, tzinfo=UTC)
    assert nudging.nudge([enrollment], by=UserFactory(), at=monday) == 1
    assert promising.remind(chicago, at=monday) == {}
    assert Reminder.objects.count() == 2


def test_a_nudge_on_a_weekend_goes_out_on_monday(chicago: Organization, sink: Sink) -> None:
    enrollment = told(chicago)
    nudging.nudge([enrollment], by=UserFactory(), at=SATURDAY)
    message = Message.objects.latest("pk")

    assert message.not_before == datetime(2026, 12, 21, 15, tzinfo=UTC)
    assert Reminder.objects.latest("pk").day == date(2026, 12, 21)
    assert nudging.nudge([enrollment], by=UserFactory(), at=SATURDAY) == 0


def test_the_preview_is_what_happens(chicago: Organization) -> None:
    late = told(chicago)
    away = told(chicago, employment={"on_leave": True})
    mute = told(chicago, person={"email": None})
    gone = told(chicago, employment={"ends_on": date(2026, 12, 1)})
    written = told(chicago)
    nudging.nudge([written], by=UserFactory(), at=TUESDAY)
    everybody = Enrollment.objects.order_by("pk")

    preview = queries.preview(chicago, everybody, at=TUESDAY)

    assert [
        (each.candidate.enrollment_id, each.now, each.days_over) for each in preview.written
    ] == [(late.pk, True, 4)]
    assert {
        each.reason: [person.enrollment_id for person in each.people] for each in preview.left_out
    } == {
        wording.HELD[Hold.ON_LEAVE]: [away.pk],
        wording.HELD[Hold.NO_ADDRESS]: [mute.pk],
        wording.HELD[Hold.LEFT]: [gone.pk],
        wording.WRITTEN_TODAY: [written.pk],
    }
    assert nudging.nudge(everybody, by=UserFactory(), at=TUESDAY) == 1


def chosen(address: dict[str, str]) -> list[int]:
    found = queries.chosen(choice.read(address), at=TUESDAY)
    return sorted(found.values_list("pk", flat=True))


def test_an_address_says_who_is_meant(chicago: Organization) -> None:
    unit = UnitFactory(organization=chicago, name="Warehouse")
    late = an_enrollment(chicago, employment={"unit": unit, "number": "000417"})
    far = an_enrollment(chicago, due_on=date(2027, 3, 1))
    away = an_enrollment(chicago, employment={"on_leave": True})
    gone = an_enrollment(chicago, employment={"ends_on": date(2026, 12, 1)})
    mute = an_enrollment(chicago, person={"email": None, "family_name": "Quist"})
    a = str(late.assignment_id)

    assert chosen({}) == []
    assert chosen({"assignment": a, "due": "soon"}) == [late.pk, mute.pk]
    assert chosen({"assignment": a}) == [late.pk, far.pk, away.pk, mute.pk]
    assert chosen({"assignment": a, "who": "left"}) == [gone.pk]
    assert chosen({"assignment": a, "who": "on_leave"}) == [away.pk]
    assert chosen({"assignment": a, "status": "overdue"}) == [late.pk, away.pk, mute.pk]
    assert chosen({"assignment": a, "unit": str(unit.pk)}) == [late.pk]
    assert chosen({"assignment": a, "unit": "none"}) == [far.pk, away.pk, mute.pk]
    assert chosen({"assignment": a, "email": "none"}) == [mute.pk]
    assert chosen({"assignment": a, "q": "quist"}) == [mute.pk]
    assert chosen({"assignment": a, "q": "0004"}) == [late.pk]
    assert chosen({"assignment": a, "without": f"{late.person_id}.{far.person_id}"}) == [
        away.pk, mute.pk,
    ]  # fmt: skip
    assert chosen({"people": f"{gone.person_id}.{far.person_id}"}) == [far.pk, gone.pk]
    assert chosen({"assignment": "x", "people": "a.b"}) == []


def test_a_closed_assignment_reminds_nobody(chicago: Organization) -> None:
    enrollment = an_enrollment(chicago)
    Assignment.objects.update(state=Assignment.State.CLOSED)
    assert chosen({"people": str(enrollment.person_id)}) == []


@time_machine.travel(TUESDAY, tick=False)
def test_hr_sees_who_before_anything_is_sent_and_sends_with_one_button(
    client: Client, chicago: Organization
) -> None:
    late = told(chicago, person={"given_name": "Luis", "family_name": "Ortega"})
    told(chicago, employment={"on_leave": True}, person={"given_name": "Mia"})
    signed_in(client, chicago, Role.HR_ADMIN)
    address = f"/o/northwind/manage/remind/?assignment={late.assignment_id}"

    page = client.get(address).content.decode()
    assert "One person would get a mail" in page
    assert "Luis Ortega" in page
    assert "On leave. Reminders go on after it." in page
    before = Message.objects.count()

    for _ in range(2):
        response = client.post("/o/northwind/manage/remind/", {"enrollments": str(late.pk)})
        assert (response.status_code, response["Location"]) == (302, "/o/northwind/manage/people/")
    assert Message.objects.count() == before + 1
    assert "Nobody would get a mail" in client.get(address).content.decode()


@time_machine.travel(TUESDAY, tick=False)
@pytest.mark.parametrize("address", ["", "?people=999999"])
def test_without_anybody_chosen_the_page_says_what_to_do(
    client: Client, chicago: Organization, address: str
) -> None:
    signed_in(client, chicago, Role.HR_ADMIN)
    page = client.get(f"/o/northwind/manage/remind/{address}").content.decode()
    assert "list of people" in page
    assert "Send" not in page


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.HR_ADMIN, 200),
        (Role.OWNER, 200),
        (Role.FACILITATOR, 403),
        (Role.AUDITOR, 403),
        (None, 404),
    ],
)
def test_only_hr_of_the_organization_reminds_people(
    client: Client, chicago: Organization, role: Role | None, status: int
) -> None:
    signed_in(client, chicago if role else OrganizationFactory(), role or Role.OWNER)
    assert client.get("/o/northwind/manage/remind/").status_code == status


@time_machine.travel(TUESDAY, tick=False)
def test_a_facilitator_nudges_only_people_of_a_cohort_they_lead(
    client: Client, chicago: Organization
) -> None:
    member, stranger = told(chicago), told(chicago)
    facilitator = signed_in(client, chicago, Role.FACILITATOR)
    mine = CohortFactory(organization=chicago, assignment=an_assignment(chicago))
    other = CohortFactory(organization=chicago, assignment=an_assignment(chicago))
    mine.leaders.create(organization=chicago, membership=facilitator)
    mine.members.create(organization=chicago, person=member.person)
    other.members.create(organization=chicago, person=stranger.person)
    both = {"enrollment": [str(member.pk), str(stranger.pk)]}

    client.post(f"/o/northwind/facilitate/cohorts/{mine.pk}/remind/", both)
    client.post(f"/o/northwind/facilitate/cohorts/{mine.pk}/remind/", both)

    nudges = Reminder.objects.filter(kind=Kind.NUDGE)
    assert [(each.enrollment_id, each.by) for each in nudges] == [(member.pk, facilitator.user)]
    refused = client.post(f"/o/northwind/facilitate/cohorts/{other.pk}/remind/", both)
    assert refused.status_code == 404
    assert client.get(f"/o/northwind/facilitate/cohorts/{mine.pk}/remind/").status_code == 405


def test_nobody_nudges_another_organization(client: Client, chicago: Organization) -> None:
    enrollment = told(chicago)
    elsewhere = OrganizationFactory(slug="elsewhere")
    signed_in(client, elsewhere, Role.HR_ADMIN)
    client.post("/o/elsewhere/manage/remind/", {"enrollments": str(enrollment.pk)})
    assert not Reminder.objects.filter(kind=Kind.NUDGE).exists()


def test_the_history_says_what_was_sent_what_comes_and_why_not(
    chicago: Organization, sink: Sink
) -> None:
    enrollment = told(chicago)
    delivering.deliver_batch(chicago, at=ASSIGNED_AT)

    [sent, following] = queries.history(enrollment, at=ASSIGNED_AT)
    assert (sent.kind, sent.state, sent.day) == (Kind.ASSIGNED, "sent", date(2026, 11, 23))
    assert sent.subject == "Stepping in: your training at Northwind Logistics"
    assert (following.kind, following.state, following.at) == (
        Kind.WEEK_BEFORE, "next", datetime(2026, 12, 4, 15, tzinfo=UTC),
    )  # fmt: skip

    Employment.objects.update(on_leave=True)
    [_, none] = queries.history(enrollment, at=ASSIGNED_AT)
    assert (none.kind, none.state, none.hold) == (None, "none", Hold.ON_LEAVE)


def test_the_history_ends_when_nothing_more_comes(chicago: Organization) -> None:
    enrollment = told(chicago)
    last = queries.history(enrollment, at=datetime(2027, 6, 1, 15, tzinfo=UTC))[-1]
    assert (last.kind, last.state, last.hold) == (None, "none", None)


def test_the_preview_takes_as_many_queries_for_thirty_as_for_one(
    client: Client, chicago: Organization, django_assert_num_queries: Any
) -> None:
    first = told(chicago)
    found = Enrollment.objects.order_by("pk")
    with django_assert_num_queries(1):
        queries.preview(chicago, found.filter(pk=first.pk), at=TUESDAY)
    for _ in range(29):
        EmploymentFactory(organization=chicago)
        an_enrollment(chicago)
    with django_assert_num_queries(1):
        assert len(queries.preview(chicago, found.all(), at=TUESDAY).written) == 30
