"""Stops another process inside a transaction of its own choosing, so that it can be killed there.

A lock that the other process needs is held here; PostgreSQL says when somebody waits for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any

import psycopg2

from tests.worker.processes import database_url, until

_WAITING = """
    SELECT pid FROM pg_stat_activity
    WHERE pid <> pg_backend_pid() AND datname = current_database()
      AND %s = ANY (pg_blocking_pids(pid))
"""
_HELD = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pg_blocking_pids(pid) <> '{}'
"""


class Obstacle:
    """A transaction that holds a lock until it is cleared."""

    def __init__(self, statement: str, values: Sequence[Any] = ()) -> None:
        self.holder = psycopg2.connect(database_url())
        self.watcher = psycopg2.connect(database_url())
        self.watcher.autocommit = True
        with self.holder.cursor() as cursor:
            cursor.execute(statement, values)

    def waiting(self) -> list[int]:
        """The sessions of the database that wait for this lock."""
        with self.watcher.cursor() as cursor:
            cursor.execute(_WAITING, [self.holder.info.backend_pid])
            return [pid for (pid,) in cursor.fetchall()]

    def wait_until_hit(self) -> None:
        until(lambda: bool(self.waiting()))

    def held_sessions(self) -> int:
        """How many sessions wait for this lock or for somebody who does."""
        with self.watcher.cursor() as cursor:
            cursor.execute(_HELD)
            return int(cursor.fetchone()[0])

    def cut_off(self) -> None:
        """End the sessions that wait, as a server does that notices that their client is gone."""
        with self.watcher.cursor() as cursor:
            for pid in self.waiting():
                cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
        until(lambda: not self.waiting())

    def clear(self) -> None:
        self.holder.close()
        self.watcher.close()


@contextmanager
def obstacle(statement: str, values: Sequence[Any] = ()) -> Iterator[Obstacle]:
    """An obstacle that is cleared at the end of the block."""
    placed = Obstacle(statement, values)
    try:
        yield placed
    finally:
        placed.clear()


def writing_to(table: str) -> str:
    """For an obstacle: nobody writes to this table; reading goes on."""
    return f"LOCK TABLE {table} IN SHARE MODE"


def reading(table: str) -> str:
    """For an obstacle: nobody even reads this table."""
    return f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE"


_HOLD_UP = 20_260_302  # an advisory lock of these tests


@contextmanager
def held_up(table: str, when: str) -> Iterator[Obstacle]:
    """An obstacle before any update of this table after which `when` holds of the NEW row."""
    with closing(psycopg2.connect(database_url())) as maker:
        maker.autocommit = True
        with maker.cursor() as cursor:
            cursor.execute(f"""
                CREATE FUNCTION hold_up() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN PERFORM pg_advisory_xact_lock({_HOLD_UP}); RETURN NEW; END $$;
                CREATE TRIGGER hold_up BEFORE UPDATE ON {table}
                FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION hold_up();
            """)
            try:
                with obstacle("SELECT pg_advisory_lock(%s)", [_HOLD_UP]) as placed:
                    yield placed
                    placed.cut_off()
            finally:
                cursor.execute(f"DROP TRIGGER hold_up ON {table}; DROP FUNCTION hold_up()")
