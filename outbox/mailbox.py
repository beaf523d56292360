"""A mailbox in a directory, for development: every mail is a file and a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage as ParsedMail
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

NAME = re.compile(r"[0-9a-f]{32}")


class FileMailbox(BaseEmailBackend):
    """Writes each mail to settings.DEV_MAIL_DIR as an .eml file."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        settings.DEV_MAIL_DIR.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            mail: Any = message.message()  # Django's, whose as_bytes takes a line end
            content = mail.as_bytes(linesep="\n")
            target = settings.DEV_MAIL_DIR / f"{uuid4().hex}.eml"
            target.with_suffix(".part").write_bytes(content)
            target.with_suffix(".part").rename(target)
        return len(email_messages)


def is_in_use() -> bool:
    """Whether mail lands in the directory, on a site that only this machine can reach."""
    return bool(settings.IS_PRIVATE) and settings.EMAIL_BACKEND == "outbox.mailbox.FileMailbox"


@dataclass(frozen=True)
class Mail:
    """A mail in the directory."""

    name: str
    to: str
    sender: str
    reply_to: str
    subject: str
    at: datetime
    text: str
    html: str


def mails() -> list[Path]:
    """Every mail's file, newest first."""
    found = ((path.stat().st_mtime_ns, path) for path in settings.DEV_MAIL_DIR.glob("*.eml"))
    return [path for _, path in sorted(found, reverse=True)]


def read(path: Path) -> Mail:
    parsed = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(parsed, ParsedMail)  # noqa: S101 - what the default policy makes
    return Mail(
        name=path.stem,
        to=str(parsed["To"] or ""),
        sender=str(parsed["From"] or ""),
        reply_to=str(parsed["Reply-To"] or ""),
        subject=str(parsed["Subject"] or ""),
        at=datetime.fromtimestamp(path.stat().st_mtime, UTC),
        text=_body(parsed, "plain"),
        html=_body(parsed, "html"),
    )


def find(name: str) -> Mail | None:
    """The mail of a name; None for a name that is none of ours."""
    path = settings.DEV_MAIL_DIR / f"{name}.eml"
    return read(path) if NAME.fullmatch(name) and path.is_file() else None


def _body(parsed: ParsedMail, kind: str) -> str:
    part = parsed.get_body((kind,))
    return str(part.get_content()) if part is not None else ""
