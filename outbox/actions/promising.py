"""Promising mail: a row under a unique key, and a task that sends it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from core.queue import enqueue
from organizations.models import Organization
from outbox.models import Message

# How many mails one delivery task takes on.
BATCH = 200


@dataclass(frozen=True)
class Promise:
    """One mail that is to be sent.  `reference` holds ids only."""

    key: str
    kind: str
    recipient: str
    reference: dict[str, int] = field(default_factory=dict)
    language: str = "en"
    not_before: datetime | None = None


@transaction.atomic
def promise(
    organization: Organization,
    *,
    key: str,
    kind: str,
    reference: dict[str, int],
    recipient: str,
    language: str,
    at: datetime,
    not_before: datetime | None = None,
) -> Message:
    """Promise one email.  The same `key` twice is one email, not two.

    It is sent once the current transaction has committed, or at `not_before`.
    """
    message, is_new = Message.objects.get_or_create(
        organization=organization,
        key=key,
        defaults={
            "kind": kind,
            "reference": reference,
            "recipient": recipient,
            "language": language,
            "not_before": not_before or at,
            "created_at": at,
        },
    )
    if is_new and message.not_before <= at:
        enqueue("outbox.tasks.deliver", organization_id=organization.pk, message_id=message.pk)
    return message


@transaction.atomic
def promise_all(
    organization: Organization,
    promises: Iterable[Promise],
    *,
    at: datetime,
    start: bool = True,
) -> dict[str, Message]:
    """Promise many emails at once; returns the message of each key, new or not.

    Without `start` no task is started, for a caller who delivers by itself.
    """
    wanted = {each.key: each for each in promises}
    Message.objects.bulk_create(
        (
            Message(
                organization=organization,
                key=each.key,
                kind=each.kind,
                reference=each.reference,
                recipient=each.recipient,
                language=each.language,
                not_before=each.not_before or at,
                created_at=at,
            )
            for each in wanted.values()
        ),
        ignore_conflicts=True,
        batch_size=1000,
    )
    messages = {each.key: each for each in Message.objects.filter(key__in=wanted)}
    if start:
        start_batches(organization.pk, sum(each.not_before <= at for each in messages.values()))
    return messages


def start_batches(organization_id: int, count: int) -> int:
    """Start as many delivery tasks as `count` due messages need; returns how many."""
    batches = -(-count // BATCH)
    for _ in range(batches):
        enqueue("outbox.tasks.deliver_batch", organization_id=organization_id)
    return batches
