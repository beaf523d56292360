"""Composing a reminder at the moment it is sent."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from accounts import links
from outbox import letters
from outbox.letters import Letter, NotYet, Withheld
from outbox.models import Message
from outbox.rendering import letter
from reminders import planning, queries, wording
from reminders.models import Reminder
from reminders.planning import Kind
from reminders.queries import Candidate
from training.queries import title_in


def register_all() -> None:
    """Name the composer of every kind of reminder."""
    for kind in Kind:
        letters.register(f"reminder.{kind.value}", compose)


def compose(message: Message) -> Letter:
    """The reminder as of now.  Looks again at everything that could have changed."""
    at = message.composed_at or message.not_before
    found = queries.candidate(message.organization, message.reference["enrollment"], at=at)
    if found is None:
        raise Withheld(wording.GONE)
    kind = Kind(message.kind.removeprefix("reminder."))
    _check(found, kind, message, at=at)
    return _letter(found, kind, message, at=at)


def _check(candidate: Candidate, kind: Kind, message: Message, *, at: datetime) -> None:
    """Raise Withheld or NotYet unless this is to be sent at this very moment."""
    standing = candidate.standing
    if (held := planning.hold(standing)) is not None:
        raise Withheld(wording.HELD[held])
    moment = planning.working_moment(at, zone=standing.zone, hours=standing.hours)
    day = moment.astimezone(standing.zone).date()
    if kind is not Kind.NUDGE:
        planned = {each.kind: each for each in planning.schedule(standing)}.get(kind)
        if planned is None or planned.on > day:
            raise Withheld(wording.MOVED)
        if planned.until is not None and planned.until < day:
            raise Withheld(wording.PAST)
    # Without a failed attempt its day is the one it was promised for.
    if message.attempts or message.not_before.astimezone(standing.zone).date() != day:
        _move(message, to=day)
    if moment > at:
        raise NotYet(moment)


def _move(message: Message, *, to: date) -> None:
    """Let the reminder count for another day; withhold it if that day has its mail already."""
    try:
        with transaction.atomic():
            Reminder.objects.filter(message=message).update(day=to)
    except IntegrityError:
        raise Withheld(wording.ANOTHER) from None


def _letter(candidate: Candidate, kind: Kind, message: Message, *, at: datetime) -> Letter:
    organization = message.organization
    words = wording.write(
        wording.Facts(
            kind=kind,
            organization=organization.name,
            course=_course(candidate, message.language),
            called=candidate.called,
            started=candidate.started,
            due_on=candidate.due_on,
            today=candidate.local_today,
            asked_by=_asked_by(message) if kind is Kind.NUDGE else "",
            can_reply=bool(organization.reply_to),
        )
    )
    context = {
        "organization": organization,
        "language": message.language,
        "words": words,
        "button": words.button,
        "button_url": _address(candidate, organization.slug, at=at),
    }
    return letter("reminders/mail/reminder", context, subject=words.subject)


def _course(candidate: Candidate, language: str) -> str:
    """What the course is called in the language of the mail."""
    return title_in(language, *candidate.version) or candidate.course


def _asked_by(message: Message) -> str:
    found = Reminder.objects.filter(message=message, by__isnull=False)
    return found.values_list("by__name", flat=True).first() or ""


def _address(candidate: Candidate, slug: str, *, at: datetime) -> str:
    """Where the button leads: to the next step, signed in where that may be.

    A sign-in with an address of its own is given only to that address: it may belong to
    another organization, too, and this one's staff file decides where its mail goes.
    """
    path = f"/o/{slug}/learn/{candidate.enrollment_id}/next/"
    user = candidate.user
    if user is None or user.email not in (None, candidate.email.lower()):
        return f"{settings.SITE_URL}{path}"
    return links.make(user, path, at=at)
