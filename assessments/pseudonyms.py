"""The one-way name under which somebody's responses of several waves belong together.

Only `assessments.actions.answering` may import this module (an import contract says so):
whoever can compute a pseudonym and read responses can find a person's answers.
"""

from __future__ import annotations

import hashlib
import hmac
from uuid import UUID


def pseudonym(key: bytes, person: UUID) -> bytes:
    """HMAC-SHA256 of the person's uuid under a wave set's key: 32 bytes."""
    return hmac.new(key, person.bytes, hashlib.sha256).digest()
