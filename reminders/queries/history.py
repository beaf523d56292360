"""What somebody was sent about an enrollment, what comes next, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from reminders import planning
from reminders.models import Reminder
from reminders.planning import Hold, Kind
from reminders.queries.candidates import candidates
from reminders.wording import HELD
from training.models import Enrollment


@dataclass(frozen=True)
class Line:
    """One mail of the past or the future; `kind` is empty when there is nothing to come.

    `state` is that of the message, or "next" for a mail that is planned, or "none".
    `reason` is in English; put it through gettext (wording.HELD, outbox.models.Message.why).
    """

    kind: Kind | None
    state: str
    day: date | None
    at: datetime | None = None
    subject: str = ""
    reason: str = ""
    asked_by: str = ""
    hold: Hold | None = None


def history(enrollment: Enrollment, *, at: datetime) -> list[Line]:
    """Every mail about an enrollment in order, and last what comes next or why nothing does."""
    sent = (
        Reminder.objects.filter(enrollment=enrollment)
        .select_related("message", "by")
        .order_by("day", "pk")
    )
    lines = [
        Line(
            kind=Kind(each.kind),
            state=each.message.state,
            day=each.day,
            at=each.message.settled_at or each.message.not_before,
            subject=each.message.subject,
            reason=each.message.reason,
            asked_by=each.by.name if each.by else "",
        )
        for each in sent
    ]
    chosen = Enrollment.objects.filter(pk=enrollment.pk)
    [found] = candidates(enrollment.organization, chosen, at=at)
    held = planning.hold(found.standing)
    if held is not None:
        return [*lines, Line(None, "none", None, hold=held, reason=HELD[held])]
    following = planning.next_reminder(found.standing, at=at)
    if following is None:
        return [*lines, Line(None, "none", None)]
    return [*lines, Line(following.planned.kind, "next", following.day, at=following.at)]
