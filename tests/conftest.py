"""What every test may use."""

from __future__ import annotations

import os

os.environ.setdefault("TASKS_IN_PROCESS", "yes")

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache

from organizations import scoping
from organizations.models import Organization
from tests.factories import OrganizationFactory


@pytest.fixture(autouse=True)
def _own_places(settings: object, tmp_path: Path) -> None:
    """Files, keys and caches of one test are no other test's."""
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined] # pytest-django's wrapper
    settings.DEV_MAIL_DIR = tmp_path / "mail"  # type: ignore[attr-defined] # as above
    settings.SURVEY_KEY_DIR = tmp_path / "survey-keys"  # type: ignore[attr-defined] # as above
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined] # as above
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}  # type: ignore[attr-defined] # as above
    cache.clear()


@pytest.fixture
def organization(db: None) -> Organization:
    """An organization; no scope is open."""
    return OrganizationFactory(name="Northwind Logistics", slug="northwind")


@pytest.fixture
def inside(organization: Organization) -> Iterator[Organization]:
    """The same organization, with its scope open."""
    with scoping.within(organization):
        yield organization
