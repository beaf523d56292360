from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts import links
from accounts.models import User
from organizations import scoping
from organizations.models import Organization
from outbox.actions import bouncing, delivering
from outbox.models import Message
from people.models import Employment, Person
from reminders import wording
from reminders.actions import promising
from reminders.models import Reminder
from reminders.planning import Hold
from reminders.tasks import remind as remind_task
from reminders.tasks import remind_organization
from tests.factories import OrganizationFactory, SiteFactory, UserFactory
from tests.outbox.sink import Sink
from tests.reminders.places import ASSIGNED_AT, an_enrollment
from training import hooks
from training.actions import correcting, recording
from training.models import Enrollment

pytestmark = pytest.mark.django_db

WEEK_BEFORE = datetime(2026, 12, 4, 15, tzinfo=UTC)  # 9:00 in Chicago
DAY_BEFORE = datetime(2026, 12, 10, 15, tzinfo=UTC)


def reminders() -> list[tuple[str, str, str]]:
    found = Reminder.objects.order_by("pk").select_related("message")
    return [(each.kind, each.day.isoformat(), each.message.state) for each in found]


def send(organization: Organization, at: datetime) -> dict[str, int]:
    promising.remind(organization, at=at)
    return delivering.deliver_batch(organization, at=at)


def told(organization: Organization) -> Enrollment:
    """Somebody who has had the first mail."""
    enrollment = an_enrollment(organization)
    promising.remind(organization, at=ASSIGNED_AT)
    Message.objects.update(state="sent", handed_over_at=ASSIGNED_AT, settled_at=ASSIGNED_AT)
    return enrollment


def test_the_whole_course_of_reminders_each_once(chicago: Organization, sink: Sink) -> None:
    enrollment = an_enrollment(chicago, person={"email": "ana@example.org"})
    at = ASSIGNED_AT
    while at < datetime(2027, 2, 1, tzinfo=UTC):
        send(chicago, at)
        at += timedelta(hours=4)

    assert reminders() == [
        ("assigned", "2026-11-23", "sent"),
        ("week_before", "2026-12-04", "sent"),
        ("day_before", "2026-12-10", "sent"),
        ("day_overdue", "2026-12-14", "sent"),
        ("week_overdue", "2026-12-18", "sent"),
    ]
    assert [letter["Subject"] for letter in sink.letters] == [
        "Stepping in: your training at Northwind Logistics",
        "Stepping in is due Friday, December 11",
        "Stepping in is due tomorrow",
        "Stepping in is still open for you",
        "Stepping in is still open for you",
    ]
    assert set(sink.recipients) == {enrollment.person.email}


def test_a_sweep_run_twice_promises_once(chicago: Organization, sink: Sink) -> None:
    an_enrollment(chicago)

    assert promising.remind(chicago, at=ASSIGNED_AT) == {"assigned": 1}
    assert promising.remind(chicago, at=ASSIGNED_AT) == {}
    assert promising.remind(chicago, at=ASSIGNED_AT + timedelta(hours=1)) == {}
    assert (Message.objects.count(), Reminder.objects.count()) == (1, 1)


def test_plans_that_another_sweep_was_quicker_with_are_dropped(chicago: Organization) -> None:
    an_enrollment(chicago)
    plans = promising.due(chicago, at=ASSIGNED_AT)

    assert promising.promise(chicago, plans, at=ASSIGNED_AT) == {"assigned": 1}
    assert promising.promise(chicago, plans, at=ASSIGNED_AT) == {}
    assert Message.objects.count() == 1


def test_the_database_itself_refuses_two_mails_about_one_enrollment_on_one_day(
    chicago: Organization,
) -> None:
    told(chicago)
    first = Reminder.objects.get()
    with pytest.raises(IntegrityError, match="one_reminder_a_day"), transaction.atomic():
        Reminder.objects.create(
            organization=chicago,
            enrollment=first.enrollment,
            kind="nudge",
            planned_on=first.day,
            day=first.day,
            message=first.message,
        )


def test_the_button_leads_to_the_next_step(chicago: Organization, sink: Sink) -> None:
    enrollment = an_enrollment(chicago)
    send(chicago, ASSIGNED_AT)

    text, html = (part.get_content() for part in sink.letters[0].iter_parts())
    [address] = [line.strip() for line in text.splitlines() if line.startswith("http")]
    assert f'href="{address}"' in html
    token = address.rstrip("/").rpartition("/")[2]
    link = links.read(token, at=ASSIGNED_AT)
    assert link.user == enrollment.person.user
    assert link.next_path == f"/o/northwind/learn/{enrollment.pk}/next/"


def test_a_link_that_signs_in_goes_to_no_address_but_the_sign_ins_own(
    chicago: Organization, sink: Sink
) -> None:
    """A staff file can name somebody of another organization, and another address later."""
    enrollment = an_enrollment(chicago)
    Person.objects.filter(pk=enrollment.person_id).update(email="someone@else.example")
    User.objects.filter(people=enrollment.person_id).update(email="ana@elsewhere.example")
    send(chicago, ASSIGNED_AT)

    mail = sink.mails[0][1].decode()
    assert f"/o/northwind/learn/{enrollment.pk}/next/" in mail
    assert "/account/link/" not in mail


def test_the_mail_says_when_who_sees_it_and_why_it_came(chicago: Organization, sink: Sink) -> None:
    an_enrollment(chicago, person={"given_name": "Ana", "preferred_name": "Anita"})
    send(chicago, ASSIGNED_AT)

    text, html = (part.get_content() for part in sink.letters[0].iter_parts())
    for said in (
        "Hello Anita,",
        "Due Friday, December 11",
        "Nobody there sees what you answer or choose in it.",
        "You get this because Northwind Logistics has assigned this training to you.",
    ):
        assert said in text
        assert said in html
    assert "<style>" in html
    assert 'class="button" style="' in html


def test_a_mail_is_in_the_language_of_its_reader(chicago: Organization) -> None:
    an_enrollment(chicago, person={"language": "es"})
    promising.remind(chicago, at=ASSIGNED_AT)
    assert Message.objects.get().language == "es"


def test_somebody_without_a_sign_in_is_given_one(chicago: Organization, sink: Sink) -> None:
    enrollment = an_enrollment(chicago, person={"user": None, "email": "new@example.org"})
    send(chicago, ASSIGNED_AT)

    person = Person.objects.get(pk=enrollment.person_id)
    assert person.user is not None
    assert person.user.email == "new@example.org"
    assert "/account/link/" in sink.mails[0][1].decode()


def test_reminders_go_out_in_the_morning_of_each_place(chicago: Organization) -> None:
    for name, zone in (("Madrid", "Europe/Madrid"), ("Chicago", "America/Chicago")):
        site = SiteFactory(organization=chicago, name=name, time_zone=zone)
        an_enrollment(
            chicago, employment={"site": site}, assigned_at=datetime(2026, 11, 22, tzinfo=UTC)
        )
    hours = {}
    for hour in range(24):
        at = datetime(2026, 11, 23, hour, tzinfo=UTC)
        promising.remind(chicago, at=at)
        hours[hour] = Reminder.objects.count()

    assert [hour for hour in range(1, 24) if hours[hour] > hours[hour - 1]] == [8, 15]


Change = Callable[[Organization, Enrollment], object]


def _complete(organization: Organization, enrollment: Enrollment) -> None:
    for kind in ("started", "completed"):
        recording.record(enrollment, kind, at=WEEK_BEFORE)


def _correct(verb: str) -> Change:
    def change(organization: Organization, enrollment: Enrollment) -> None:
        getattr(correcting, verb)(
            enrollment, by=UserFactory(), at=WEEK_BEFORE, reason="Agreed with the team."
        )

    return change


def _employment(**change: object) -> Change:
    return lambda organization, enrollment: Employment.objects.update(**change)


def _bounce(organization: Organization, enrollment: Enrollment) -> None:
    bouncing.bounce(organization, enrollment.person.email or "", reason="550", at=WEEK_BEFORE)


STOPS: list[tuple[Change, str, str]] = [
    (_complete, "withheld", wording.HELD[Hold.DONE]),
    (_correct("waive"), "withheld", wording.HELD[Hold.WAIVED]),
    (_correct("withdraw"), "withheld", wording.HELD[Hold.WITHDRAWN]),
    (_employment(ends_on=date(2026, 12, 1)), "withheld", wording.HELD[Hold.LEFT]),
    (_employment(on_leave=True), "withheld", wording.HELD[Hold.ON_LEAVE]),
    (_bounce, "failed", delivering.SUPPRESSED),
]
STOP_NAMES = ["done", "waived", "withdrawn", "left", "on leave", "bounced"]


@pytest.mark.parametrize(("change", "state", "reason"), STOPS, ids=STOP_NAMES)
def test_whoever_is_not_to_be_written_to_is_not_promised_anything(
    chicago: Organization, change: Change, state: str, reason: str
) -> None:
    enrollment = told(chicago)
    change(chicago, enrollment)
    assert promising.remind(chicago, at=WEEK_BEFORE) == {}


@pytest.mark.parametrize(("change", "state", "reason"), STOPS, ids=STOP_NAMES)
def test_what_changes_between_promise_and_sending_stops_the_mail(
    chicago: Organization, sink: Sink, change: Change, state: str, reason: str
) -> None:
    enrollment = told(chicago)
    assert promising.remind(chicago, at=WEEK_BEFORE) == {"week_before": 1}
    change(chicago, enrollment)

    assert delivering.deliver_batch(chicago, at=WEEK_BEFORE) == {state: 1}
    message = Message.objects.latest("pk")
    assert (message.state, message.reason, sink.mails) == (state, reason, [])


def test_somebody_without_an_address_is_left_out(chicago: Organization) -> None:
    an_enrollment(chicago, person={"email": None})
    assert promising.remind(chicago, at=ASSIGNED_AT) == {}


def test_reminders_go_on_after_leave(chicago: Organization, sink: Sink) -> None:
    told(chicago)
    Employment.objects.update(on_leave=True, leave_until=date(2026, 12, 7))

    assert send(chicago, WEEK_BEFORE) == {}
    assert send(chicago, datetime(2026, 12, 7, 15, tzinfo=UTC)) == {}
    assert send(chicago, datetime(2026, 12, 8, 15, tzinfo=UTC)) == {"sent": 1}
    assert reminders()[1] == ("week_before", "2026-12-08", "sent")


def test_a_due_date_that_moves_before_sending_stops_the_mail(
    chicago: Organization, sink: Sink
) -> None:
    enrollment = told(chicago)
    promising.remind(chicago, at=WEEK_BEFORE)
    Enrollment.objects.filter(pk=enrollment.pk).update(due_on=date(2027, 1, 15))

    assert delivering.deliver_batch(chicago, at=WEEK_BEFORE) == {"withheld": 1}
    assert Message.objects.latest("pk").reason == wording.MOVED
    assert promising.remind(chicago, at=datetime(2027, 1, 8, 15, tzinfo=UTC)) == {"week_before": 1}


def test_a_mail_delayed_past_its_day_is_withheld(chicago: Organization, sink: Sink) -> None:
    told(chicago)
    promising.remind(chicago, at=DAY_BEFORE)

    assert delivering.deliver_batch(chicago, at=DAY_BEFORE + timedelta(days=4)) == {"withheld": 1}
    assert Message.objects.latest("pk").reason == wording.PAST


def test_a_mail_delayed_into_the_night_waits_for_the_morning(
    chicago: Organization, sink: Sink
) -> None:
    told(chicago)
    promising.remind(chicago, at=WEEK_BEFORE)
    night = datetime(2026, 12, 5, 3, tzinfo=UTC)  # Friday evening in Chicago

    assert delivering.deliver_batch(chicago, at=night) == {"promised": 1}
    monday = datetime(2026, 12, 7, 15, tzinfo=UTC)
    assert Message.objects.latest("pk").not_before == monday
    assert promising.remind(chicago, at=monday) == {}
    assert delivering.deliver_batch(chicago, at=monday) == {"sent": 1}
    assert reminders()[1] == ("week_before", "2026-12-07", "sent")


def test_a_mail_tried_again_on_the_day_of_the_next_one_gives_way(
    chicago: Organization, sink: Sink
) -> None:
    told(chicago)
    sink.answer = lambda stage, address: "451 try later" if stage == "rcpt" else None
    wednesday = datetime(2026, 12, 9, 22, tzinfo=UTC)
    assert send(chicago, wednesday) == {"promised": 1}
    sink.answer = lambda stage, address: None

    promising.remind(chicago, at=DAY_BEFORE)
    assert delivering.deliver_batch(chicago, at=DAY_BEFORE) == {"withheld": 1, "sent": 1}
    assert [(kind, state) for kind, _, state in reminders()[1:]] == [
        ("week_before", "withheld"),
        ("day_before", "sent"),
    ]
    assert len(sink.mails) == 1


def test_enrolling_promises_the_first_mail_to_whoever_is_at_work(chicago: Organization) -> None:
    tokyo = SiteFactory(organization=chicago, time_zone="Asia/Tokyo")
    here = an_enrollment(chicago)
    there = an_enrollment(chicago, employment={"site": tokyo})
    hooks.enrolled(chicago, [here.pk, there.pk], ASSIGNED_AT)
    assert list(Reminder.objects.values_list("enrollment", flat=True)) == [here.pk]

    promising.remind(chicago, at=ASSIGNED_AT + timedelta(hours=10))  # 10:00 the next day in Tokyo
    assert list(Reminder.objects.order_by("pk").values_list("enrollment", "day")) == [
        (here.pk, date(2026, 11, 23)),
        (there.pk, date(2026, 11, 24)),
    ]


def test_reading_who_is_due_takes_one_query_however_many_there_are(chicago: Organization) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            promising.due(chicago, at=ASSIGNED_AT)
        return len(captured)

    an_enrollment(chicago)
    assert queries() == 1
    for _ in range(5):
        an_enrollment(chicago)
    assert queries() == 1
    assert len(promising.due(chicago, at=ASSIGNED_AT)) == 6


def test_nothing_of_another_organization_is_promised(chicago: Organization) -> None:
    other = OrganizationFactory()
    with scoping.within(other):
        an_enrollment(other)
    assert promising.remind(chicago, at=ASSIGNED_AT) == {}


def test_the_task_run_twice_promises_once(chicago: Organization) -> None:
    chicago.work_starts, chicago.work_ends = time(0), time(23, 59, 59)
    chicago.save()
    an_enrollment(chicago, assigned_at=datetime(2020, 1, 6, tzinfo=UTC), due_on=None)

    first = remind_organization(organization_id=chicago.pk)
    assert remind_organization(organization_id=chicago.pk) == {}
    assert Message.objects.count() == sum(first.values())
    assert remind_task() == 1
