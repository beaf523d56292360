"""What every test may use."""

from __future__ import annotations

import os

os.environ.setdefault("TASKS_IN_PROCESS", "yes")

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as property_tests

from config import env
from config.celery import app
from organizations import scoping
from organizations.models import Organization
from tests.factories import OrganizationFactory

# No test fails on time, however busy the machine is.
property_tests.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
property_tests.load_profile("any machine")


@pytest.fixture(autouse=True)
def _own_places(settings: object, tmp_path: Path) -> None:
    """Files, keys and caches of one test are no other test's."""
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined] # pytest-django's wrapper
    settings.DEV_MAIL_DIR = tmp_path / "mail"  # type: ignore[attr-defined] # as above
    settings.SURVEY_KEY_DIR = tmp_path / "survey-keys"  # type: ignore[attr-defined] # as above
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined] # as above
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}  # type: ignore[attr-defined] # as above
    cache.clear()


@pytest.fixture(autouse=True, scope="session")
def _tasks_run_in_process() -> None:
    """Settings are read before this file is: so Celery is told again what it says above."""
    in_process = env.boolean("TASKS_IN_PROCESS", True)
    app.conf.update(task_always_eager=in_process, task_eager_propagates=in_process)


@pytest.fixture(autouse=True, scope="session")
def _flush_reaches_every_schema() -> None:
    """Django's flush does not see the tables of the `survey` schema; cascading empties them."""

    def empty_all_tables(case: TransactionTestCase) -> None:
        call_command(
            "flush", verbosity=0, interactive=False, reset_sequences=False, allow_cascade=True,
            inhibit_post_migrate=False,
        )  # fmt: skip

    TransactionTestCase._fixture_teardown = empty_all_tables  # type: ignore[attr-defined] # Django's own hook


@pytest.fixture
def organization(db: None) -> Organization:
    """An organization; no scope is open."""
    return OrganizationFactory(name="Northwind Logistics", slug="northwind")


@pytest.fixture
def inside(organization: Organization) -> Iterator[Organization]:
    """The same organization, with its scope open."""
    with scoping.within(organization):
        yield organization
