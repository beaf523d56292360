"""Whether a certificate is genuine: the one question that anybody may ask, by its code.

It is asked outside every organization, which is why it stands apart from views and queries.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from core import codes
from organizations.scoping import across_organizations
from training.models import Certificate

LENGTH = 12
_NOBODY: dict[str, Any] = {}


@dataclass(frozen=True)
class Certified:
    """What a certificate says, and the day on which it was revoked, if it was; never why."""

    record: dict[str, Any]
    revoked_on: date | None


def certified_behind(typed: str) -> Certified | None:
    """What the certificate with this code says, and whether it holds; None if there is none.

    Takes the same steps for a code that exists as for one that does not.
    """
    asked = codes.normalized(typed)[: 2 * LENGTH]
    with across_organizations():
        found = Certificate.objects.filter(code=asked)
        row = found.values_list("code", "record", "revocation__revoked_on").first()
    code, record, revoked_on = row or ("-" * LENGTH, _NOBODY, None)
    return Certified(record, revoked_on) if codes.same(code, asked) else None
