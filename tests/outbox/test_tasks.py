from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from organizations import scoping
from organizations.models import Organization
from outbox.actions.promising import Promise, promise, promise_all
from outbox.models import Message
from outbox.tasks import deliver, deliver_batch, deliver_unsent
from tests.factories import OrganizationFactory
from tests.outbox.sink import Sink

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def promised(organization: Organization, count: int, *, at: datetime = NOON) -> list[Message]:
    with scoping.within(organization):
        found = promise_all(
            organization,
            [Promise(f"greeting:{n}", "greeting", f"p{n}@example.org") for n in range(count)],
            at=at,
        )
    return list(found.values())


@pytest.mark.django_db
def test_the_delivery_task_run_twice_sends_once(organization: Organization, sink: Sink) -> None:
    [message] = promised(organization, 1)  # its own task waits for a commit that never comes

    assert deliver(organization_id=organization.pk, message_id=message.pk) == "sent"
    assert deliver(organization_id=organization.pk, message_id=message.pk) == ""
    assert len(sink.mails) == 1


@pytest.mark.django_db
def test_the_batch_task_run_twice_sends_once(organization: Organization, sink: Sink) -> None:
    promised(organization, 3)

    assert deliver_batch(organization_id=organization.pk) == {"sent": 3}
    assert deliver_batch(organization_id=organization.pk) == {}
    assert len(sink.mails) == 3


@pytest.mark.django_db(transaction=True)
def test_a_promise_is_delivered_when_its_transaction_commits(
    organization: Organization, sink: Sink
) -> None:
    with scoping.within(organization):
        promise(
            organization,
            key="greeting:1",
            kind="greeting",
            reference={},
            recipient="ana@example.org",
            language="en",
            at=NOON,
        )
    assert sink.recipients == ["ana@example.org"]


@pytest.mark.django_db(transaction=True)
def test_lost_tasks_of_every_organization_are_swept_up_once(
    organization: Organization, sink: Sink
) -> None:
    for each in (organization, OrganizationFactory()):
        with scoping.within(each):
            Message.objects.bulk_create(
                Message(
                    organization=each,
                    key=f"greeting:{n}",
                    kind="greeting",
                    recipient=f"p{n}@{each.slug}.example",
                    not_before=NOON,
                    created_at=NOON,
                )
                for n in range(2)
            )

    assert [deliver_unsent(), deliver_unsent()] == [4, 0]
    assert len(sink.mails) == len(set(sink.recipients)) == 4


@pytest.mark.django_db
def test_the_sweep_settles_what_a_dead_worker_left_unanswered(
    organization: Organization, sink: Sink
) -> None:
    [message] = promised(organization, 1)
    now = timezone.now()
    with scoping.within(organization):
        Message.objects.update(handed_over_at=now - timedelta(minutes=4))
    deliver_unsent()
    message.refresh_from_db()
    assert message.state == "promised"

    with scoping.within(organization):
        Message.objects.update(handed_over_at=now - timedelta(minutes=6))
    deliver_unsent()
    deliver_unsent()
    message.refresh_from_db()
    assert (message.state, sink.mails) == ("sent", [])
