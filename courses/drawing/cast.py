"""The cast: how each person is drawn."""

from __future__ import annotations

LOOKS = frozenset(
    {
        "priya", "tom", "marcus", "you", "lena", "dev", "ray", "rosa", "amir", "grace", "samuel",
        "ji-woo", "kofi", "ines",
    }
)  # fmt: skip
