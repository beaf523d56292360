"""Whether a certificate is genuine: the one question that anybody may ask, by its code.

It is asked outside every organization, which is why it stands apart from views and queries.
"""

from __future__ import annotations

from typing import Any

from core import codes
from organizations.scoping import across_organizations
from training.models import Certificate

LENGTH = 12
_NOBODY: dict[str, Any] = {}


def record_behind(typed: str) -> dict[str, Any] | None:
    """What the certificate with this code says; None if there is none.

    Takes the same steps for a code that exists as for one that does not.
    """
    asked = codes.normalized(typed)[: 2 * LENGTH]
    with across_organizations():
        row = Certificate.objects.filter(code=asked).values_list("code", "record").first()
    code, record = row or ("-" * LENGTH, _NOBODY)
    return record if codes.same(code, asked) else None
