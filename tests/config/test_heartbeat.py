"""The sign of life that /healthz reads."""

from __future__ import annotations

import time_machine
from django.core.cache import cache

from config.tasks import WORKER_SEEN, heartbeat
from tests.factories import NOON


def test_a_heartbeat_run_twice_notes_the_later_moment() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        first = heartbeat()
        clock.shift(15)
        second = heartbeat()
        seen = cache.get(WORKER_SEEN)

    assert first < second
    assert seen == second
