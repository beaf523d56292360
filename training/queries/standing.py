"""Everything a person's own pages say about their training, in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.planned import Planned
from training.queries.places import decoded


@dataclass(frozen=True)
class Standing:
    """One enrollment of the person, as they see it."""

    enrollment_id: int
    title: str
    cycle: str
    status: str
    due_on: date | None
    modules_done: tuple[str, ...]
    completed_at: datetime | None
    version_id: int
    digest: str
    states: dict[str, dict[str, Any]]  # of modules begun and not done, the latest begun last
    seat_seconds: int
    revoked_on: date | None  # the certificate, where the employer is


@dataclass(frozen=True)
class Learner:
    """The person whose pages these are, and their enrollments."""

    person_id: int
    called: str
    zone: str
    employed: bool
    on_leave: bool
    leave_until: date | None
    quiet: bool
    standings: tuple[Standing, ...]


_ASK = Planned(
    "standings",
    """
SELECT p.id, coalesce(nullif(p.preferred_name, ''), p.given_name),
       coalesce(site.time_zone, %(zone)s), m.id IS NOT NULL, coalesce(m.on_leave, false),
       m.leave_until, coalesce(q.quiet, false),
       e.id, a.title, e.cycle, e.status, e.due_on, e.modules_done, e.completed_at, v.id,
       v.digest, s.states, e.seat_seconds, r.revoked_on
FROM people_person p
LEFT JOIN LATERAL (
    SELECT id, site_id, on_leave, leave_until FROM people_employment
    WHERE person_id = p.id AND (starts_on IS NULL OR starts_on <= %(on)s)
      AND (ends_on IS NULL OR ends_on > %(on)s)
    LIMIT 1
) m ON TRUE
LEFT JOIN organizations_site site ON site.id = m.site_id
LEFT JOIN training_learnerpreference q ON q.person_id = p.id
LEFT JOIN training_enrollment e ON e.organization_id = p.organization_id AND e.person_id = p.id
LEFT JOIN training_assignment a ON a.id = e.assignment_id
LEFT JOIN courses_courseversion v ON v.id = e.course_version_id
LEFT JOIN training_certificate c ON c.enrollment_id = e.id AND e.status = 'completed'
LEFT JOIN training_revocation r ON r.certificate_id = c.id
LEFT JOIN LATERAL (
    SELECT json_agg(json_build_array(module, state) ORDER BY id) AS states
    FROM training_modulestate
    WHERE enrollment_id = e.id AND NOT jsonb_exists(e.modules_done, module)
) s ON e.status = 'in_progress'
WHERE p.organization_id = %(organization)s AND p.user_id = %(user)s
ORDER BY e.due_on NULLS LAST, e.id
""",
)


def standings(organization_id: int, user_id: int, *, on: date, zone: str) -> Learner | None:
    """The person behind a user, with all their enrollments; None for users without a person.

    `on` is the day that decides about employment and leave; `zone` the organization's, for
    people without a site.
    """
    asked = {"organization": organization_id, "user": user_id, "on": on, "zone": zone}
    rows = _ASK.fetch(asked)
    if not rows:
        return None
    first = rows[0]
    return Learner(
        person_id=first[0],
        called=first[1],
        zone=first[2],
        employed=first[3],
        on_leave=first[4] and (first[5] is None or first[5] >= on),
        leave_until=first[5],
        quiet=first[6],
        standings=tuple(_standing(row[7:]) for row in rows if row[7] is not None),
    )


def _standing(row: tuple[Any, ...]) -> Standing:
    return Standing(
        enrollment_id=row[0],
        title=row[1],
        cycle=row[2],
        status=row[3],
        due_on=row[4],
        modules_done=tuple(decoded(row[5])),
        completed_at=row[6],
        version_id=row[7],
        digest=row[8],
        states=dict(decoded(row[9]) or ()),
        seat_seconds=row[10],
        revoked_on=row[11],
    )
