"""Sending what was promised: each message is settled exactly once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import translation
from django.utils.translation import gettext_noop

from core.repeated import HOLE, Repeated
from organizations.models import Organization
from outbox import letters
from outbox.actions import bouncing
from outbox.actions.promising import BATCH
from outbox.envelopes import envelope
from outbox.letters import Letter, NotYet, Withheld
from outbox.models import Message, Suppression
from outbox.post import Post, Refused, Unanswered, Unreachable, connect

log = structlog.get_logger(__name__)

MOST_ATTEMPTS = 8
# Between tries: 1, 4, 16 and 64 minutes, then every 4 hours; the eighth about 13 hours on.
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=4)
# No answer is waited for as long as this: whoever handed the mail over is gone.
ANSWER_IS_LOST_AFTER = timedelta(minutes=5)

# Mails the server has taken are marked so together, this many at a time.
SETTLED_TOGETHER = 20

PUT_OFF = "put off"  # in a tally: there was no mail server
SUPPRESSED = gettext_noop("This address is not written to: earlier mail came back.")
ANSWER_LOST = gettext_noop(
    "Handed to the mail server, whose answer is not on record. It is not sent a second time."
)


@dataclass
class Round:
    """One open line to the mail server, and the messages that go over it."""

    organization: Organization
    at: datetime
    wanted: Q
    post: Post = field(default_factory=connect)
    taken: list[int] = field(default_factory=list)  # by the mail server; not yet marked so
    next_one: Repeated | None = None

    def settle(self) -> None:
        """Mark what the mail server has taken.

        Should this be lost, the hand-over of each is on record all the same, and
        `settle_unanswered` brings them to the same end.
        """
        if self.taken:
            rows = Message.objects.unsent().filter(pk__in=self.taken)
            rows.update(state=Message.State.SENT, reason="", settled_at=self.at)
            self.taken.clear()

    def close(self) -> None:
        self.settle()
        self.post.close()


def deliver(organization: Organization, message_id: int, *, at: datetime) -> str:
    """Send one promised message, however often this is called; returns its new state.

    "" means there was nothing to do: it is settled, not wanted yet, or another worker's.
    """
    work = Round(organization, at, Q(pk=message_id))
    try:
        return _deliver_next(work, after=0)[1]
    except Unreachable as error:
        _put_off([message_id], str(error), at=at)
        return str(Message.State.PROMISED)
    finally:
        work.close()


def deliver_batch(
    organization: Organization,
    *,
    at: datetime,
    most: int = BATCH,
    promised_at: datetime | None = None,
) -> dict[str, int]:
    """Send up to `most` due messages over one line; returns how many came to each state.

    Several workers may do this at once: each takes the next message nobody else has.  With
    `promised_at`, only what was promised at that very instant is sent.
    """
    work = Round(organization, at, Q(created_at=promised_at) if promised_at else Q())
    tally, last = Counter[str](), 0
    try:
        while sum(tally.values()) < most:
            last, state = _deliver_next(work, after=last)
            if not state:
                break
            tally[state] += 1
    except Unreachable as error:
        due = Message.objects.due(at).filter(work.wanted).order_by("pk")
        tally[PUT_OFF] = _put_off(list(due.values_list("pk", flat=True)[:most]), str(error), at=at)
    finally:
        work.close()
    return dict(+tally)


def settle_unanswered(*, at: datetime) -> int:
    """Settle messages whose sender died between handing them over and hearing the answer."""
    lost = Message.objects.unsent().filter(handed_over_at__lt=at - ANSWER_IS_LOST_AFTER)
    return lost.update(state=Message.State.SENT, reason=ANSWER_LOST, settled_at=at)


def _deliver_next(work: Round, *, after: int) -> tuple[int, str]:
    """Take the next due message nobody else holds, and bring it to an end.

    Holds the row's lock until the hand-over is committed.  Raises Unreachable, with
    everything as it was, when there is no mail server.
    """
    taken: Message | None = None
    try:
        with transaction.atomic():
            taken = _take(work, after=after)
            if taken is None:
                return 0, ""
            letter = _letter_for(taken, at=work.at)
            if letter is None:
                return taken.pk, taken.state
            work.post.prepare(_enveloped(taken, letter))
            _mark_handed_over(taken, letter, at=work.at)
    except Refused as refusal:
        return _refused(taken, refusal, at=work.at)
    except Unreachable:
        raise
    except Exception as error:
        work.post.abandon()
        if taken is None:
            raise
        # One letter that cannot be made must not hold up the others.
        log.exception("a letter could not be made", message_id=taken.pk)
        return _refused(taken, Refused(type(error).__name__, for_good=False), at=work.at)
    return _complete(work, taken)


def _take(work: Round, *, after: int) -> Message | None:
    if work.next_one is None:
        bounced = Suppression.objects.filter(address__iexact=OuterRef("recipient"))
        work.next_one = Repeated(
            "next_message",
            Message.objects.due(work.at)
            .filter(work.wanted, organization=work.organization, pk__gt=HOLE)
            .annotate(suppressed=Exists(bounced))
            .select_for_update(skip_locked=True)
            .order_by("pk")[:1],
        )
    found = Message.objects.raw(*work.next_one.statement(after))
    for message in found:
        message.organization = work.organization
        message.composed_at = work.at
        return message
    return None


def _letter_for(message: Message, *, at: datetime) -> Letter | None:
    """The letter as of now; None when there is none to send, with the row saying why."""
    if message.suppressed:  # type: ignore[attr-defined] # annotated by _take
        _settle(message, Message.State.FAILED, at=at, reason=SUPPRESSED)
        return None
    try:
        with translation.override(message.language):
            return letters.compose(message)
    except Withheld as withheld:
        _settle(message, Message.State.WITHHELD, at=at, reason=str(withheld))
    except NotYet as wait:
        message.not_before = wait.until
        message.save(update_fields=["not_before"])
    return None


def _enveloped(message: Message, letter: Letter) -> EmailMultiAlternatives:
    organization = message.organization
    return envelope(
        letter,
        organization_id=organization.pk,
        organization_name=organization.name,
        key=message.key,
        recipient=message.recipient,
        reply_to=organization.reply_to,
        sender=settings.DEFAULT_FROM_EMAIL,
    )


def _mark_handed_over(message: Message, letter: Letter, *, at: datetime) -> None:
    """Commit with this, and the mail is never sent again."""
    message.subject = letter.subject[:200]
    message.attempts += 1
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE outbox_message SET handed_over_at = %s, attempts = %s, subject = %s,"
            " reason = '' WHERE organization_id = %s AND id = %s",
            [at, message.attempts, message.subject, message.organization_id, message.pk],
        )


def _complete(work: Round, message: Message) -> tuple[int, str]:
    try:
        work.post.complete()
    except Refused as refusal:
        # The server said no to all of it: it may be handed over again, and counts once.
        message.attempts -= 1
        message.handed_over_at = None
        message.save(update_fields=["handed_over_at", "attempts"])
        return _refused(message, refusal, at=work.at)
    except Unanswered:
        return message.pk, _settle(message, Message.State.SENT, at=work.at, reason=ANSWER_LOST)
    work.taken.append(message.pk)
    if len(work.taken) >= SETTLED_TOGETHER:
        work.settle()
    return message.pk, str(Message.State.SENT)


def _settle(message: Message, state: Message.State, *, at: datetime, reason: str = "") -> str:
    """Bring a promised message to its end; the only place that does for one message."""
    Message.objects.unsent().filter(pk=message.pk).update(
        state=state, reason=reason[:200], settled_at=at
    )
    message.state = state
    return str(state)


def _refused(message: Message | None, refusal: Refused, *, at: datetime) -> tuple[int, str]:
    if message is None:
        raise refusal
    if refusal.no_such_mailbox:
        bouncing.bounce(message.organization, message.recipient, reason=refusal.reply, at=at)
    _put_off([message.pk], refusal.reply, at=at, for_good=refusal.for_good)
    return message.pk, Message.objects.values_list("state", flat=True).get(pk=message.pk)


@transaction.atomic
def _put_off(message_ids: list[int], reason: str, *, at: datetime, for_good: bool = False) -> int:
    """Count a failed attempt; try again after a pause, or give up after the eighth."""
    waiting = Message.objects.due(at).filter(pk__in=message_ids)
    tried: dict[int, list[int]] = {}
    for pk, attempts in waiting.select_for_update(skip_locked=True).values_list("pk", "attempts"):
        tried.setdefault(attempts + 1, []).append(pk)
    for attempts, group in tried.items():
        change: dict[str, Any] = {"attempts": attempts, "reason": reason[:200]}
        if for_good or attempts >= MOST_ATTEMPTS:
            change |= {"state": Message.State.FAILED, "settled_at": at}
        else:
            pause = min(FIRST_PAUSE * 4 ** (attempts - 1), LONGEST_PAUSE)
            change |= {"not_before": at + pause}
        Message.objects.filter(pk__in=group).update(**change)
    return sum(map(len, tried.values()))
