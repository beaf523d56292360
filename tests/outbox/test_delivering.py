from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from organizations.models import AuditEvent, Organization
from outbox import letters
from outbox.actions import bouncing, delivering
from outbox.actions.promising import Promise, promise, promise_all
from outbox.letters import Letter, NotYet, Withheld
from outbox.models import Message, Suppression
from tests.outbox.sink import DROP, Sink

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def a_promise(
    organization: Organization,
    key: str = "greeting:1",
    *,
    kind: str = "greeting",
    recipient: str = "ana@example.org",
    not_before: datetime | None = None,
) -> Message:
    return promise(
        organization,
        key=key,
        kind=kind,
        reference={"number": 1},
        recipient=recipient,
        language="en",
        at=NOON,
        not_before=not_before,
    )


def many(organization: Organization, count: int) -> None:
    promise_all(
        organization,
        [
            Promise(f"greeting:{n}", "greeting", f"p{n}@example.org", {"number": n})
            for n in range(count)
        ],
        at=NOON,
    )


def states() -> list[tuple[str, str, int]]:
    return list(Message.objects.order_by("pk").values_list("state", "reason", "attempts"))


def test_delivering_twice_sends_once(inside: Organization, sink: Sink) -> None:
    message = a_promise(inside)

    assert [
        delivering.deliver(inside, message.pk, at=NOON),
        delivering.deliver(inside, message.pk, at=NOON),
    ] == ["sent", ""]
    assert sink.recipients == ["ana@example.org"]
    message.refresh_from_db()
    assert (message.state, message.subject, message.attempts, message.settled_at) == (
        "sent", "Hello 1", 1, NOON,
    )  # fmt: skip


def test_promising_twice_is_one_message(inside: Organization) -> None:
    assert a_promise(inside) == a_promise(inside)
    many(inside, 3)
    many(inside, 3)
    assert Message.objects.count() == 3  # greeting:1 is the first of them


def test_the_database_itself_refuses_a_second_message_under_a_key(inside: Organization) -> None:
    a_promise(inside)
    with pytest.raises(IntegrityError, match="mail_once"), transaction.atomic():
        Message.objects.create(
            organization=inside, key="greeting:1", not_before=NOON, created_at=NOON
        )


def test_a_mail_comes_from_the_employer_and_answers_go_to_its_team(
    inside: Organization, sink: Sink
) -> None:
    inside.reply_to = "learning@northwind.example"
    inside.save()
    message = a_promise(inside)

    delivering.deliver(inside, message.pk, at=NOON)

    [letter] = sink.letters
    assert letter["From"] == "Northwind Logistics <training@upstander.example>"
    assert letter["Reply-To"] == "learning@northwind.example"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["List-Unsubscribe"] is None
    bodies = [part.get_content().splitlines() for part in letter.iter_parts()]
    assert bodies == [["Hello 1", "."], ["<p>Hello 1</p>"]]


def test_a_mail_has_the_same_id_whenever_it_is_sent(inside: Organization, sink: Sink) -> None:
    replies = iter(["451 try later", None])
    sink.answer = lambda stage, address: next(replies) if stage == "end" else None
    message = a_promise(inside)
    delivering.deliver(inside, message.pk, at=NOON)
    first = delivering._enveloped(message, Letter("s", "t", "h")).extra_headers["Message-ID"]

    delivering.deliver(inside, message.pk, at=NOON + timedelta(hours=1))

    assert [each["Message-ID"] for each in sink.letters] == [first]


def test_a_batch_uses_one_line_and_stops_at_its_size(inside: Organization, sink: Sink) -> None:
    many(inside, 7)

    first = delivering.deliver_batch(inside, at=NOON, most=5)
    second = delivering.deliver_batch(inside, at=NOON, most=5)

    assert (first, second, sink.connections) == ({"sent": 5}, {"sent": 2}, 2)
    assert sorted(sink.recipients) == [f"p{n}@example.org" for n in range(7)]


def test_a_mail_is_not_sent_before_its_time(inside: Organization, sink: Sink) -> None:
    a_promise(inside, not_before=NOON + timedelta(hours=1))

    assert delivering.deliver_batch(inside, at=NOON) == {}
    assert delivering.deliver_batch(inside, at=NOON + timedelta(hours=1)) == {"sent": 1}
    assert len(sink.mails) == 1


def test_a_run_for_one_instant_sends_only_what_was_promised_at_it(
    inside: Organization, sink: Sink
) -> None:
    later = NOON + timedelta(days=90)
    a_promise(inside, "now")
    promise_all(inside, [Promise("later", "greeting", "b@example.org")], at=later, start=False)

    assert delivering.deliver_batch(inside, at=later, promised_at=later) == {"sent": 1}
    assert sink.recipients == ["b@example.org"]


def test_a_letter_without_reason_is_withheld_and_says_why(inside: Organization, sink: Sink) -> None:
    def gone(message: Message) -> Letter:
        raise Withheld("The training was completed before this was sent.")

    letters.register("greeting", gone)
    a_promise(inside)

    assert delivering.deliver_batch(inside, at=NOON) == {"withheld": 1}
    assert delivering.deliver_batch(inside, at=NOON) == {}
    assert states() == [("withheld", "The training was completed before this was sent.", 0)]
    assert sink.mails == []


def test_a_letter_may_wait_for_its_hour(inside: Organization, sink: Sink) -> None:
    def at_three(message: Message) -> Letter:
        assert message.composed_at is not None
        if message.composed_at < NOON + timedelta(hours=3):
            raise NotYet(NOON + timedelta(hours=3))
        return Letter("Now", "Now", "<p>Now</p>")

    letters.register("greeting", at_three)
    a_promise(inside)

    assert delivering.deliver_batch(inside, at=NOON) == {"promised": 1}
    assert delivering.deliver_batch(inside, at=NOON + timedelta(hours=2)) == {}
    assert delivering.deliver_batch(inside, at=NOON + timedelta(hours=3)) == {"sent": 1}
    assert len(sink.mails) == 1


def test_a_letter_that_cannot_be_made_does_not_hold_up_the_others(
    inside: Organization, sink: Sink
) -> None:
    a_promise(inside, "broken", kind="nobody registered this")
    a_promise(inside, "whole")

    assert delivering.deliver_batch(inside, at=NOON) == {"promised": 1, "sent": 1}
    assert states() == [("promised", "NoSuchLetter", 1), ("sent", "", 1)]


def test_a_suppressed_address_is_not_written_to(inside: Organization, sink: Sink) -> None:
    bouncing.bounce(inside, "Ana@Example.org ", reason="mailbox full", at=NOON)
    a_promise(inside)

    assert delivering.deliver_batch(inside, at=NOON) == {"failed": 1}
    assert states() == [("failed", delivering.SUPPRESSED, 0)]
    assert sink.mails == []


def test_an_address_that_works_again_is_written_to_again(inside: Organization, sink: Sink) -> None:
    bouncing.bounce(inside, "ana@example.org", reason="mailbox full", at=NOON)
    assert bouncing.write_again(inside, "ANA@example.org", at=NOON)
    assert not bouncing.write_again(inside, "ana@example.org", at=NOON)
    a_promise(inside)

    assert delivering.deliver_batch(inside, at=NOON) == {"sent": 1}


def test_bouncing_twice_is_one_suppression(inside: Organization) -> None:
    first = bouncing.bounce(inside, "ana@example.org", reason="one", at=NOON)
    assert bouncing.bounce(inside, "ana@example.org", reason="two", at=NOON) == first
    assert [(each.address, each.reason) for each in Suppression.objects.all()] == [
        ("ana@example.org", "one")
    ]
    assert [str(each) for each in AuditEvent.objects.all()] == ["mail.bounced ana@example.org"]


def test_a_mailbox_that_does_not_exist_is_not_written_to_again(
    inside: Organization, sink: Sink
) -> None:
    sink.answer = lambda stage, address: "550 5.1.1 no such user" if stage == "rcpt" else None
    a_promise(inside)

    assert delivering.deliver_batch(inside, at=NOON) == {"failed": 1}
    assert states() == [("failed", "550 5.1.1 no such user", 1)]
    assert [each.address for each in Suppression.objects.all()] == ["ana@example.org"]


def test_one_refused_recipient_does_not_stop_the_batch(inside: Organization, sink: Sink) -> None:
    sink.answer = lambda stage, address: (
        "550 not here" if (stage, address) == ("rcpt", "p1@example.org") else None
    )
    many(inside, 3)

    assert delivering.deliver_batch(inside, at=NOON) == {"sent": 2, "failed": 1}
    assert sink.recipients == ["p0@example.org", "p2@example.org"]
    assert (sink.connections, Suppression.objects.count()) == (1, 0)


@pytest.mark.parametrize("stage", ["mail", "rcpt", "data", "end"])
def test_a_refusal_for_now_is_tried_again_later_until_it_is_too_often(
    inside: Organization, sink: Sink, stage: str
) -> None:
    sink.answer = lambda at_stage, address: "451 try later" if at_stage == stage else None
    message = a_promise(inside)
    at, tries = NOON, []

    while delivering.deliver_batch(inside, at=at):
        message.refresh_from_db()
        tries.append((message.attempts, message.not_before - at, message.state))
        at = max(at, message.not_before)

    minutes = [1, 4, 16, 64, 240, 240, 240]
    assert [each[:2] for each in tries[:7]] == [
        (n, timedelta(minutes=pause)) for n, pause in enumerate(minutes, start=1)
    ]
    assert (tries[7][0], tries[7][2], message.reason) == (8, "failed", "451 try later")
    assert (len(tries), sink.mails) == (8, [])


def test_without_a_mail_server_everything_waits_and_then_goes_out_once(
    inside: Organization, sink: Sink, settings: Any
) -> None:
    many(inside, 3)
    settings.EMAIL_PORT = 1  # nobody listens there

    assert delivering.deliver_batch(inside, at=NOON) == {"put off": 3}
    assert {state for state, _, _ in states()} == {"promised"}

    settings.EMAIL_PORT = sink.port
    assert delivering.deliver_batch(inside, at=NOON) == {}
    assert delivering.deliver_batch(inside, at=NOON + timedelta(minutes=1)) == {"sent": 3}
    assert len(sink.mails) == 3


@pytest.mark.parametrize("stage", ["mail", "rcpt", "data"])
def test_a_line_that_has_gone_stale_is_opened_again(
    inside: Organization, sink: Sink, stage: str
) -> None:
    drops = iter([None, DROP, None])
    sink.answer = lambda at_stage, address: next(drops) if at_stage == stage else None
    many(inside, 2)

    assert delivering.deliver_batch(inside, at=NOON) == {"sent": 2}
    assert sink.recipients == ["p0@example.org", "p1@example.org"]
    assert sink.connections == 2


def test_a_mail_whose_answer_was_lost_is_not_sent_again(inside: Organization, sink: Sink) -> None:
    drops = iter([DROP, None])
    sink.answer = lambda stage, address: next(drops) if stage == "end" else None
    many(inside, 2)

    assert delivering.deliver_batch(inside, at=NOON) == {"sent": 2}
    assert delivering.deliver_batch(inside, at=NOON + timedelta(days=1)) == {}
    assert states() == [("sent", delivering.ANSWER_LOST, 1), ("sent", "", 1)]
    assert sink.recipients == ["p0@example.org", "p1@example.org"]


def test_a_mail_that_starts_a_line_with_a_dot_arrives_whole(
    inside: Organization, sink: Sink
) -> None:
    letters.register("greeting", lambda message: Letter("s", "a\n.\n..b\n", "<p>ünï</p>"))
    a_promise(inside)
    delivering.deliver_batch(inside, at=NOON)

    text, html = (part.get_content().splitlines() for part in sink.letters[0].iter_parts())
    assert (text, html) == (["a", ".", "..b"], ["<p>ünï</p>"])


def test_a_backend_that_takes_whole_mails_is_used_too(
    inside: Organization, mailoutbox: list
) -> None:
    a_promise(inside)
    assert delivering.deliver_batch(inside, at=NOON) == {"sent": 1}
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [(["ana@example.org"], "Hello 1")]
