"""What tests of imports share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps

from organizations.models import Organization
from people.actions import applying, importing, undoing
from people.models import StaffImport
from tests.factories import NOON

Importer = Callable[..., StaffImport]


def checked(organization: Organization, content: bytes, at: Any = NOON) -> StaffImport:
    """Upload a file and make its dry run, with the columns as guessed."""
    found = importing.upload(
        organization, name="staff.csv", content=content, key=uuid4(), by=None, at=at
    )
    StaffImport.objects.filter(pk=found.pk).update(stage=StaffImport.Stage.CHECKING)
    return importing.check(found.pk, at=at)


def applied(
    organization: Organization, content: bytes, *, missing: str = "keep", at: Any = NOON
) -> StaffImport:
    found = checked(organization, content, at)
    applying.request(found, missing=missing, by=None, at=at, in_background=False)
    return applying.apply(found.pk, at=at)


def undone(found: StaffImport, at: Any = NOON) -> StaffImport:
    undoing.request(found, by=None, at=at)
    return undoing.undo(found.pk, at=at)


TABLES = [
    "people.Person", "people.Employment", "people.AccessCard", "organizations.Unit",
    "organizations.Site", "organizations.Membership", "accounts.User",
]  # fmt: skip


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row that an import can reach, whole."""
    return {
        name: list(apps.get_model(name)._base_manager.order_by("pk").values()) for name in TABLES
    }


@pytest.fixture
def chicago(inside: Organization) -> Organization:
    inside.time_zone = "America/Chicago"
    inside.save()
    return inside
