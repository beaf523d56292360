"""Reminders that a worker sends and is killed at: each promised one arrives, and once."""

from __future__ import annotations

import subprocess
from datetime import timedelta

from organizations.models import Organization
from outbox import tasks
from outbox.models import Message
from reminders.actions import promising
from reminders.models import Reminder
from tests.outbox.sink import Sink
from tests.reminders.places import ASSIGNED_AT, an_enrollment
from tests.worker.processes import Processes, until

PROMISED = 45
ADDRESSES = [f"ana{n:02}@example.org" for n in range(PROMISED)]
# A worker is killed when the mail server hears this about that person's mail: before its text,
# while the text comes, and when it has been accepted and not yet said so.
DEATHS = [("rcpt", ADDRESSES[3]), ("data", ADDRESSES[12]), ("end", ADDRESSES[30])]


def promised(organization: Organization) -> None:
    """Somebody new for each address, all due to hear of it now."""
    organization.time_zone = "America/Chicago"
    organization.save()
    for address in ADDRESSES:
        an_enrollment(organization, person={"email": address})
    counts = promising.remind(organization, at=ASSIGNED_AT, start=False)
    assert dict(counts) == {"assigned": PROMISED}


def killed_at(death: tuple[str, str], processes: Processes, sink: Sink) -> subprocess.Popen[bytes]:
    """A worker that sends until the mail server hears this."""
    worker = processes.worker(at=ASSIGNED_AT)

    def hears(stage: str, address: str) -> None:
        if (stage, address) == death and worker.poll() is None:
            processes.kill(worker)

    sink.answer = hears
    return worker


def test_mails_counted_at_the_server_are_those_promised_whoever_was_killed(
    processes: Processes, inside: Organization, sink: Sink
) -> None:
    promised(inside)
    arrived = []
    for death in DEATHS:
        worker = killed_at(death, processes, sink)
        tasks.deliver_unsent.delay()
        worker.wait(120)
        arrived.append(len(sink.mails))
    assert arrived == [3, 12, 31]

    # Six minutes on, what was handed over without an answer is no longer waited for.
    processes.worker(at=ASSIGNED_AT + timedelta(minutes=6))
    tasks.deliver_unsent.delay()
    until(lambda: not Message.objects.unsent().exists())

    assert sorted(sink.recipients) == ADDRESSES
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
    assert Message.objects.count() == Reminder.objects.count() == PROMISED
    assert len({letter["Message-ID"] for letter in sink.letters}) == PROMISED
