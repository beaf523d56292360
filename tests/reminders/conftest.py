from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from organizations.models import Organization
from tests.outbox.sink import Sink, running_sink


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    """A mail server that the site is set up to use."""
    with running_sink() as sink:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        yield sink


@pytest.fixture
def chicago(inside: Organization) -> Organization:
    """The organization, whose clocks show Chicago's time and whose team can be answered."""
    inside.time_zone = "America/Chicago"
    inside.reply_to = "learning@northwind.example"
    inside.save()
    return inside
