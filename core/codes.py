"""Codes that people read aloud or type, and comparisons that take constant time."""

from __future__ import annotations

import hmac
import secrets

# Without 0 O 1 I L U: nothing that is read two ways, and few words by accident.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def random_code(length: int = 12) -> str:
    """A random code of `length` characters: 4.9 bits each."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def random_pin(length: int = 6) -> str:
    """A random PIN of digits."""
    return "".join(secrets.choice("0123456789") for _ in range(length))


def grouped(code: str, size: int = 4) -> str:
    """ABCDEFGH → ABCD-EFGH, as it is printed."""
    return "-".join(code[start : start + size] for start in range(0, len(code), size))


def normalized(typed: str) -> str:
    """What somebody typed, as it is stored: upper case, letters and digits only."""
    return "".join(c for c in typed.upper() if c.isalnum())


def same(one: str, other: str) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(one.encode(), other.encode())
