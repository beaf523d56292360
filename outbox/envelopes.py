"""A letter put into its envelope: who it is from, and the id it carries for good."""

from __future__ import annotations

from email.utils import formataddr, parseaddr
from hashlib import sha256

from django.core.mail import EmailMultiAlternatives

from outbox.letters import Letter


def message_id(organization_id: int, key: str, *, domain: str) -> str:
    """The Message-ID of a promised mail: the same however often it is made.

    Mail systems that keep duplicates apart do so by this header.
    """
    digest = sha256(f"{organization_id}:{key}".encode()).hexdigest()[:40]
    return f"<{digest}@{domain}>"


def envelope(
    letter: Letter,
    *,
    organization_id: int,
    organization_name: str,
    key: str,
    recipient: str,
    reply_to: str,
    sender: str,
) -> EmailMultiAlternatives:
    """The mail, from the employer's name at the installation's address."""
    _, address = parseaddr(sender)
    mail = EmailMultiAlternatives(
        subject=" ".join(letter.subject.split()),
        body=letter.text,
        from_email=formataddr((organization_name, address)),
        to=[recipient],
        reply_to=[reply_to] if reply_to else None,
        headers={
            "Message-ID": message_id(
                organization_id, key, domain=address.rpartition("@")[2] or "localhost"
            ),
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "OOF, AutoReply",
        },
    )
    mail.attach_alternative(letter.html, "text/html")
    return mail
