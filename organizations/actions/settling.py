"""Changing an organization's settings."""

from __future__ import annotations

from datetime import datetime, time
from typing import TypedDict

from django.db import transaction

from accounts.models import User
from organizations import audit
from organizations.models import Organization


class Settings(TypedDict):
    """What owners and HR decide about their organization."""

    name: str
    language: str
    time_zone: str
    work_starts: time
    work_ends: time
    quick_exit_url: str
    support: str
    reply_to: str


@transaction.atomic
def settle(organization: Organization, settings: Settings, *, by: User, at: datetime) -> list[str]:
    """Keep the settings; returns and audits the names of those that changed, not their values."""
    kept = Organization.objects.select_for_update().get(pk=organization.pk)
    changed = [name for name, value in settings.items() if getattr(kept, name) != value]
    if not changed:
        return []
    for name in changed:
        setattr(kept, name, settings[name])  # type: ignore[literal-required] # from its own items
    kept.save(update_fields=changed)
    audit.record(kept, "organization.settings_changed", kept, by=by, at=at, settings=changed)
    return changed
