"""What beat starts, and how often (seconds)."""

from __future__ import annotations

from typing import Any

MINUTE = 60.0

BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "heartbeat": {"task": "config.tasks.heartbeat", "schedule": 15.0},
    "mail whose task was lost": {"task": "outbox.tasks.deliver_unsent", "schedule": MINUTE},
    "reminders that are due": {"task": "reminders.tasks.remind", "schedule": 15 * MINUTE},
    "imports left unfinished": {"task": "people.tasks.resume_imports", "schedule": MINUTE},
    "enrollment left unfinished": {"task": "training.tasks.resume_enrolling", "schedule": MINUTE},
    "people who joined an audience": {
        "task": "training.tasks.enroll_newcomers",
        "schedule": 60 * MINUTE,
    },
    "exports left unfinished": {"task": "reports.tasks.resume_exports", "schedule": MINUTE},
    "survey answers waiting to be opened": {
        "task": "assessments.tasks.open_holdings",
        "schedule": 30 * MINUTE,
    },
}
