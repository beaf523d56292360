"""A PostgreSQL backend that starts its own server when first connected to.

Used only when DATABASE_URL is unset, so that a fresh clone runs with nothing
installed.  Importing settings starts nothing: the server comes up with the
first connection and goes down with the last process that used it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base

from config.embedded import servers


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        directory = Path(self.settings_dict["OPTIONS"]["data_directory"])
        server = servers.postgres(directory)
        wanted = self.settings_dict["NAME"] or "postgres"
        if wanted != "postgres" and not wanted.startswith("test_"):
            servers.ensure_database(server, wanted)
        return {
            "dbname": wanted,
            "user": server.user,
            "host": server.host,
            "client_encoding": "UTF8",
        }
