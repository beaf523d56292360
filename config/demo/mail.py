"""The mail that the demo organization would have had, as promised and sent rows."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from organizations.models import Organization
from outbox.models import Message
from reminders.actions import promising
from reminders.models import Reminder
from training.models import Assignment, Enrollment

SUBJECT = {
    "assigned": "Stepping in: about an hour, in pieces",
    "week_before": "Stepping in is due in a week",
    "day_before": "Stepping in is due tomorrow",
    "day_overdue": "Stepping in was due yesterday",
    "week_overdue": "Stepping in is still open",
}


def write(organization: Organization, assignments: list[Assignment], *, now: datetime) -> None:
    """First mails for everybody with an address, later ones by the real sweep, all as sent."""
    for assignment in assignments:
        _first_mails(organization, assignment)
    running = [each for each in assignments if each.state == Assignment.State.ACTIVE]
    begin = min(each.created_at for each in running)
    for days in range(1, (now - begin).days):
        promising.remind(organization, at=begin + timedelta(days=days), start=False)
    for message in Message.objects.unsent():
        message.state = Message.State.SENT
        message.subject = SUBJECT[message.kind.removeprefix(promising.MESSAGE_KIND)]
        message.attempts = 1
        message.handed_over_at = message.not_before
        message.settled_at = message.not_before + timedelta(seconds=3)
        message.save()


def _first_mails(organization: Organization, assignment: Assignment) -> None:
    at = assignment.created_at
    day: date = at.date()
    reached = (
        Enrollment.objects.filter(assignment=assignment, person__email__isnull=False)
        .select_related("person")
        .order_by("pk")
    )
    messages = Message.objects.bulk_create(
        Message(
            organization=organization,
            key=f"reminder:{enrollment.pk}:assigned:{day}",
            kind=f"{promising.MESSAGE_KIND}assigned",
            reference={"enrollment": enrollment.pk},
            recipient=enrollment.person.email or "",
            language=enrollment.person.language or "en",
            not_before=at,
            created_at=at,
        )
        for enrollment in reached
    )
    Reminder.objects.bulk_create(
        Reminder(
            organization=organization,
            enrollment_id=message.reference["enrollment"],
            kind=Reminder.Kind.ASSIGNED,
            planned_on=day,
            day=day,
            message=message,
        )
        for message in messages
    )
