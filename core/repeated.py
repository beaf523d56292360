"""A query that is put together and planned once, and run many times with another value.

For the few loops in which making and planning the statement costs more than running it.
Each runs on a server-side prepared statement unless PREPARED_STATEMENTS is off
(see core.planned, which is for statements written by hand).
"""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import connections
from django.db.models import QuerySet

# Stands in a queryset for the value that each run brings: no row has it.
HOLE = 4_611_686_018_427_387_847


class Repeated:
    """Made from a queryset that compares something with HOLE.

    Keep it only as long as everything else in the queryset holds: the organization whose
    scope is open, and any instant.  `name` is a statement's in the database session; the
    next Repeated of that name takes its place there.
    """

    def __init__(self, name: str, queryset: QuerySet[Any, Any]) -> None:
        self.name, self.using = name, queryset.db
        self.sql, self.parameters = queryset.query.sql_with_params()
        if HOLE not in self.parameters:
            raise ValueError("The queryset has no HOLE to fill.")

    def rows(self, value: int) -> list[tuple[Any, ...]]:
        """Run it.  Columns come as the database driver gives them."""
        sql, parameters = self.statement(value)
        with connections[self.using].cursor() as cursor:
            cursor.execute(sql, parameters)
            return list(cursor.fetchall())

    def statement(self, value: int) -> tuple[str, tuple[Any, ...]]:
        """What to run for a value: SQL and its parameters."""
        if not settings.PREPARED_STATEMENTS:
            filled = (value if each == HOLE else each for each in self.parameters)
            return self.sql, tuple(filled)
        self._prepare()
        return f"EXECUTE {self.name} (%s)", (value,)

    def _prepare(self) -> None:
        connection = connections[self.using]
        connection.ensure_connection()
        prepared = _prepared.setdefault(connection.connection, {})
        if prepared.get(self.name) is self:
            return
        with connection.cursor() as cursor:
            if self.name in prepared:
                cursor.execute(f"DEALLOCATE {self.name}")
                del prepared[self.name]
            # Everything but the value stands in the text, so that its types are as before.
            text = cursor.mogrify(self.sql, self.parameters).decode().replace(str(HOLE), "$1")
            cursor.execute(f"PREPARE {self.name} (bigint) AS {text}")
        prepared[self.name] = self


# For each database session, the statements it has.
_prepared: WeakKeyDictionary[Any, dict[str, Repeated]] = WeakKeyDictionary()
