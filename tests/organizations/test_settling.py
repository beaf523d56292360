from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from django.test import Client

from organizations import scoping
from organizations.models import AuditEvent, Organization
from organizations.permissions import Role
from tests.factories import MembershipFactory, OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db

PAGE = "/o/northwind/manage/settings/"


def typed(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Northwind Logistics", "language": "en", "time_zone": "UTC",
        "work_starts": "09:00", "work_ends": "17:00",
        "quick_exit_url": "https://www.wikipedia.org/", "support": "", "reply_to": "",
    } | changes  # fmt: skip


def deeds(organization: Organization) -> list[tuple[str, dict]]:
    with scoping.within(organization):
        return list(AuditEvent.objects.order_by("pk").values_list("verb", "detail"))


def test_changed_settings_are_kept_and_audited_by_name_only(
    client: Client, organization: Organization
) -> None:
    client.force_login(MembershipFactory(organization=organization, role=Role.HR_ADMIN).user)

    client.post(PAGE, typed(time_zone="America/Chicago", work_starts="08:00", support="Call us"))

    organization.refresh_from_db()
    assert (organization.time_zone, organization.work_starts) == ("America/Chicago", time(8))
    assert deeds(organization) == [
        (
            "organization.settings_changed",
            {"settings": ["time_zone", "work_starts", "support"]},
        )
    ]


def test_saving_what_stands_already_leaves_no_trace(
    client: Client, organization: Organization
) -> None:
    client.force_login(MembershipFactory(organization=organization, role=Role.OWNER).user)

    client.post(PAGE, typed())

    assert deeds(organization) == []


@pytest.mark.parametrize(
    "nonsense",
    [
        {"work_starts": "17:00", "work_ends": "09:00"}, {"time_zone": "Mars/Olympus"},
        {"quick_exit_url": "javascript:alert(1)"}, {"language": "xx"}, {"name": ""},
    ],
)  # fmt: skip
def test_nonsense_is_refused_and_nothing_kept(
    client: Client, organization: Organization, nonsense: dict[str, str]
) -> None:
    client.force_login(MembershipFactory(organization=organization, role=Role.OWNER).user)

    response = client.post(PAGE, typed(support="new", **nonsense))

    assert response.status_code == 422
    assert "error-summary" in response.content.decode()
    assert Organization.objects.get(slug="northwind").support == ""


@pytest.mark.parametrize("page", ["settings", "members", "audit"])
@pytest.mark.parametrize("role", [None, *Role])
def test_who_may_open_what(
    client: Client, organization: Organization, page: str, role: Role | None
) -> None:
    open_to = {
        "settings": {Role.OWNER, Role.HR_ADMIN},
        "members": {Role.OWNER},
        "audit": {Role.OWNER, Role.HR_ADMIN, Role.AUDITOR},
    }[page]
    user = UserFactory()
    if role:
        MembershipFactory(organization=organization, user=user, role=role)
    else:  # an owner elsewhere
        MembershipFactory(organization=OrganizationFactory(), user=user, role=Role.OWNER)
    client.force_login(user)

    status = client.get(f"/o/northwind/manage/{page}/").status_code

    assert status == (404 if role is None else 200 if role in open_to else 403)


def test_the_audit_trail_is_searched_and_shows_only_its_own_organization(
    client: Client, organization: Organization
) -> None:
    member = MembershipFactory(organization=organization, role=Role.OWNER)
    elsewhere = MembershipFactory(
        organization=OrganizationFactory(slug="harbor", name="Harbor Foods"), role=Role.OWNER
    )
    client.force_login(elsewhere.user)
    client.post("/o/harbor/manage/settings/", typed(name="Harbor Bakery"))
    client.force_login(member.user)
    client.post(PAGE, typed(name="Northwind"))

    found = client.get("/o/northwind/manage/audit/?q=settings").content.decode()

    assert ("Changed the settings" in found, "Harbor" in found) == (True, False)
    assert "Nothing yet" in client.get("/o/northwind/manage/audit/?q=zzz").content.decode()


def test_times_are_shown_by_the_organizations_clock(
    client: Client, organization: Organization
) -> None:
    Organization.objects.update(time_zone="Pacific/Auckland")
    client.force_login(MembershipFactory(organization=organization, role=Role.OWNER).user)
    client.post(PAGE, typed(time_zone="Pacific/Auckland", name="Northwind"))

    html = client.get("/o/northwind/manage/audit/").content.decode()

    assert "+13:00" in html or "+12:00" in html
