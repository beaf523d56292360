"""Rows into tables by COPY: what bulk_create does, ten times as fast."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from io import StringIO
from typing import Any
from uuid import UUID

from django.db import connection, models

Row = dict[str, Any]
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
BATCH = 20_000


def next_ids(model: type[models.Model], count: int) -> range:
    """So many ids that nobody else will be given."""
    table, key = model._meta.db_table, model._meta.pk
    assert key is not None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{table}"', key.column])
        sequence = cursor.fetchone()[0]
        cursor.execute(
            f"SELECT setval('{sequence}', nextval('{sequence}') + %s - 1)", [max(count, 1)]
        )
        last = int(cursor.fetchone()[0])
    return range(last - count + 1, last + 1)


def copy(model: type[models.Model], rows: Iterable[Row]) -> int:
    """Insert rows given by attribute name; what a row leaves out has the field's default."""
    fields = [
        field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)
    ]
    key = model._meta.pk
    count = 0
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            count += _copy_batch(model, fields, key, batch)
            batch = []
    return count + (_copy_batch(model, fields, key, batch) if batch else 0)


def _copy_batch(
    model: type[models.Model], fields: Sequence[Any], key: Any, batch: list[Row]
) -> int:
    columns = [field for field in fields if field is not key]
    if "id" in batch[0]:
        columns = [key, *columns]
    defaults = [field.get_default() for field in columns]
    lines = (
        "\t".join(
            text(row.get(field.attname, default))
            if field.attname != "uuid" or "uuid" in row
            else text(field.get_default())
            for field, default in zip(columns, defaults, strict=True)
        )
        for row in batch
    )
    names = ", ".join(f'"{field.column}"' for field in columns)
    copy_text(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN', lines)
    return len(batch)


def copy_text(statement: str, lines: Iterable[str]) -> None:
    """Run a COPY statement over lines in PostgreSQL's text format."""
    stream = StringIO("\n".join(lines) + "\n")
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(statement, stream)


def text(value: Any) -> str:
    """A value in PostgreSQL's text format for COPY."""
    match value:
        case None:
            return "\\N"
        case bool():
            return "t" if value else "f"
        case bytes():
            return f"\\\\x{value.hex()}"
        case datetime() | date() | time():
            return value.isoformat()
        case dict() | list():
            return json.dumps(value).translate(ESCAPES)
        case tuple():  # an array of plain words
            return "{" + ",".join(str(each) for each in value) + "}"
        case int() | float() | UUID():
            return str(value)
        case _:
            return str(value).translate(ESCAPES)
