"""A staff file into an organization that has nobody yet, and once more."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO
from uuid import uuid4

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from benchmarks.bench import Bench, Failed, seconds_of
from benchmarks.data import copying, names
from benchmarks.data.organization import SITES, UNITS, WITH_EMAIL, World
from organizations import scoping
from organizations.models import Organization
from people.actions import applying, importing
from people.models import StaffImport

HEADER = (
    "Employee ID", "Legal First Name", "Legal Last Name", "Preferred Name", "Work Email",
    "Job Title", "Department", "Location", "Manager ID", "Hire Date", "Termination Date",
    "Employment Status", "Is People Manager", "Preferred Language",
)  # fmt: skip
WRITTEN = ("people_person", "people_employment", "people_importrow")


def rows(bench: Bench, world: World) -> None:
    """Upload, dry run and apply a file of as many rows as the world has people."""
    organization = Organization.objects.create(
        slug=f"import-{world.size}", name="Import", time_zone="America/Chicago",
        created_at=timezone.now(),
    )  # fmt: skip
    people = list(staff(world.size))
    content = as_file(people)
    with scoping.within(organization):
        with bench.reading(world) as note:
            check, apply = _import(organization, content, world.hr)
            note("import", check + apply, each=1)
            note("import_check", check)
            note("import_apply", apply)
        with bench.reading(world) as note:
            note("import_again", sum(_import(organization, content, world.hr, new=0)), each=1)
        with bench.reading(world) as note:
            copied = min(_copied(people) for _ in range(3))
            note("import_copy", (check + apply) / copied, f"COPY took {copied:.3f} s")
            written = min(_written_again(organization) for _ in range(2))
            note("import_written", (check + apply) / written, f"COPY took {written:.3f} s")


def _import(
    organization: Organization, content: bytes, by: User, *, new: int | None = None
) -> tuple[float, float]:
    """Seconds of checking and of applying; the work that a worker does, without its start."""
    made: list[StaffImport] = []

    def check() -> None:
        at = timezone.now()
        staff_import = importing.upload(
            organization, name="staff.csv", content=content, key=uuid4(), by=by, at=at
        )
        StaffImport.objects.filter(pk=staff_import.pk).update(stage=StaffImport.Stage.CHECKING)
        made.append(importing.check(staff_import.pk, at=at))

    def apply() -> None:
        at = timezone.now()
        with transaction.atomic():
            applying.request(made[0], missing=StaffImport.Missing.KEEP, by=by, at=at)
        made.append(applying.apply(made[0].pk, at=at))

    checked, applied = seconds_of(check), seconds_of(apply)
    wanted = content.count(b"\n") - 1 if new is None else new
    if made[-1].stage != StaffImport.Stage.APPLIED or made[-1].counts["new"] != wanted:
        raise Failed(f"the import ended as {made[-1].stage} with {made[-1].counts}")
    return checked, applied


def staff(count: int) -> Iterator[list[str]]:
    """Rows like those of a warehouse's staff file; every one of them good."""
    chance = random.Random(count)
    first = datetime(2026, 1, 5)  # noqa: DTZ001 - a hire date has no zone
    for index in range(count):
        given, family = names.person(chance)
        email = names.address(given, family, index, "northwind.example")
        hired = first - timedelta(days=chance.randrange(5000))
        yield [
            f"{index + 1:06d}", given, family, given if chance.random() < 0.1 else "",
            email if chance.random() < WITH_EMAIL else "", chance.choice(names.JOBS),
            chance.choice(UNITS), chance.choice(SITES)[0],
            f"{index // 12:06d}" if index >= 12 else "", hired.strftime("%m/%d/%Y"), "",
            "On Leave" if chance.random() < 0.03 else "Active",
            "Yes" if index <= count // 12 else "No", chance.choice(("English", "Spanish", "")),
        ]  # fmt: skip


def as_file(people: list[list[str]]) -> bytes:
    """A CSV with a byte order mark, as Excel writes it."""
    stream = StringIO()
    writer = csv.writer(stream)
    writer.writerow(HEADER)
    writer.writerows(people)
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def _copied(people: list[list[str]]) -> float:
    """Seconds that a bare COPY of the file's rows into a plain logged table takes."""
    columns = ", ".join(f"c{number} text" for number in range(len(HEADER)))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE benchmark_staff (id bigserial PRIMARY KEY, {columns})")
        names_of = ", ".join(f"c{number}" for number in range(len(HEADER)))
        began = seconds_of(
            lambda: copying.copy_text(
                f"COPY benchmark_staff ({names_of}) FROM STDIN",
                ("\t".join(map(copying.text, row)) for row in people),
            )
        )
        cursor.execute("DROP TABLE benchmark_staff")
    return began


def _written_again(organization: Organization) -> float:
    """Seconds that COPY takes for the rows the import wrote, in tables with the same indexes."""
    return sum(_copied_again(table, organization.pk) for table in WRITTEN)


def _copied_again(table: str, organization_id: int) -> float:
    stream = StringIO()
    wanted = f"SELECT * FROM {table} WHERE organization_id = {organization_id}"
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(f"COPY ({wanted}) TO STDOUT", stream)
        cursor.execute(f"CREATE TABLE benchmark_copy (LIKE {table} INCLUDING ALL)")
        stream.seek(0)
        taken = seconds_of(
            lambda: cursor.cursor.copy_expert("COPY benchmark_copy FROM STDIN", stream)
        )
        cursor.execute("DROP TABLE benchmark_copy")
    return taken
