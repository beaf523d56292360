"""A step that was posted when the session had ended, kept until its person has signed in again.

It travels in a cookie of their own browser, encrypted, for this one page and an hour: nothing
of it is stored here, and nobody who opens the browser can read it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib

from django.conf import settings
from django.views.decorators.debug import sensitive_variables
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

COOKIE = "kept-step"
LARGEST = 3800  # a browser keeps 4096 bytes of a cookie
SECONDS = 3600

Fields = list[tuple[str, str]]


@sensitive_variables()
def seal(fields: Fields, path: str) -> str | None:
    """The cookie's value; None when the step is too long to be kept this way."""
    said = zlib.compress(json.dumps([path, fields]).encode(), 9)
    sealed = base64.urlsafe_b64encode(SecretBox(_key(settings.SECRET_KEY)).encrypt(said)).decode()
    return sealed if len(sealed) <= LARGEST else None


@sensitive_variables()
def unseal(value: str, path: str) -> Fields | None:
    """The fields that were kept for this page; None if there are none, or they are not ours."""
    for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]:
        try:
            said = SecretBox(_key(secret)).decrypt(base64.urlsafe_b64decode(value))
            kept_for, fields = json.loads(zlib.decompress(said))
        except (CryptoError, ValueError, TypeError, zlib.error):
            continue
        return [(name, text) for name, text in fields] if kept_for == path else None
    return None


def _key(secret: str) -> bytes:
    return hashlib.blake2b(
        secret.encode(), digest_size=SecretBox.KEY_SIZE, person=b"upstander-kept"
    ).digest()
