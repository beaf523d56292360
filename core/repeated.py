"""A query whose SQL is put together once and run many times with another value.

For the few loops in which making the statement costs more than running it.
"""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.db.models import QuerySet

# Stands in a queryset for the value that each run brings: no row has it.
HOLE = 4_611_686_018_427_387_847


class Repeated:
    """Made from a queryset that compares something with HOLE.

    Keep it only as long as everything else in the queryset holds: the organization whose
    scope is open, and any instant.
    """

    def __init__(self, queryset: QuerySet[Any, Any]) -> None:
        self.using = queryset.db
        self.sql, self.parameters = queryset.query.sql_with_params()
        if HOLE not in self.parameters:
            raise ValueError("The queryset has no HOLE to fill.")

    def filled(self, value: int) -> tuple[Any, ...]:
        """The parameters of one run."""
        return tuple(value if each == HOLE else each for each in self.parameters)

    def rows(self, value: int) -> list[tuple[Any, ...]]:
        """Run it.  Columns come as the database driver gives them."""
        with connections[self.using].cursor() as cursor:
            cursor.execute(self.sql, self.filled(value))
            return list(cursor.fetchall())
