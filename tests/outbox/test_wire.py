from __future__ import annotations

from email import message_from_bytes, policy

import pytest
from django.core.mail import BadHeaderError, EmailMultiAlternatives

from outbox.envelopes import envelope
from outbox.letters import Letter
from outbox.wire import wire_format


def a_mail(**changed: str) -> EmailMultiAlternatives:
    letter = Letter(
        changed.get("subject", "Stepping in"),
        changed.get("text", "Hello\n\n.\nGoodbye\n"),
        changed.get("html", "<p>Hello</p>\n"),
    )
    return envelope(
        letter,
        organization_id=1,
        organization_name=changed.get("name", "Northwind"),
        key="k",
        recipient=changed.get("to", "ana@example.org"),
        reply_to=changed.get("reply_to", "hr@example.org"),
        sender="Upstander <training@upstander.example>",
    )


def seen(content: bytes) -> tuple[dict[str, str], list[tuple[str, list[str]]]]:
    """What a mail program finds: headers (but the date) and parts."""
    parsed = message_from_bytes(content, policy=policy.default)
    headers = {
        name: str(value).strip()
        for name, value in parsed.items()
        if name not in {"Date", "Content-Type", "MIME-Version"}
    }
    parts = [(p.get_content_type(), p.get_content().splitlines()) for p in parsed.iter_parts()]
    return headers, parts


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"subject": "Tu formación: «Dar un paso» " * 5, "name": "Ñandú, Inc. “Süd”"},
        {"text": "ünï\r\nline\n\n\n", "html": "<p>漢字 &amp; ünï</p>"},
        {"reply_to": ""},
        {"subject": "A very long subject of plain words " * 6},
        {"text": "x" * 2000, "html": "<p>" + "ü" * 700 + "</p>"},
        {"to": "josé@exámple.org"},
    ],
    ids=["plain", "accents", "other scripts", "no reply", "long subject", "long lines", "idn"],
)
def test_a_mail_program_finds_what_djangos_own_bytes_hold(changed: dict[str, str]) -> None:
    django = a_mail(**changed).message().as_bytes(linesep="\r\n")  # type: ignore[call-arg] # Django's
    assert seen(wire_format(a_mail(**changed))) == seen(django)


def test_every_line_ends_alike_and_none_is_too_long() -> None:
    content = wire_format(a_mail(subject="ü" * 300, html="<p>" + "x" * 3000 + "</p>"))
    lines = content.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 998
    assert content.endswith(b"\r\n")


def test_a_header_cannot_bring_another_with_it() -> None:
    mail = a_mail()
    mail.subject = "Hello\nBcc: everybody@example.org"
    with pytest.raises(BadHeaderError):
        wire_format(mail)
