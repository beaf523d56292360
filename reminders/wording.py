"""What a reminder says, in the active language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext

from reminders.planning import Hold, Kind

# Kept with the message in English; outbox.models.Message.why puts them into HR's language.
HELD = {
    Hold.DONE: gettext_noop("The training is completed."),
    Hold.WAIVED: gettext_noop("The training was waived."),
    Hold.WITHDRAWN: gettext_noop("The training was withdrawn."),
    Hold.EXPIRED: gettext_noop("The training has expired."),
    Hold.LEFT: gettext_noop("Not employed at the moment."),
    Hold.ON_LEAVE: gettext_noop("On leave. Reminders go on after it."),
    Hold.NO_ADDRESS: gettext_noop("No email address."),
    Hold.SUPPRESSED: gettext_noop("This address is not written to: earlier mail came back."),
}
GONE = gettext_noop("The enrollment no longer exists.")
MOVED = gettext_noop("The due date was moved before this was sent.")
PAST = gettext_noop("Its day had passed before it could be sent.")
ANOTHER = gettext_noop("Another mail about this training went out that day.")
WRITTEN_TODAY = gettext_noop("Has a mail about this training that day already.")

NAMES = {
    Kind.ASSIGNED: gettext_lazy("Assignment"),
    Kind.WEEK_BEFORE: gettext_lazy("A week before"),
    Kind.DAY_BEFORE: gettext_lazy("The day before"),
    Kind.DAY_OVERDUE: gettext_lazy("A day after"),
    Kind.WEEK_OVERDUE: gettext_lazy("A week after"),
    Kind.NUDGE: gettext_lazy("A nudge"),
}


@dataclass(frozen=True)
class Facts:
    """What a reminder is about."""

    kind: Kind
    organization: str
    course: str
    called: str
    started: bool
    due_on: date | None
    today: date
    asked_by: str  # of a nudge; may be empty
    can_reply: bool


@dataclass(frozen=True)
class Words:
    subject: str
    headline: str
    greeting: str
    paragraphs: tuple[str, ...]
    due: str
    button: str
    after: tuple[str, ...]
    why: str


def in_words(day: date) -> str:
    """ "Friday, December 11"; a translator says the order of another language."""
    # Translators: Django's date format letters: weekday, month, day of the month.
    return date_format(day, pgettext("date format", "l, F j"))


def write(facts: Facts) -> Words:
    """The words of a reminder."""
    subject, headline, paragraphs = _WRITERS[facts.kind](facts)
    return Words(
        subject=subject,
        headline=headline,
        greeting=_("Hello %(name)s,") % {"name": facts.called} if facts.called else _("Hello,"),
        paragraphs=tuple(filter(None, paragraphs)),
        due=_due(facts),
        button=_("Continue where you left off") if facts.started else _("Start"),
        after=_after(facts),
        why=_(
            "You get this because %(organization)s has assigned this training to you. "
            "The mails stop when you are done."
        )
        % {"organization": facts.organization},
    )


Draft = tuple[str, str, tuple[str, ...]]


def _assigned(facts: Facts) -> Draft:
    names = {"course": facts.course, "organization": facts.organization}
    return (
        _("%(course)s: your training at %(organization)s") % names,
        _("%(course)s is ready for you") % names,
        (
            _(
                "%(organization)s has assigned this training to you. It comes in short parts, "
                "and each step is saved as you take it: stop whenever you like, and go on later "
                "on any device."
            )
            % names,
        ),
    )


def _before(facts: Facts) -> Draft:
    names = {"course": facts.course, "day": _day(facts)}
    subject = _("%(course)s is due %(day)s") % names
    return subject, subject, (_where(facts), _next_before(facts))


def _overdue(facts: Facts) -> Draft:
    names = {"course": facts.course}
    last = facts.kind is Kind.WEEK_OVERDUE
    return (
        _("%(course)s is still open for you") % names,
        _("You can still finish %(course)s") % names,
        (
            _where(facts),
            _("No more reminders come by themselves. Your training team may get in touch.")
            if last
            else _("If it is still open in a week, one more reminder comes, and then no more."),
        ),
    )


def _nudge(facts: Facts) -> Draft:
    asked = facts.asked_by or _("Your training team")
    names = {"course": facts.course, "who": asked}
    return (
        _("A reminder of %(course)s") % names,
        _("%(course)s is open for you") % names,
        (_("%(who)s asked us to remind you of this training.") % names, _where(facts)),
    )


_WRITERS = {
    Kind.ASSIGNED: _assigned,
    Kind.WEEK_BEFORE: _before,
    Kind.DAY_BEFORE: _before,
    Kind.DAY_OVERDUE: _overdue,
    Kind.WEEK_OVERDUE: _overdue,
    Kind.NUDGE: _nudge,
}


def _where(facts: Facts) -> str:
    if facts.started:
        return _("Your place is saved. The button leads to the step where you stopped.")
    return _("The button leads straight to the first step. You can stop at any point.")


def _next_before(facts: Facts) -> str:
    if facts.kind is Kind.WEEK_BEFORE:
        return _("If it is still open the day before, one more reminder comes.")
    return ""


def _day(facts: Facts) -> str:
    if facts.due_on == facts.today:
        return _("today")
    if facts.due_on == facts.today + timedelta(days=1):
        return _("tomorrow")
    return in_words(facts.due_on) if facts.due_on else ""


def _due(facts: Facts) -> str:
    if facts.due_on is None:
        return ""
    day = {"day": in_words(facts.due_on)}
    return _("Was due %(day)s") % day if facts.due_on < facts.today else _("Due %(day)s") % day


def _after(facts: Facts) -> tuple[str, ...]:
    reply = ""
    if facts.can_reply and facts.due_on:
        reply = (
            _("If something is in the way, answer this mail: your training team can help.")
            if facts.due_on < facts.today
            else _("If that day does not work for you, answer this mail: it can be moved.")
        )
    seen = _(
        "Your training team sees whether you are done. Nobody there sees what you answer or "
        "choose in it."
    )
    return tuple(filter(None, (reply, seen)))
