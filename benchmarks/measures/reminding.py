"""A thousand people who are to be reminded, from the sweep to the mail server."""

from __future__ import annotations

import multiprocessing
import os
from datetime import UTC, datetime, timedelta

from django.db import connection, connections

from benchmarks.bench import Bench, Failed, seconds_of
from benchmarks.data import organization as data
from benchmarks.data.organization import World
from organizations import scoping
from organizations.models import Organization
from outbox.actions import delivering
from reminders.actions import promising

DUE = 1000

# The first people's course is due in a week; nobody else has one open.
_OTHERS_ARE_DONE = """
    UPDATE training_enrollment SET status = 'withdrawn', ended_at = now(), completed_at = NULL
    WHERE organization_id = %s AND status IN ('not_started', 'in_progress')
"""
_THESE_ARE_DUE = """
    UPDATE training_enrollment
    SET status = 'not_started', started_at = NULL, completed_at = NULL, ended_at = NULL,
        due_on = %s
    WHERE organization_id = %s AND person_id = ANY(%s)
"""


def due(bench: Bench, world: World) -> None:
    """Promise and deliver; as many processes deliver as a worker has."""
    at = next_tuesday(data.now())
    count = min(DUE, world.size)
    with connection.cursor() as cursor:
        cursor.execute(_OTHERS_ARE_DONE, [world.organization.pk])
        day = (at + timedelta(days=7)).date()
        cursor.execute(_THESE_ARE_DUE, [day, world.organization.pk, list(world.person_ids[:count])])
        cursor.execute("VACUUM ANALYZE training_enrollment")
    already = bench.site.sink.taken()
    with bench.reading(world) as note:
        promised = seconds_of(lambda: _promise(world.organization, at, count))
        mailed = seconds_of(lambda: _deliver(world.organization.pk, at))
        note("reminders", count / (promised + mailed), each=count)
        note("reminders_promised", promised)
        note("reminders_mailed", mailed)
    taken = bench.site.sink.taken() - already
    if taken != count:
        raise Failed(f"the mail server has {taken} mails of {count}")


def next_tuesday(at: datetime) -> datetime:
    """A Tuesday within working hours everywhere in the data: noon in Chicago."""
    day = at + timedelta(days=(1 - at.weekday()) % 7 or 7)
    return day.replace(hour=18, minute=0, second=0, microsecond=0, tzinfo=UTC)


def _promise(organization: Organization, at: datetime, count: int) -> None:
    with scoping.within(organization):
        found = promising.remind(organization, at=at, start=False)
    if sum(found.values()) != count:
        raise Failed(f"{found} were promised, not {count}")


def _deliver(organization_id: int, at: datetime) -> None:
    connections.close_all()
    forking = multiprocessing.get_context("fork")
    workers = [
        forking.Process(target=_deliver_all, args=(organization_id, at))
        for _ in range(os.cpu_count() or 2)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=300)
        if worker.exitcode != 0:
            worker.kill()
            raise Failed(f"a delivering process ended with {worker.exitcode}")


def _deliver_all(organization_id: int, at: datetime) -> None:
    """In a process of its own: batch after batch, as the task does."""
    organization = Organization.objects.get(pk=organization_id)
    with scoping.within(organization):
        while delivering.deliver_batch(organization, at=at):
            pass
    connections.close_all()
