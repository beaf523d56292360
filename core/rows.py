"""Rows read by SQL of our own, as instances of their models.

For the few rows that every signed-in request needs: putting their query together with the
ORM takes several times as long as PostgreSQL takes to answer it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, models

M = TypeVar("M", bound=models.Model)


@cache
def names(model: type[models.Model]) -> tuple[str, ...]:
    """The attributes of a model's columns, in the order of `columns`."""
    return tuple(field.attname for field in model._meta.concrete_fields)


@cache
def columns(model: type[models.Model], alias: str) -> str:
    """Every column of a model, for the SELECT of a statement that calls its table `alias`."""
    return ", ".join(f'{alias}."{field.column}"' for field in model._meta.concrete_fields)


def instance(model: type[M], row: Sequence[Any]) -> M:
    """The instance that a row of `columns` makes; for models whose fields convert nothing."""
    return model.from_db(DEFAULT_DB_ALIAS, names(model), row)
