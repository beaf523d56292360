"""Statements that PostgreSQL plans once for each connection.

For the few that a busy page runs at every request and that join many tables: planning them
takes several times as long as running them.  A pooler that mixes sessions (PgBouncer in
transaction mode) does not go along with it: set PREPARED_STATEMENTS=no there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import connection

_PARAMETER = re.compile(r"%\((\w+)\)s")


class Planned:
    """One statement with named parameters, as psycopg writes them: %(name)s."""

    def __init__(self, name: str, statement: str) -> None:
        self.statement = statement
        parameters = list(dict.fromkeys(_PARAMETER.findall(statement)))
        places = {parameter: f"${n}" for n, parameter in enumerate(parameters, start=1)}
        numbered = _PARAMETER.sub(lambda found: places[found[1]], statement)
        self._prepare = f"PREPARE {name} AS {numbered}"
        self._execute = f"EXECUTE {name} ({', '.join(f'%({each})s' for each in parameters)})"
        self._known: WeakKeyDictionary[Any, bool] = WeakKeyDictionary()

    def fetch(self, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Run it on this thread's connection, and return all rows."""
        with connection.cursor() as cursor:
            if not settings.PREPARED_STATEMENTS:
                cursor.execute(self.statement, dict(values))
                return list(cursor.fetchall())
            session = connection.connection
            if session not in self._known:
                cursor.execute(self._prepare)
                self._known[session] = True
            cursor.execute(self._execute, dict(values))
            return list(cursor.fetchall())
