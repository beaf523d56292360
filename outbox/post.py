"""The way to the mail server, in two steps.

`prepare` hands over everything but the end of the mail: a mail server drops what it has if
the line breaks here, so until then the mail has certainly not been sent.  `complete` sends
the end and reads the answer.  Between the two the caller commits that the mail is handed
over.  docs/decisions/0002-mail-once.md says why.
"""

from __future__ import annotations

import re
import smtplib
import socket
from typing import Any, Protocol

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

from outbox.wire import wire_format

LINE_BREAKS = (smtplib.SMTPServerDisconnected, OSError)
ACCEPTED, CLOSING = 250, 421
NO_SUCH_MAILBOX = re.compile(r"\b5\.1\.(1|6|10)\b")


class Refused(Exception):
    """The mail server has said no to this mail; it was not sent."""

    def __init__(self, reply: str, *, for_good: bool, no_such_mailbox: bool = False) -> None:
        super().__init__(reply)
        self.reply = reply
        self.for_good = for_good
        self.no_such_mailbox = no_such_mailbox


class Unreachable(Exception):
    """There is no mail server to talk to; nothing was sent."""


class Unanswered(Exception):
    """The whole mail was handed over, and the line broke before the answer came."""


class Post(Protocol):
    """One open line to a mail server, used for one mail after the other."""

    def prepare(self, mail: EmailMultiAlternatives) -> None:
        """Hand over all but the end.  Raises Refused or Unreachable."""

    def complete(self) -> None:
        """Hand over the end.  Raises Refused or Unanswered."""

    def abandon(self) -> None:
        """Drop a prepared mail, so that it is not sent."""

    def close(self) -> None:
        """Say goodbye.  Never raises."""


def connect() -> Post:
    """A line to the configured mail server; opened when the first mail is prepared."""
    backend = get_connection()
    if isinstance(backend, EmailBackend):
        return SmtpPost(backend)
    return WholePost(backend)


class SmtpPost:
    """SMTP, spoken command by command."""

    def __init__(self, backend: EmailBackend) -> None:
        self.backend = backend

    def prepare(self, mail: EmailMultiAlternatives) -> None:
        encoding = mail.encoding or "utf-8"
        sender = sanitize_address(mail.from_email, encoding)
        recipient = sanitize_address(mail.to[0], encoding)
        content = re.sub(rb"(?m)^\.", b"..", wire_format(mail))
        if not content.endswith(b"\r\n"):
            content += b"\r\n"
        was_open = self.backend.connection is not None
        try:
            self._prepare(sender, recipient, content)
        except LINE_BREAKS as error:
            self.abandon()
            if not was_open:
                raise Unreachable(describe(error)) from error
            self._prepare_anew(sender, recipient, content)

    def _prepare_anew(self, sender: str, recipient: str, content: bytes) -> None:
        """The line had gone stale since the mail before: nothing of this one was sent."""
        try:
            self._prepare(sender, recipient, content)
        except LINE_BREAKS as error:
            self.abandon()
            raise Unreachable(describe(error)) from error

    def _prepare(self, sender: str, recipient: str, content: bytes) -> None:
        smtp = self._line()
        size = [f"size={len(content)}"] if smtp.has_extn("size") else []
        self._expect(smtp.mail(_bare(sender), size), {250})
        self._expect(smtp.rcpt(_bare(recipient)), {250, 251}, of_recipient=True)
        self._expect(smtp.docmd("data"), {354})
        smtp.send(content)

    def complete(self) -> None:
        smtp: Any = self.backend.connection
        try:
            smtp.send(b".\r\n")
            code, said = smtp.getreply()
        except LINE_BREAKS as error:
            self.abandon()
            raise Unanswered(describe(error)) from error
        if code != ACCEPTED:
            self.abandon()
            if code < 0:
                raise Unanswered(reply_text(code, said))
            raise Refused(reply_text(code, said), for_good=code >= 500)

    def abandon(self) -> None:
        connection, self.backend.connection = self.backend.connection, None
        if connection is not None:
            connection.close()

    def close(self) -> None:
        try:
            self.backend.close()
        except (smtplib.SMTPException, OSError):
            self.abandon()

    def _line(self) -> Any:
        try:
            is_new = self.backend.open()
            smtp: Any = self.backend.connection
            if is_new:
                # The end of a mail is a small packet after a large one: it must not wait.
                smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            smtp.ehlo_or_helo_if_needed()
        except smtplib.SMTPServerDisconnected:
            raise
        except smtplib.SMTPException as error:
            self.abandon()
            raise Unreachable(describe(error)) from error
        return smtp

    def _expect(
        self, reply: tuple[int, bytes], wanted: set[int], *, of_recipient: bool = False
    ) -> None:
        code, said = reply
        if code in wanted:
            return
        if code == CLOSING or code < 0:  # or it does not speak SMTP
            raise smtplib.SMTPServerDisconnected(reply_text(code, said))
        text = reply_text(code, said)
        smtp: Any = self.backend.connection
        try:
            smtp.rset()
        except LINE_BREAKS:
            self.abandon()
        raise Refused(
            text,
            for_good=code >= 500,
            no_such_mailbox=of_recipient and bool(NO_SUCH_MAILBOX.search(text)),
        )


class WholePost:
    """A backend that takes mails whole: a directory, memory, a provider's web interface."""

    def __init__(self, backend: BaseEmailBackend) -> None:
        self.backend = backend
        self.prepared: EmailMultiAlternatives | None = None

    def prepare(self, mail: EmailMultiAlternatives) -> None:
        self.prepared = mail

    def complete(self) -> None:
        mail, self.prepared = self.prepared, None
        if mail is None:
            return
        try:
            self.backend.send_messages([mail])
        except Exception as error:  # each provider has errors of its own
            raise Refused(describe(error), for_good=False) from error

    def abandon(self) -> None:
        self.prepared = None

    def close(self) -> None:
        self.prepared = None


def describe(error: Exception) -> str:
    """An error in a few words, without the mail it was about."""
    if isinstance(error, smtplib.SMTPResponseException):
        return reply_text(error.smtp_code, error.smtp_error)
    return str(error) or type(error).__name__


def reply_text(code: int, said: bytes | str) -> str:
    """What a mail server said, on one line."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(f"{code} {text}".split())


def _bare(address: str) -> str:
    """The address alone, without the name before it."""
    return smtplib.quoteaddr(address)[1:-1]
