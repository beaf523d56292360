"""PINs of access cards: how they are made, kept and judged.  Pure; the pepper is an argument.

A PIN has few digits, so what is stored is argon2 of the PIN keyed with a secret that is not in
the database: whoever has only a copy of the database cannot try them out.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from enum import Enum, auto
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

DIGITS = 6
LONGEST = 12
# OWASP's smaller profile: about 20 ms, so that a sheet of cards is issued while one waits.
_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
# Verified when there is no card, so that a wrong number takes as long as a wrong PIN.
NOBODY = _hasher.hash("nobody")


class Weakness(Enum):
    NOT_DIGITS = auto()
    TOO_SHORT = auto()
    TOO_LONG = auto()
    TOO_SIMPLE = auto()
    IS_NUMBER = auto()


def printed(key: str, person_id: int, secret: str) -> str:
    """The PIN that a form with this key prints for somebody: always the same one, so that a
    form sent twice prints the same cards, and nobody without the secret can tell it."""
    digest = hmac.new(secret.encode(), f"card:{key}:{person_id}".encode(), hashlib.sha256).digest()
    return f"{int.from_bytes(digest[:8]) % 10**DIGITS:0{DIGITS}}"


def normalized(typed: str) -> str:
    """Digits as typed, without the gap that is printed for reading."""
    return "".join(typed.split())


def hashed(pin: str, pepper: str) -> str:
    """What is stored."""
    return _hasher.hash(_keyed(pin, pepper))


def matches(pin: str, stored: str, peppers: Sequence[str]) -> bool:
    """Whether this is the PIN, with the present secret or an earlier one."""
    found = [_verified(stored, _keyed(pin, pepper)) for pepper in peppers]  # all of them, always
    return True in found


def _verified(stored: str, keyed: str) -> bool:
    try:
        return _hasher.verify(stored, keyed)
    except (VerificationError, InvalidHashError):
        return False


def _keyed(pin: str, pepper: str) -> str:
    return hmac.new(pepper.encode(), f"pin:{pin}".encode(), hashlib.sha256).hexdigest()


def weakness(pin: str, number: str) -> Weakness | None:
    """Why a PIN that somebody chose will not do."""
    if not (pin.isascii() and pin.isdigit()):
        return Weakness.NOT_DIGITS
    if len(pin) < DIGITS:
        return Weakness.TOO_SHORT
    if len(pin) > LONGEST:
        return Weakness.TOO_LONG
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    if steps in ({0}, {1}, {9}) or len(set(pin)) < 3 or pin[: len(pin) // 2] * 2 == pin:
        return Weakness.TOO_SIMPLE
    if pin.lstrip("0") == number.lstrip("0"):
        return Weakness.IS_NUMBER
    return None
