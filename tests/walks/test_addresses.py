"""Every address: who may come in, who may not, and who must not learn that it exists."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from organizations.permissions import GRANTS, Role
from tests.factories import MembershipFactory
from tests.walks import addresses, objects
from tests.walks.addresses import Page
from tests.walks.worlds import World

NOT_THIS_METHOD = 405
INCOMPLETE = 422  # a form that was sent empty, shown again
PARTS_ARE_DOWN = 503  # what /healthz says where no worker runs

# Pages outside the gate, by the start of their route or by their name.
PUBLIC = {
    "home": "leads to sign-in, or to one's own organization",
    "healthz": "monitors ask it; it says which part is down and nothing else",
    "verify/": "whoever holds a certificate may check its code; it says what the certificate says",
    "card/": "signing in with an access card",
    "dev/": "the local mailbox, which is there in development only",
    "account/": "signing in, signing out and one's own sign-in: there is no organization yet",
}


@pytest.fixture
def ours(db: None) -> World:
    return World("ours")


@pytest.fixture
def theirs(db: None) -> World:
    return World("theirs")


def signed_in(user: object) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)  # type: ignore[arg-type] # a User
    return client


def visited(
    client: Client, address_of: Callable[[Page], str], pages: Iterable[Page] | None = None
) -> list[tuple[Page, str, HttpResponse]]:
    """Ask for every gated page, by GET and by POST, each time in the same world.

    Pages whose parameters are unknown are left out here; a test of their own finds them.
    """
    visits = []
    for page in addresses.gated() if pages is None else pages:
        if objects.unknown(page):
            continue
        for method in ("get", "post"):
            address = address_of(page)
            before = transaction.savepoint()
            visits.append((page, method, getattr(client, method)(address)))
            transaction.savepoint_rollback(before)
    return visits


def failure(response: HttpResponse) -> str:
    """Of an error its kind and beginning, to find it by."""
    error = getattr(response, "exc_info", None)
    return f"{error[0].__name__}: {error[1]}"[:160] if error else ""


def wrong(
    visits: list[tuple[Page, str, HttpResponse]], right: Callable[[HttpResponse], bool]
) -> list[str]:
    """Visits that ended otherwise; a method that a page does not know is no visit."""
    return [
        f"{method.upper()} {page}: {response.status_code} {failure(response)}".strip()
        for page, method, response in visits
        if response.status_code != NOT_THIS_METHOD and not right(response)
    ]


def test_every_page_of_an_organization_names_its_permission() -> None:
    assert [page.route for page in addresses.gated() if not hasattr(page.view, "permission")] == []


def test_every_parameter_has_an_object_to_visit() -> None:
    assert {
        str(page): objects.unknown(page) for page in addresses.gated() if objects.unknown(page)
    } == {}


def test_every_page_outside_the_gate_is_there_for_a_reason() -> None:
    def reason(page: Page) -> bool:
        return page.name in PUBLIC or any(
            page.route.startswith(start) for start in PUBLIC if start.endswith("/")
        )

    assert [page.route for page in addresses.public() if not reason(page)] == []


def test_somebody_who_may_is_let_in_and_nothing_breaks(ours: World) -> None:
    visits = visited(signed_in(ours.everybody), lambda page: objects.address(page, ours))

    assert (
        wrong(visits, lambda response: response.status_code < 400 or response.status_code == 422)
        == []
    )


def test_a_page_answers_at_least_one_method(ours: World) -> None:
    client = signed_in(ours.everybody)
    visits = visited(client, lambda page: objects.address(page, ours))
    answering = {str(page) for page, _, r in visits if r.status_code != NOT_THIS_METHOD}

    assert {str(page) for page, _, _ in visits} - answering == set()


def test_another_organizations_owner_finds_nothing_here(ours: World, theirs: World) -> None:
    visits = visited(signed_in(theirs.everybody), lambda page: objects.address(page, ours))

    assert wrong(visits, lambda response: response.status_code == 404) == []


def test_another_organizations_objects_are_not_found_at_ones_own_addresses(
    ours: World, theirs: World
) -> None:
    visits = visited(
        signed_in(ours.everybody),
        lambda page: objects.address(page, ours, ids_of=theirs),
        [page for page in addresses.gated() if objects.names_objects(page)],
    )
    assert wrong(visits, lambda response: response.status_code == 404) == []


OWN = ("learn/", "facilitate/")  # below these one finds one's own, whatever one's role


def test_a_colleague_with_every_role_finds_nothing_of_somebody_elses(ours: World) -> None:
    """Training is one's own, and a cohort is led by its leaders: no role opens another's."""
    colleague = MembershipFactory(organization=ours.organization, roles=list(Role))
    pages = [
        page
        for page in addresses.gated()
        if page.within.startswith(OWN) and objects.names_objects(page)
    ]
    visits = visited(signed_in(colleague.user), lambda page: objects.address(page, ours), pages)

    assert visits
    assert wrong(visits, lambda response: response.status_code == 404) == []


def test_a_member_without_the_permission_is_refused(ours: World) -> None:
    found = []
    for role in Role:
        member = MembershipFactory(organization=ours.organization, role=role)
        pages = [page for page in addresses.gated() if page.permission not in GRANTS[role]]
        visits = visited(signed_in(member.user), lambda page: objects.address(page, ours), pages)
        found += [f"{role}: {one}" for one in wrong(visits, lambda r: r.status_code == 403)]
    assert found == []


def test_a_visitor_is_led_to_sign_in_and_back(ours: World) -> None:
    sign_in = reverse("account_login")
    visits = visited(Client(), lambda page: objects.address(page, ours))

    def leads_to_sign_in(response: HttpResponse) -> bool:
        leads = response.status_code in {302, 303}  # 303: the step goes along (training.kept_step)
        return leads and response["Location"].startswith(f"{sign_in}?next=")

    assert wrong(visits, leads_to_sign_in) == []


def test_pages_outside_the_gate_do_not_break_for_visitors(db: None) -> None:
    """Not even with nonsense in their parameters."""
    client = Client(raise_request_exception=False)
    broken = []
    for page in addresses.public():
        for method in ("get", "post"):
            response = getattr(client, method)(page.at(dict.fromkeys(page.every_parameter, 0)))
            if response.status_code >= 500 and response.status_code != PARTS_ARE_DOWN:
                broken.append(f"{method} {page}: {response.status_code} {failure(response)}")
    assert broken == []
