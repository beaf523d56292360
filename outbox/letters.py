"""What kinds of letter there are, and who composes each.

Packages above register a composer for each kind in their `AppConfig.ready()`.  A composer
runs inside the message's organization, with the recipient's language active, at the moment
of sending: so it looks once more whether the mail still has its reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from outbox.models import Message


@dataclass(frozen=True)
class Letter:
    """One mail as its reader sees it."""

    subject: str
    text: str
    html: str


class Withheld(Exception):
    """The reason for the mail is gone; the message of this exception is what HR is shown.

    Give it in English, marked by gettext_noop: it is put into HR's language when read.
    """


class NotYet(Exception):
    """The mail still has its reason, but not at this hour."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"not before {until.isoformat()}")
        self.until = until


class NoSuchLetter(LookupError):
    """No package has registered a composer for this kind."""


Composer = Callable[["Message"], Letter]

_composers: dict[str, Composer] = {}


def register(kind: str, compose: Composer) -> None:
    """Name the composer of a kind; the last one to register is used."""
    _composers[kind] = compose


def compose(message: Message) -> Letter:
    """The letter of a message.  Raises Withheld, NotYet or NoSuchLetter."""
    try:
        composer = _composers[message.kind]
    except KeyError:
        raise NoSuchLetter(message.kind) from None
    return composer(message)
