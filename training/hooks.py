"""What others want to do when people are enrolled (reminders promises its first mail)."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from organizations.models import Organization


class OnEnrolled(Protocol):
    """Called inside the enrolling transaction, once for each batch; must not start another."""

    def __call__(
        self, organization: Organization, enrollment_ids: list[int], at: datetime, /
    ) -> None: ...


_on_enrolled: list[OnEnrolled] = []


def register_enrolled(callback: OnEnrolled) -> None:
    """Add a callback; registering it again changes nothing."""
    if callback not in _on_enrolled:
        _on_enrolled.append(callback)


def enrolled(organization: Organization, enrollment_ids: list[int], at: datetime) -> None:
    """Tell everybody who registered that these enrollments have just been made."""
    for callback in _on_enrolled:
        callback(organization, enrollment_ids, at)
