"""Every row belongs to one organization, and the database knows it."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from organizations.models import Organization
from organizations.ownership import SameOrganization, ScopedManager
from tests.walks import places

Model = type[models.Model]

GLOBAL = {
    "accounts.User": "a sign-in knows nothing of employers; memberships join the two",
    "organizations.Organization": "the tenant itself",
    "organizations.Membership": "the gate reads it to find out which organization to open",
}
# Fields whose values may be somebody's answers, or keys to them.
OPAQUE = (models.JSONField, models.BinaryField, ArrayField)


def ours() -> list[Model]:
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in places.packages()
    ]


def owned() -> list[Model]:
    return [model for model in ours() if model._meta.label not in GLOBAL]


def has_organization(model: Any) -> bool:
    return any(field.name == "organization" for field in model._meta.fields)


def pointers(model: Model) -> Iterator[models.ForeignKey[Any, Any]]:
    """Foreign keys (and one-to-ones) of a model to rows that carry an organization."""
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey) and has_organization(field.related_model):
            yield field


def test_every_model_is_owned_or_global_for_a_reason() -> None:
    unowned = [
        model._meta.label
        for model in owned()
        if not any(
            field.name == "organization" and field.related_model is Organization and not field.null
            for field in model._meta.fields
        )
    ]
    assert unowned == []
    assert set(GLOBAL) <= {model._meta.label for model in ours()}


def test_every_owned_model_is_read_through_scoped_managers_only() -> None:
    unscoped = [
        f"{model._meta.label}.{manager.name}"
        for model in owned()
        for manager in [*model._meta.managers, model._default_manager]
        if not isinstance(manager, ScopedManager)
    ]
    assert unscoped == []


def test_every_pointer_to_an_owned_row_stays_in_the_organization() -> None:
    declared = {
        (model._meta.label, constraint.field, constraint.to)
        for model in owned()
        for constraint in model._meta.constraints
        if isinstance(constraint, SameOrganization)
    }
    needed = {
        (model._meta.label, field.name, field.related_model._meta.db_table)
        for model in owned()
        for field in pointers(model)
    }
    assert sorted(needed - declared) == []
    assert sorted(declared - needed) == []


def test_global_rows_never_point_at_owned_ones() -> None:
    assert [
        f"{model._meta.label}.{field.name}"
        for model in ours()
        if model._meta.label in GLOBAL
        for field in pointers(model)
    ] == []


def test_every_row_that_is_pointed_at_is_addressable() -> None:
    targets = {field.related_model for model in owned() for field in pointers(model)}
    assert [
        target._meta.label
        for target in targets
        if not any(
            isinstance(c, models.UniqueConstraint) and c.fields == ("organization", "id")
            for c in target._meta.constraints
        )
    ] == []


@pytest.mark.django_db
def test_the_database_itself_holds_every_constraint_and_a_leading_index() -> None:
    """A lost line in a migration would leave the model's promise unkept."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname FROM pg_constraint WHERE contype = 'f'")
        foreign_keys = {row[0] for row in cursor.fetchall()}
        cursor.execute(
            "SELECT DISTINCT n.nspname, t.relname FROM pg_index i"
            " JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace"
            " JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]"
            " WHERE a.attname = 'organization_id'"
        )
        led = {
            row[1] if row[0] == "public" else f'{row[0]}"."{row[1]}' for row in cursor.fetchall()
        }
    assert [
        f"{model._meta.label}: {constraint.name}"
        for model in owned()
        for constraint in model._meta.constraints
        if isinstance(constraint, SameOrganization) and constraint.name not in foreign_keys
    ] == []
    assert [model._meta.label for model in owned() if model._meta.db_table not in led] == []


def test_nothing_is_joined_by_a_hidden_table() -> None:
    """A many-to-many without a model of its own has no organization."""
    assert [model._meta.label for model in ours() if model._meta.auto_created] == []


def test_no_model_has_an_order_of_its_own_or_does_business_when_saved() -> None:
    ordered = [model._meta.label for model in ours() if model._meta.ordering]
    overrides = [
        f"{model._meta.label}.{method}"
        for model in ours()
        for method in ("save", "delete", "full_clean")
        if any(
            method in base.__dict__ and base.__module__.split(".")[0] in places.packages()
            for base in model.__mro__
        )
    ]
    assert (ordered, overrides) == ([], [])


def names_read(function: Any) -> set[str]:
    """Attributes of self that a method reads."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    }


def test_the_name_of_a_row_holds_nobodys_answers() -> None:
    """Names of rows reach logs, audit rows and error pages."""
    telling = [
        f"{model._meta.label}: {field.name}"
        for model in ours()
        for field in model._meta.fields
        if isinstance(field, OPAQUE) and field.name in names_read(model.__str__)
    ]
    unnamed = [model._meta.label for model in ours() if model.__str__ is models.Model.__str__]
    in_survey = {
        model._meta.label: names_read(model.__str__)
        for model in ours()
        if model._meta.db_table.startswith('survey"')
    }
    assert (telling, unnamed) == ([], [])
    assert {label: read for label, read in in_survey.items() if read} == {}
    assert in_survey  # the schema is there


def test_nothing_listens_to_signals_of_models() -> None:
    imports = [
        f"{path}:{node.lineno}"
        for path in places.product_code()
        for node in ast.walk(places.tree(path))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "") in {"django.db.models.signals", "django.dispatch"}
    ]
    assert imports == []


@pytest.mark.parametrize("name", ["Response", "Holding"])
def test_answers_are_named_nowhere_but_where_they_are_kept(name: str) -> None:
    """Neither training, which takes them in, nor any page above may read them."""
    imports = [
        f"{path}:{node.lineno}"
        for path in places.product_code()
        if path.parts[0] != "assessments"
        for node in ast.walk(places.tree(path))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("assessments")
        and name in {alias.name for alias in node.names}
    ]
    assert imports == []
