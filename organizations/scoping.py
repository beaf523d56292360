"""Which organization the current piece of work belongs to.

Only the gate, tasks, commands, and jobs that serve the whole installation may import this
module; models import `organizations.ownership` instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from organizations.models import Organization


class Everywhere(Enum):
    MARK = "everywhere"


class OutsideOrganization(RuntimeError):
    """A scoped query ran while no organization was active."""


_active: ContextVar[int | Everywhere | None] = ContextVar("organization", default=None)


def active() -> int | Everywhere:
    """Return the active organization's id, or refuse."""
    if (organization := _active.get()) is None:
        raise OutsideOrganization("Enter an organization before querying its rows.")
    return organization


@contextmanager
def within_id(organization_id: int) -> Iterator[None]:
    """Work inside one organization, known by its id."""
    token = _active.set(organization_id)
    try:
        yield
    finally:
        _active.reset(token)


@contextmanager
def within(organization: Organization) -> Iterator[None]:
    """Work inside one organization."""
    with within_id(organization.pk):
        yield


@contextmanager
def across_organizations() -> Iterator[None]:
    """For the few places that serve the whole installation: beat jobs and deletion."""
    token = _active.set(Everywhere.MARK)
    try:
        yield
    finally:
        _active.reset(token)
