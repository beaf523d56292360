"""A mail as SMTP carries it.

Django's own way to bytes builds a tree of parts and walks it with a general generator, which
takes longer than anything else about a mail of ours.  Ours all have one shape (a text and the
same in HTML), so it is written out directly, with Django's own treatment of each header.  A
mail of another shape goes Django's way.
"""

from __future__ import annotations

from email.utils import formatdate
from hashlib import sha256
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import forbid_multi_line_headers

LONGEST_LINE = 998  # bytes, without the line end (RFC 5322, 2.1.1)


def wire_format(mail: EmailMultiAlternatives) -> bytes:
    """The mail in bytes, lines ending in CR LF."""
    parts = [(str(mail.body), "text/plain")]
    parts += [(str(content), str(mimetype)) for content, mimetype in mail.alternatives]
    bodies = [_body(content) for content, _ in parts]
    is_ours = len(parts) == 2 and not mail.attachments and not mail.cc and mail.encoding is None
    if not is_ours or any(body is None for body in bodies):
        message: Any = mail.message()  # Django's, whose as_bytes takes a line end
        return bytes(message.as_bytes(linesep="\r\n"))
    boundary = f"=_{sha256(b''.join(body or b'' for body in bodies)).hexdigest()[:40]}"
    lines = [*_headers(mail), b"MIME-Version: 1.0", _kind("multipart/alternative", boundary), b""]
    for (_, mimetype), body in zip(parts, bodies, strict=True):
        lines += [
            f"--{boundary}".encode(),
            f"Content-Type: {mimetype}; charset=utf-8".encode(),
            b"Content-Transfer-Encoding: 8bit",
            b"",
            body or b"",
        ]
    return b"\r\n".join([*lines, f"--{boundary}--".encode(), b""])


def _kind(mimetype: str, boundary: str) -> bytes:
    return f'Content-Type: {mimetype}; boundary="{boundary}"'.encode()


def _body(content: str) -> bytes | None:
    """The content in CR LF lines; None if one is too long to be sent as it is."""
    lines = content.encode().splitlines()
    if any(len(line) > LONGEST_LINE for line in lines):
        return None
    return b"\r\n".join([*lines, b""])


def _headers(mail: EmailMultiAlternatives) -> list[bytes]:
    values = {
        "Subject": mail.subject,
        "From": mail.from_email,
        "To": ", ".join(map(str, mail.to)),
        "Date": formatdate(),
        **mail.extra_headers,
    }
    if mail.reply_to:
        values["Reply-To"] = ", ".join(map(str, mail.reply_to))
    made = (forbid_multi_line_headers(name, value, "utf-8") for name, value in values.items())
    return [
        f"{name}: {value}".replace("\r\n", "\n").replace("\n", "\r\n").encode("ascii")
        for name, value in made
    ]
