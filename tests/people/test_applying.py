"""Applying an import: once, in pieces, in order, and only what was shown."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from organizations import scoping
from organizations.models import AuditEvent, Membership, Organization, Site, Unit
from organizations.permissions import Role
from people import queries, tasks
from people.actions import applying, importing, jobs
from people.actions.importing import NotImportable
from people.models import Employment, Person, StaffImport
from tests.factories import (
    NOON,
    EmploymentFactory,
    MembershipFactory,
    OrganizationFactory,
    PersonFactory,
    SiteFactory,
    UnitFactory,
    UserFactory,
)
from tests.people.conftest import applied, checked, everything
from tests.people.staff_texts import as_file, row

pytestmark = pytest.mark.django_db


def test_people_units_sites_managers_and_sign_ins_are_kept_apart(chicago: Organization) -> None:
    applied(
        chicago,
        as_file(
            row("1", email="ana@example.org", unit="IT", site="Boston, MA", manager="2"),
            row("2", given="Bo", unit="IT", site="Atlantis"),
            row("3", status="Terminated", left="2025-01-31"),
        ),
    )

    ana, bo, gone = Person.objects.order_by("employments__number")
    spell = Employment.objects.select_related("unit", "site").get(person=ana)
    assert (spell.number, spell.starts_on, spell.manager_id) == ("1", date(2020, 1, 6), bo.pk)
    assert [(u.name, u.parent_id) for u in Unit.objects.all()] == [("IT", None)]
    assert list(
        Site.objects.order_by("name").values_list("name", "time_zone", "region", "confirmed")
    ) == [
        ("Atlantis", "America/Chicago", "", False),
        ("Boston, MA", "America/New_York", "MA", False),
    ]
    assert [p.user and p.user.email for p in (ana, bo, gone)] == ["ana@example.org", None, None]
    assert (bo.user is None, gone.user is None) == (False, True)
    assert [m.roles for m in Membership.objects.all()] == [["employee"], ["employee"]]
    assert not User.objects.get(email="ana@example.org").has_usable_password()


def test_applying_twice_does_nothing_twice(chicago: Organization) -> None:
    found = applied(chicago, as_file(row("1"), row("2")))
    before = everything()

    assert tasks.apply_import(organization_id=chicago.pk, import_id=found.pk) == "applied"
    assert tasks.apply_import(organization_id=chicago.pk, import_id=found.pk) == "applied"
    applying.request(found, missing="end", by=None, at=NOON)

    assert everything() == before
    assert AuditEvent.objects.filter(verb="staff_import.applied").count() == 1


def full_file() -> bytes:
    return as_file(
        *(row(str(n), manager=str(n + 1), unit=f"U{n % 3}", site="Boston") for n in range(1, 9)),
        row("20", email="moved@example.org"),
        row("21", email="swap1@example.org"),
        row("22", email="swap2@example.org", hired="2025-02-03"),
    )  # fmt: skip


def known_people(organization: Organization) -> None:
    for number, email in (("20", "old@example.org"), ("21", "swap2@example.org"), ("30", None)):
        person = PersonFactory(organization=organization, family_name=f"Ruiz {number}", email=email)
        EmploymentFactory(organization=organization, person=person, number=number)
    back = PersonFactory(
        organization=organization, family_name="Ruiz 22", email="swap1@example.org"
    )
    EmploymentFactory(
        organization=organization, person=back, number="22", ends_on=date(2023, 1, 1)
    )  # fmt: skip


def comparable() -> list[tuple[object, ...]]:
    """The end state without ids, which may differ when work is begun anew."""
    return sorted(
        (
            p.family_name, p.email or "", p.user is not None and (p.user.email or "-"),
            *(
                (s.number, str(s.unit), str(s.site), str(s.manager), s.starts_on, str(s.ends_on))
                for s in p.employments.order_by("starts_on")
            ),
        )
        for p in Person.objects.select_related("user")
    )  # fmt: skip


class WorkerKilledError(BaseException):
    """As a killed worker leaves things: no handler of ours sees it."""


@pytest.mark.parametrize("after", range(12))
def test_a_killed_worker_is_followed_by_one_that_comes_to_the_same_end(
    after: int, chicago: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "BATCH", 3)
    known_people(chicago)
    found = checked(chicago, full_file())
    applying.request(found, missing="end", by=None, at=NOON, in_background=False)
    steps = iter(range(100))
    real = importing.locked

    def dies(import_id: int) -> StaffImport:
        if next(steps) == after:
            raise WorkerKilledError
        return real(import_id)

    monkeypatch.setattr("people.actions.applying.locked", dies)
    with pytest.raises(WorkerKilledError):
        applying.apply(found.pk, at=NOON)
    monkeypatch.setattr("people.actions.applying.locked", real)
    stuck = StaffImport.objects.get(pk=found.pk)
    assert stuck.stage == "applying"

    finished = applying.apply(found.pk, at=NOON + timedelta(minutes=5))

    assert finished.stage == "applied"
    assert finished.done == finished.total
    assert [(p[0], p[1]) for p in comparable()] == [
        ("Ruiz 1", ""), ("Ruiz 2", ""), ("Ruiz 20", "moved@example.org"),
        ("Ruiz 21", "swap1@example.org"), ("Ruiz 22", "swap2@example.org"), ("Ruiz 3", ""),
        ("Ruiz 30", ""), ("Ruiz 4", ""), ("Ruiz 5", ""), ("Ruiz 6", ""), ("Ruiz 7", ""),
        ("Ruiz 8", ""),
    ]  # fmt: skip
    assert Employment.objects.count() == 13
    assert Employment.objects.filter(number="30", ends_on=date(2026, 3, 2)).exists()
    assert [p.family_name for p in Person.objects.filter(user=None)] == ["Ruiz 30"]


def test_work_left_behind_is_swept_up_and_finished_twice_over(
    chicago: Organization, django_capture_on_commit_callbacks: object
) -> None:
    found = checked(chicago, as_file(row("1")))
    applying.request(found, missing="keep", by=None, at=NOON, in_background=False)

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator] # a fixture
        assert tasks.resume_imports() == 1
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator] # a fixture
        assert tasks.resume_imports() == 0

    assert queries.imports().get().stage == "applied"
    assert Person.objects.count() == 1


def test_checking_is_a_task_that_may_run_twice(chicago: Organization) -> None:
    found = checked(chicago, as_file(row("1"), row("2", status="?")))
    StaffImport.objects.update(stage="checking")

    stages = [
        tasks.check_import(organization_id=chicago.pk, import_id=found.pk) for _again in range(2)
    ]

    assert stages == ["checked", "checked"]
    assert [r.outcome for r in queries.rows_of(found)] == ["rejected"]


def test_if_people_have_changed_since_the_dry_run_it_is_shown_anew(chicago: Organization) -> None:
    first = checked(chicago, as_file(row("1"), row("2")))
    applied(chicago, as_file(row("1")))
    applying.request(first, missing="keep", by=None, at=NOON, in_background=False)

    found = applying.apply(first.pk, at=NOON)

    assert (found.stage, found.changed_since) == ("checked", True)
    assert (found.counts["new"], found.counts["unchanged"]) == (1, 1)
    applying.request(found, missing="keep", by=None, at=NOON, in_background=False)
    assert applying.apply(first.pk, at=NOON).stage == "applied"
    assert Person.objects.count() == 2


def test_only_one_import_of_an_organization_is_applied_at_a_time(chicago: Organization) -> None:
    first, second = checked(chicago, as_file(row("1"))), checked(chicago, as_file(row("2")))
    applying.request(first, missing="keep", by=None, at=NOON, in_background=False)

    with pytest.raises(NotImportable, match="Another import"):
        applying.request(second, missing="keep", by=None, at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        StaffImport.objects.filter(pk=second.pk).update(stage="applying")


def test_applying_locks_the_organization_without_stopping_what_refers_to_it(
    chicago: Organization,
) -> None:
    with CaptureQueriesContext(connection) as seen:
        applying.lock_organization(chicago.pk)

    assert "FOR NO KEY UPDATE" in seen.captured_queries[0]["sql"]


def test_people_not_in_the_file_stay_or_leave_as_chosen(chicago: Organization) -> None:
    applied(chicago, as_file(row("1"), row("2"), row("3")))

    kept = applied(chicago, as_file(row("1"), row("2", status="?")))
    assert (kept.counts["missing"], kept.counts["unchanged"]) == (1, 1)
    assert Employment.objects.exclude(ends_on=None).count() == 0

    applied(chicago, as_file(row("1"), row("2", status="?")), missing="end")
    assert list(Employment.objects.exclude(ends_on=None).values_list("number", "ends_on")) == [
        ("3", date(2026, 3, 2))
    ]


def test_coming_back_is_a_new_spell_of_the_same_person(chicago: Organization) -> None:
    applied(chicago, as_file(row("1", status="Terminated", left="2023-05-31")))

    applied(chicago, as_file(row("1", hired="2025-02-03")))

    [person] = Person.objects.all()
    assert person.user is not None
    assert list(person.employments.order_by("starts_on").values_list("starts_on", "ends_on")) == [
        (date(2020, 1, 6), date(2023, 6, 1)),
        (date(2025, 2, 3), None),
    ]


def test_a_sign_in_that_exists_is_used_and_never_shared(chicago: Organization) -> None:
    ana = UserFactory(email="ana@example.org")
    boss = MembershipFactory(organization=chicago, user__email="boss@example.org", role=Role.OWNER)
    PersonFactory(organization=chicago, user=boss.user, email="other@example.org")

    applied(
        chicago,
        as_file(row("1", email="ANA@example.org"), row("2", email="boss@example.org"))
    )  # fmt: skip

    assert Person.objects.get(email="ana@example.org").user == ana
    second = Person.objects.get(email="boss@example.org").user
    assert (second is None, second == boss.user) == (False, False)
    assert [m.roles for m in Membership.objects.filter(user=ana)] == [["employee"]]
    boss.refresh_from_db()
    assert boss.roles == ["owner"]


def test_a_sign_in_follows_its_persons_address_unless_it_is_more_than_that(
    chicago: Organization,
) -> None:
    applied(chicago, as_file(row("1", email="a@example.org"), row("2", email="b@example.org")))
    Membership.objects.filter(user__email="b@example.org").update(roles=["employee", "hr_admin"])

    applied(chicago, as_file(row("1", email="b@example.org"), row("2", email="a@example.org")))

    assert list(User.objects.order_by("pk").values_list("email", flat=True)) == [
        "a@example.org", "b@example.org"
    ]  # fmt: skip
    applied(chicago, as_file(row("1", email="new@example.org"), row("2", email="a@example.org")))
    assert set(User.objects.values_list("email", flat=True)) == {
        "new@example.org", "b@example.org"
    }  # fmt: skip


def test_units_and_sites_that_are_there_are_used(chicago: Organization) -> None:
    unit = UnitFactory(organization=chicago, name="Information")
    site = SiteFactory(organization=chicago, name="Boston, MA", time_zone="America/Denver")

    applied(chicago, as_file(row("1", unit="INFORMATION", site="boston, ma")))

    spell = Employment.objects.get()
    assert (spell.unit, spell.site, Site.objects.count()) == (unit, site, 1)
    assert Site.objects.get().time_zone == "America/Denver"


def test_an_import_takes_few_queries_however_many_rows(chicago: Organization) -> None:
    def counted(*numbers: int) -> int:
        content = as_file(*(row(str(n), email=f"p{n}@example.org", unit="A") for n in numbers))
        with CaptureQueriesContext(connection) as seen:
            applied(chicago, content)
        return len(seen)

    assert counted(*range(1, 3)) >= counted(*range(10, 210))


def test_the_same_upload_twice_is_one_import(chicago: Organization) -> None:
    first = checked(chicago, as_file(row("1")))

    again = importing.upload(
        chicago, name="x.csv", content=as_file(row("1")), key=first.key, by=None, at=NOON
    )

    assert again == first


def test_another_organizations_people_are_neither_seen_nor_touched(chicago: Organization) -> None:
    harbor = OrganizationFactory(slug="harbor")
    with scoping.within(harbor):
        person = PersonFactory(organization=harbor, email="ana@example.org", given_name="Eva")
        EmploymentFactory(organization=harbor, person=person, number="1")

    found = applied(chicago, as_file(row("1", email="ana@example.org")), missing="end")

    assert (found.counts["new"], found.counts["missing"]) == (1, 0)
    with scoping.within(harbor):
        assert list(Person.objects.values_list("given_name", "employments__ends_on")) == [
            ("Eva", None)
        ]
