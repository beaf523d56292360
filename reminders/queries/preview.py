"""Exactly who would get a nudge, and who would not and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from organizations.models import Organization
from reminders import planning, wording
from reminders.planning import Next
from reminders.queries.candidates import Candidate, candidates
from training.models import Enrollment


@dataclass(frozen=True)
class Written:
    """Somebody who would get a mail, and when."""

    candidate: Candidate
    next: Next
    now: bool
    days_over: int  # since the due day; 0 when it is not over

    @property
    def local_time(self) -> datetime:
        """When the mail goes out, on the person's clock."""
        return self.next.at.astimezone(self.candidate.standing.zone)


@dataclass(frozen=True)
class LeftOut:
    """People who would get none, for one reason."""

    reason: str  # in English; see wording
    people: tuple[Candidate, ...]


@dataclass(frozen=True)
class Preview:
    written: tuple[Written, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def later(self) -> int:
        """How many mails wait for the morning where their reader is."""
        return sum(not each.now for each in self.written)

    @property
    def left_out_count(self) -> int:
        return sum(len(each.people) for each in self.left_out)


def preview(
    organization: Organization, enrollments: QuerySet[Enrollment], *, at: datetime
) -> Preview:
    """What `actions.nudging.nudge` would do with these enrollments."""
    written: list[Written] = []
    left_out: dict[str, list[Candidate]] = {}
    for candidate in candidates(organization, enrollments, at=at):
        standing = candidate.standing
        held = planning.hold(standing)
        following = planning.nudge_moment(standing, at=at)
        if held is not None:
            left_out.setdefault(wording.HELD[held], []).append(candidate)
        elif following is None:
            left_out.setdefault(wording.WRITTEN_TODAY, []).append(candidate)
        else:
            due, today = candidate.due_on, candidate.local_today
            over = max(0, (today - due).days) if due else 0
            written.append(Written(candidate, following, following.at <= at, over))
    return Preview(
        tuple(written),
        tuple(
            LeftOut(reason, tuple(people))
            for reason, people in sorted(left_out.items(), key=lambda item: -len(item[1]))
        ),
    )
