"""What to put into the parameters of addresses, so that a walk can visit them all.

A page with a parameter that is on neither list fails the walk: whoever adds it says here
which object its parameter names.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.walks.addresses import Page
from tests.walks.worlds import World

# Parameters that name an object of the organization.
OBJECTS: dict[str, Callable[[World], object]] = {
    "membership_id": lambda world: world.colleague.pk,
    "assignment_id": lambda world: world.assignment.pk,
    "enrollment_id": lambda world: world.enrollment.pk,
    "person_id": lambda world: world.person.pk,
    "cohort_id": lambda world: world.cohort.pk,
    "import_id": lambda world: world.staff_import.pk,
    "course_id": lambda world: world.course.pk,
    "export_id": lambda world: world.export.pk,
}

# Pages that are about another object than others with the same parameter.
PARTICULAR: dict[str, dict[str, Callable[[World], object]]] = {
    "training:certificate": {"enrollment_id": lambda world: world.completed.pk},
    "training:certificate-of": {"enrollment_id": lambda world: world.completed.pk},
    "training:revoke": {"enrollment_id": lambda world: world.completed.pk},
    "reports:export-file": {"export_id": lambda world: world.exported.pk},
    "training:assignment-edit": {"assignment_id": lambda world: world.draft.pk},
}

# Parameters that are words, the same in every organization.
WORDS: dict[str, str] = {
    "module": "reading",
    "choice": "practice",
    "number": "1",
}


def unknown(page: Page) -> list[str]:
    return [name for name in page.parameters if name not in OBJECTS and name not in WORDS]


def names_objects(page: Page) -> bool:
    return any(name in OBJECTS for name in page.parameters)


def values(page: Page, world: World) -> dict[str, object]:
    """What the parameters of a page are, in the scope of a world."""
    making = {**OBJECTS, **PARTICULAR.get(str(page), {})}
    ids = {name: making[name](world) for name in page.parameters if name in making}
    return {**WORDS, **ids, "organization": world.organization.slug}


def address(page: Page, world: World, *, ids_of: World | None = None) -> str:
    """Where a page of one organization is, about its own objects or about another's."""
    other = ids_of or world
    with other.inside():
        found = values(page, other)
    return page.at({**found, "organization": world.organization.slug})
