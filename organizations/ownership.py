"""What makes a row belong to one organization, and keeps every query inside it.

The check is part of the SQL itself: a scoped manager adds a condition that asks,
at the moment the statement is compiled, which organization is active.  There is no
list of queryset methods to keep complete, and a queryset built at import time is
still judged when it runs.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models
from django.db.models.expressions import F, Func

from organizations import scoping

M = TypeVar("M", bound=models.Model)


class InActiveOrganization(Func):
    """True for the rows of the active organization."""

    output_field = models.BooleanField()

    def as_sql(  # type: ignore[override] # Django passes more than its stubs admit
        self, compiler: Any, connection: Any, **extra: Any
    ) -> tuple[str, list[Any]]:
        organization = scoping.active()
        if isinstance(organization, scoping.Everywhere):
            return "TRUE", []
        column, params = compiler.compile(self.source_expressions[0])
        return f"{column} = %s", [*params, organization]


class ScopedManager(models.Manager[M]):
    """The default manager of every model that carries an `organization`."""

    def get_queryset(self) -> models.QuerySet[M]:
        return super().get_queryset().filter(InActiveOrganization(F("organization")))


class SameOrganization(models.constraints.BaseConstraint):
    """A row and the row it points to belong to one organization, says the database.

    The target needs a unique constraint on (organization, id): see `Addressable`.
    """

    def __init__(self, field: str, *, to: str, name: str | None = None) -> None:
        super().__init__(name=name or f"{field}_in_same_organization")
        self.field, self.to = field, to

    def constraint_sql(self, model: Any, schema_editor: Any) -> str:
        quote = schema_editor.quote_name
        column = model._meta.get_field(self.field).column
        return (
            f"CONSTRAINT {quote(self.name)} FOREIGN KEY (organization_id, {quote(column)}) "
            f"REFERENCES {quote(self.to)} (organization_id, id) DEFERRABLE INITIALLY DEFERRED"
        )

    def create_sql(self, model: Any, schema_editor: Any) -> str:
        """Added at the end of its migration, when the target's unique constraint is there."""
        table = schema_editor.quote_name(model._meta.db_table)
        schema_editor.deferred_sql.append(
            f"ALTER TABLE {table} ADD {self.constraint_sql(model, schema_editor)}"
        )
        return ""

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        table, name = map(schema_editor.quote_name, (model._meta.db_table, self.name))
        return f"ALTER TABLE {table} DROP CONSTRAINT {name}"

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = "") -> None:
        """Forms never offer another organization's rows; the database has the last word."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SameOrganization) and self.deconstruct() == other.deconstruct()

    __hash__ = models.constraints.BaseConstraint.__hash__

    def deconstruct(self) -> tuple[str, tuple[str], dict[str, Any]]:
        path, _, kwargs = super().deconstruct()
        return path, (self.field,), {**kwargs, "to": self.to}


def addressable(model: str) -> models.UniqueConstraint:
    """Lets other rows point here by (organization, id); one for each table pointed to."""
    return models.UniqueConstraint(fields=["organization", "id"], name=f"{model}_addressable")
