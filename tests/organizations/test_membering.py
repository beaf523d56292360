from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from organizations.actions import membering
from organizations.actions.membering import NotPossible
from organizations.models import AuditEvent, Membership, Organization
from organizations.permissions import Role
from tests.factories import NOON, MembershipFactory, OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(inside: Organization) -> Membership:
    return MembershipFactory(organization=inside, role=Role.OWNER)


def deeds() -> list[tuple[str, dict]]:
    return list(AuditEvent.objects.order_by("pk").values_list("verb", "detail"))


def test_a_new_member_gets_a_sign_in(inside: Organization, owner: Membership) -> None:
    added = membering.add(
        inside, email="Rosa@Example.org", name="Rosa", roles=["hr_admin"], by=owner.user, at=NOON
    )

    assert (added.user.email, added.user.name, added.roles) == (
        "rosa@example.org", "Rosa", ["hr_admin"],
    )  # fmt: skip
    assert not added.user.has_usable_password()
    assert deeds() == [("member.added", {"roles": ["hr_admin"]})]


def test_an_employee_keeps_that_role_when_another_is_added(
    inside: Organization, owner: Membership
) -> None:
    employee = MembershipFactory(organization=inside, user__email="ana@example.org")

    added = membering.add(
        inside, email="ana@example.org", name="", roles=["facilitator"], by=owner.user, at=NOON
    )

    assert (added.pk, added.roles) == (employee.pk, ["employee", "facilitator"])
    assert User.objects.count() == 2


def test_changed_roles_are_audited_before_and_after(
    inside: Organization, owner: Membership
) -> None:
    member = MembershipFactory(organization=inside, role=Role.AUDITOR)

    membering.change_roles(member, ["hr_admin"], by=owner.user, at=NOON)
    membering.change_roles(member, ["hr_admin"], by=owner.user, at=NOON)  # nothing changes

    assert deeds() == [("member.roles_changed", {"before": ["auditor"], "after": ["hr_admin"]})]


def test_the_last_owner_stays(inside: Organization, owner: Membership) -> None:
    MembershipFactory(organization=OrganizationFactory(), role=Role.OWNER)  # owns another
    MembershipFactory(organization=inside, role=Role.OWNER, expires_at=NOON)  # only visits

    with pytest.raises(NotPossible, match="last owner"):
        membering.change_roles(owner, ["hr_admin"], by=owner.user, at=NOON)
    with pytest.raises(NotPossible, match="last owner"):
        membering.remove(owner, by=owner.user, at=NOON)

    assert (Membership.objects.get(pk=owner.pk).roles, deeds()) == (["owner"], [])


def test_with_a_second_owner_the_first_may_go(inside: Organization, owner: Membership) -> None:
    other = MembershipFactory(organization=inside, role=Role.OWNER)

    membering.remove(owner, by=other.user, at=NOON)

    assert not Membership.objects.filter(pk=owner.pk).exists()
    assert deeds() == [("member.removed", {"before": ["owner"]})]


def test_an_employee_who_loses_all_other_roles_stays_an_employee(
    inside: Organization, owner: Membership
) -> None:
    member = MembershipFactory(organization=inside, roles=["employee", "hr_admin"])

    membering.remove(member, by=owner.user, at=NOON)

    assert Membership.objects.get(pk=member.pk).roles == ["employee"]


def test_a_visit_is_ended_but_never_made_permanent(inside: Organization, owner: Membership) -> None:
    visit = MembershipFactory(organization=inside, role=Role.HR_ADMIN, expires_at=NOON)

    with pytest.raises(NotPossible, match="visit"):
        membering.change_roles(visit, ["owner"], by=owner.user, at=NOON)
    membering.remove(visit, by=owner.user, at=NOON)

    assert deeds() == [("visit.ended", {"before": ["hr_admin"]})]


def test_owners_change_roles_on_the_pages(client: Client, owner: Membership) -> None:
    client.force_login(owner.user)
    members = "/o/northwind/manage/members/"

    client.post(members, {"email": "rosa@example.org", "name": "Rosa", "roles": ["auditor"]})
    rosa = Membership.objects.get(user__email="rosa@example.org")
    client.post(f"{members}{rosa.pk}/", {"roles": ["hr_admin", "author"]})
    rosa.refresh_from_db()
    refused = client.post(f"{members}{owner.pk}/", {"roles": ["author"]})
    none_chosen = client.post(f"{members}{rosa.pk}/", {})
    removed = client.post(f"{members}{rosa.pk}/remove/")

    assert rosa.roles == ["hr_admin", "author"]
    assert (refused.status_code, none_chosen.status_code) == (422, 422)
    assert "This is the last owner" in refused.content.decode()
    assert removed["Location"] == members
    assert not Membership.objects.filter(pk=rosa.pk).exists()


def test_the_list_holds_trusted_roles_and_a_search_finds_anybody(
    client: Client, owner: Membership
) -> None:
    MembershipFactory(organization=owner.organization, user__name="Ana Ruiz")
    client.force_login(owner.user)
    members = "/o/northwind/manage/members/"

    assert "Ana Ruiz" not in client.get(members).content.decode()
    assert "Ana Ruiz" in client.get(f"{members}?q=ruiz").content.decode()
    assert "Nobody of that name" in client.get(f"{members}?q=zzz").content.decode()


def test_another_organizations_member_is_not_found(client: Client, owner: Membership) -> None:
    stranger = MembershipFactory(organization=OrganizationFactory(), user=UserFactory())
    client.force_login(owner.user)

    page = f"/o/northwind/manage/members/{stranger.pk}/"

    assert (client.get(page).status_code, client.post(f"{page}remove/").status_code) == (404, 404)


def test_what_somebody_is_called_elsewhere_does_not_show_here(
    client: Client, inside: Organization, owner: Membership
) -> None:
    rosa = UserFactory(email="rosa@example.org", name="Rosa Known-Elsewhere")
    MembershipFactory(organization=OrganizationFactory(), user=rosa)
    MembershipFactory(organization=inside, user=rosa, role=Role.AUDITOR)
    client.force_login(owner.user)

    page = client.get(f"/o/{inside.slug}/manage/members/").content.decode()

    assert ("rosa@example.org" in page, "Known-Elsewhere" in page) == (True, False)
