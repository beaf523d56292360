"""Staff files for tests, written row by row."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

from people.staff_files import columns, rows
from people.staff_files.rows import Checked, Rules

TODAY = date(2026, 3, 2)
RULES = Rules(on=TODAY, languages=frozenset({"en", "es"}))
HEADER = (
    "Employee ID", "First name", "Last name", "Email", "Department", "Location", "Manager ID",
    "Hire date", "Termination date", "Status",
)  # fmt: skip
_KEYS = ("number", "given", "family", "email", "unit", "site", "manager", "hired", "left", "status")


def row(number: str, **values: str) -> list[str]:
    """A complete row; what matters is said by name."""
    full = {
        "number": number, "given": "Ana", "family": f"Ruiz {number}", "email": "", "unit": "",
        "site": "", "manager": "", "hired": "2020-01-06", "left": "", "status": "Active",
        **values,
    }  # fmt: skip
    return [full[key] for key in _KEYS]


def check(*body: list[str], header: tuple[str, ...] = HEADER, **rules: Any) -> Checked:
    found = Rules(**{**RULES.__dict__, **rules})
    return rows.check(header, list(body), columns.match(header, {}), found)


def as_file(*body: list[str], header: tuple[str, ...] = HEADER) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([header, *body])
    return out.getvalue().encode()
