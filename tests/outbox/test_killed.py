"""Workers that are killed: a real process, a real kill, at each step of a mail."""

from __future__ import annotations

import multiprocessing
import os
import signal
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from organizations import scoping
from organizations.models import Organization
from outbox.actions import delivering
from outbox.models import Message
from tests.outbox.sink import Sink

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ALL = [f"p{n}@example.org" for n in range(5)]
pytestmark = pytest.mark.django_db(transaction=True)


def _work(organization: Organization) -> None:
    for connection in connections.all(initialized_only=True):
        connection.connection = None  # the parent's; this process opens its own
    with scoping.within(organization):
        delivering.deliver_batch(organization, at=NOON)
    os._exit(0)


def _worker(organization: Organization) -> multiprocessing.process.BaseProcess:
    worker = multiprocessing.get_context("fork").Process(target=_work, args=(organization,))
    worker.start()
    return worker


def promised(organization: Organization, addresses: list[str]) -> None:
    """Messages whose tasks were lost."""
    Message.objects.bulk_create(
        Message(
            organization=organization,
            key=to,
            kind="greeting",
            recipient=to,
            not_before=NOON,
            created_at=NOON,
        )
        for to in addresses
    )


@pytest.mark.parametrize("stage", ["mail", "rcpt", "data", "end"])
def test_a_worker_killed_in_the_middle_of_a_batch_loses_nothing_and_repeats_nothing(
    organization: Organization, sink: Sink, stage: str
) -> None:
    with scoping.within(organization):
        promised(organization, ALL)
    victim: list[int] = []

    def kill_at_the_third(at_stage: str, address: str) -> None:
        if victim and (at_stage, address) == (stage, ALL[2]):
            os.kill(victim.pop(), signal.SIGKILL)

    def kill_before_the_third(at_stage: str, address: str) -> None:
        if victim and at_stage == "mail" and len(sink.mails) == 2:
            os.kill(victim.pop(), signal.SIGKILL)

    sink.answer = kill_before_the_third if stage == "mail" else kill_at_the_third
    worker = _worker(organization)
    assert worker.pid is not None
    victim.append(worker.pid)
    worker.join(20)
    assert worker.exitcode == -signal.SIGKILL

    with scoping.within(organization):
        delivering.deliver_batch(organization, at=NOON)
        delivering.settle_unanswered(at=NOON + timedelta(minutes=6))
        states = set(Message.objects.values_list("state", flat=True))

    assert sorted(sink.recipients) == ALL
    assert states == {"sent"}


def test_two_workers_at_once_send_each_mail_once(organization: Organization, sink: Sink) -> None:
    everybody = [f"p{n:03}@example.org" for n in range(60)]
    with scoping.within(organization):
        promised(organization, everybody)
    workers = [_worker(organization), _worker(organization)]
    for worker in workers:
        worker.join(20)

    assert [worker.exitcode for worker in workers] == [0, 0]
    assert sorted(sink.recipients) == everybody
