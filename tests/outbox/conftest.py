from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from outbox import letters
from outbox.letters import Letter
from outbox.models import Message
from tests.outbox.sink import Sink, running_sink


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    """A mail server that the site is set up to use."""
    with running_sink() as sink:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        settings.EMAIL_TIMEOUT = 5
        yield sink


@pytest.fixture(autouse=True)
def _greeting() -> Iterator[None]:
    """A kind of letter to send in these tests."""

    def compose(message: Message) -> Letter:
        number = message.reference.get("number", 0)
        return Letter(f"Hello {number}", f"Hello {number}\n.\n", f"<p>Hello {number}</p>")

    letters.register("greeting", compose)
    yield
    letters._composers.pop("greeting")
