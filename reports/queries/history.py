"""One person's whole training history, and why it is as it is.

For HR and auditors: events, due dates, mails and certificates.  Never an answer, a choice, a
skipped scene, the quiet version, a time of day at which somebody learned, or how long they
took: whoever reads this page learns the same of somebody who used those and of who did not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import F
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import codes
from courses.contents import CourseContent
from people.models import Employment, Person
from reminders import planning
from reminders import wording as reminder_words
from reminders.models import Reminder
from reminders.queries import candidates
from reports import wording
from training import audience, due, progress
from training import wording as training_words
from training.audience import AudienceRule
from training.due import DueRule
from training.models import Certificate, Enrollment, LearningEvent, Revocation
from training.queries import content_of, facts_of, parents, with_place


@dataclass(frozen=True)
class Line:
    """One event: the day, what happened, and for a correction who did it and why."""

    day: date
    words: str
    by: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Mail:
    """One reminder and what became of it."""

    day: date
    name: str
    state: str  # outbox.models.Message.State
    why: str


@dataclass(frozen=True)
class Story:
    """One enrollment: where it stands, everything that happened, and why."""

    enrollment: Any  # with its place
    course: str  # what it is called, in the active language
    parts_left: tuple[str, ...]
    parts: int
    lines: tuple[Line, ...]
    mails: tuple[Mail, ...]
    why_assigned: str
    still_meant: bool
    why_due: str
    next_mail: str
    certificate: Certificate | None

    @property
    def parts_done(self) -> int:
        return len(self.enrollment.modules_done)

    @property
    def certificate_code(self) -> str:
        """As it is printed on the certificate."""
        return codes.grouped(self.certificate.code) if self.certificate else ""

    @property
    def revocation(self) -> Revocation | None:
        return getattr(self.certificate, "revocation", None)

    @property
    def is_open(self) -> bool:
        return self.enrollment.status in Enrollment.OPEN


def spells(person: Person, *, at: datetime) -> list[tuple[Employment, bool]]:
    """Each employment, the latest first, with whether it is the present one."""
    on = due.local_day(at, person.organization.time_zone)
    found = (
        Employment.objects.filter(person=person)
        .select_related("unit", "site", "manager")
        .order_by(F("starts_on").desc(nulls_last=True), "-pk")
    )
    return [(spell, _is_current(spell, on)) for spell in found]


def stories(person: Person, *, at: datetime) -> list[Story]:
    """Every enrollment of a person, the newest first; the same number of queries for any."""
    enrollments: list[Any] = list(
        with_place(Enrollment.objects.filter(person=person), at=at)
        .select_related("assignment", "course_version", "certificate__revocation__by")
        .defer("course_version__content")
        .order_by("-assigned_at", "-pk")
    )
    events = _by_enrollment(
        LearningEvent.objects.filter(enrollment__person=person)
        .select_related("by")
        .order_by("sequence")
    )
    mails = _by_enrollment(
        Reminder.objects.filter(enrollment__person=person)
        .select_related("message")
        .order_by("day", "pk")
    )
    coming = _coming(person, at)
    explain = _Explanations(person, at)
    return [
        explain.story(each, events[each.pk], mails[each.pk], coming.get(each.pk, ""))
        for each in enrollments
    ]


def _coming(person: Person, at: datetime) -> dict[int, str]:
    """For each open enrollment: which mail goes out next and when, or why none does."""
    found = {}
    chosen = Enrollment.objects.filter(person=person)
    for candidate in candidates(person.organization, chosen, at=at):
        standing = candidate.standing
        held = planning.hold(standing)
        if held is not None:
            found[candidate.enrollment_id] = _translated(reminder_words.HELD[held])
        elif (following := planning.next_reminder(standing, at=at)) is not None:
            found[candidate.enrollment_id] = _("Next: %(name)s, on %(day)s.") % {
                "name": reminder_words.NAMES[following.planned.kind],
                "day": reminder_words.in_words(following.day),
            }
        else:
            found[candidate.enrollment_id] = _("No further reminder is planned.")
    return found


class _Explanations:
    """Puts one person's enrollments into words; what they share is read once."""

    def __init__(self, person: Person, at: datetime) -> None:
        self.at = at
        self.tree = parents()
        self.facts = facts_of(person, due.local_day(at, person.organization.time_zone))

    def story(
        self,
        enrollment: Any,
        events: Sequence[LearningEvent],
        mails: Sequence[Reminder],
        next_mail: str,
    ) -> Story:
        version = enrollment.course_version
        original = content_of(version.pk, version.digest)
        content = original.in_language(get_language() or original.language)
        reason = audience.why(
            AudienceRule.model_validate(enrollment.assignment.audience), self.facts, self.tree
        )
        parts = progress.parts_of(content, enrollment.modules_done)
        certificate = getattr(enrollment, "certificate", None)
        return Story(
            enrollment=enrollment,
            course=content.title,
            parts_left=tuple(part.title for part in parts if not part.is_done),
            parts=sum(part.needed for part in parts),
            lines=(*_lines(events, content, enrollment.zone), *_revoked(certificate)),
            mails=tuple(_mail(reminder) for reminder in mails),
            why_assigned=training_words.reason(reason),
            still_meant=reason in audience.IN,
            why_due=_why_due(enrollment, events),
            next_mail=next_mail,
            certificate=certificate,
        )


def _lines(events: Sequence[LearningEvent], content: CourseContent, zone: str) -> list[Line]:
    """Events in their order.  Parts finished on one day are one line: which came when, and how
    close to each other, is nobody's business, and so is which story somebody chose."""
    titles = {module.slug: module.title for module in content.modules}
    titles |= {slug: choice.title for slug, choice in content.choice_of.items()}
    finished = LearningEvent.Kind.MODULE_COMPLETED
    lines = []
    for (day, kind), group in groupby(
        events,
        key=lambda event: (
            due.local_day(event.at, zone),
            event.kind if event.kind == finished else event.pk,
        ),
    ):
        together = list(group)
        if kind == finished:
            parts = [str(event.data.get("module", "")) for event in together]
            names = list(dict.fromkeys(titles.get(slug, slug) for slug in parts))
            lines.append(Line(day, wording.finished(names, len(parts))))
        for event in together if kind != finished else ():
            by = str(event.by) if event.by else ""
            lines.append(Line(day, wording.event(event.kind, event.data), by, event.reason))
    return lines


def _revoked(certificate: Certificate | None) -> list[Line]:
    """The last line of a story whose certificate no longer holds."""
    revocation: Revocation | None = getattr(certificate, "revocation", None)
    if revocation is None:
        return []
    words, by = _("Certificate revoked"), str(revocation.by)
    return [Line(revocation.revoked_on, words, by, revocation.reason)]


def _mail(reminder: Reminder) -> Mail:
    return Mail(
        day=reminder.day,
        name=str(reminder_words.NAMES[planning.Kind(reminder.kind)]),
        state=reminder.message.state,
        why=reminder.message.why,
    )


def _why_due(enrollment: Any, events: Sequence[LearningEvent]) -> str:
    """The rule, or the correction that replaced it."""
    changed = [event for event in events if event.kind == LearningEvent.Kind.DUE_CHANGED]
    if changed:
        return _("Changed by %(who)s: %(reason)s") % {
            "who": changed[-1].by or _("the system"),
            "reason": changed[-1].reason,
        }
    rule = DueRule.model_validate(enrollment.assignment.due)
    if rule.days is None:
        return _("The same day for everybody in this assignment")
    return training_words.due_rule(rule)


def _is_current(spell: Employment, on: date) -> bool:
    return (spell.starts_on is None or spell.starts_on <= on) and (
        spell.ends_on is None or spell.ends_on > on
    )


def _by_enrollment(rows: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.enrollment_id].append(row)
    return found


def _translated(words: str) -> str:
    return _(words)
