"""Where one person stands in one module: all that a step needs, in one statement.

Written in SQL because this is the busiest path of the product: putting the statement
together with the ORM takes longer than PostgreSQL takes to answer it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from core.planned import Planned


@dataclass(frozen=True)
class Place:
    """An enrollment, and its state in one module (None: not begun)."""

    organization_id: int
    enrollment_id: int
    assignment_id: int
    person_id: int
    person_uuid: UUID
    version_id: int
    digest: str
    status: str
    modules_done: tuple[str, ...]
    due_on: Any
    last_step_at: datetime | None
    seat_seconds: int
    module: str
    number: int  # of the last step taken in the module
    state: dict[str, Any] | None
    quiet: bool  # the person's own default
    taken: bool  # whether the step with the key asked about is stored already


_LARGEST_ID = 2**63 - 1
_FIND = Planned(
    "find_place",
    """
SELECT e.id, e.assignment_id, p.id, p.uuid, v.id, v.digest, e.status, e.modules_done, e.due_on,
       e.last_step_at, e.seat_seconds, s.number, s.state, q.quiet, k.id IS NOT NULL
FROM training_enrollment e
JOIN people_person p ON p.id = e.person_id
JOIN courses_courseversion v ON v.id = e.course_version_id
LEFT JOIN training_modulestate s ON s.enrollment_id = e.id AND s.module = %(module)s
LEFT JOIN training_learnerpreference q ON q.person_id = e.person_id
LEFT JOIN training_step k ON k.enrollment_id = e.id AND k.key = %(key)s
WHERE e.organization_id = %(organization)s AND e.id = %(enrollment)s
  AND (%(user)s::bigint IS NULL OR p.user_id = %(user)s::bigint)
""",
)


def find_place(
    organization_id: int,
    enrollment_id: int,
    module: str,
    *,
    user_id: int | None = None,
    key: UUID | None = None,
) -> Place | None:
    """The place; with `user_id`, only if the enrollment is that user's own."""
    if enrollment_id > _LARGEST_ID:
        return None  # the statement's parameter could not hold it
    asked = {
        "organization": organization_id,
        "enrollment": enrollment_id,
        "module": module,
        "key": str(key) if key else None,
        "user": user_id,
    }
    rows = _FIND.fetch(asked)
    if not rows:
        return None
    return _place(organization_id, module, rows[0])


def _place(organization_id: int, module: str, row: tuple[Any, ...]) -> Place:
    return Place(
        organization_id=organization_id,
        enrollment_id=row[0],
        assignment_id=row[1],
        person_id=row[2],
        person_uuid=row[3] if isinstance(row[3], UUID) else UUID(row[3]),
        version_id=row[4],
        digest=row[5],
        status=row[6],
        modules_done=tuple(decoded(row[7])),
        due_on=row[8],
        last_step_at=row[9],
        seat_seconds=row[10],
        module=module,
        number=row[11] or 0,
        state=decoded(row[12]),
        quiet=bool(row[13]),
        taken=row[14],
    )


def decoded(value: Any) -> Any:
    """JSON as the driver hands it over: Django leaves jsonb as text."""
    return json.loads(value) if isinstance(value, str) else value
