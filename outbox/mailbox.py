"""A mailbox in a directory, for development: every mail is a file and a page."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class FileMailbox(BaseEmailBackend):
    """Writes each mail to settings.DEV_MAIL_DIR as an .eml file."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        settings.DEV_MAIL_DIR.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            content = message.message().as_bytes(linesep="\n")
            target = settings.DEV_MAIL_DIR / f"{uuid4().hex}.eml"
            target.with_suffix(".part").write_bytes(content)
            target.with_suffix(".part").rename(target)
        return len(email_messages)
