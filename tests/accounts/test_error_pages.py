"""Error pages are pages of ours, and the worst of them needs nothing that may be broken."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from config import views
from organizations.models import Organization
from tests.factories import MembershipFactory


@pytest.mark.django_db
def test_a_page_that_is_not_there(client: Client) -> None:
    response = client.get("/nowhere/")

    assert response.status_code == 404
    assert "There is no such page here" in response.content.decode()


@pytest.mark.django_db
def test_a_page_that_is_not_open_to_ones_role(client: Client, organization: Organization) -> None:
    client.force_login(MembershipFactory(organization=organization).user)

    response = client.get("/o/northwind/manage/settings/")

    assert response.status_code == 403
    assert "This page is not open to you" in response.content.decode()


@pytest.mark.django_db
def test_a_form_sent_from_an_old_page_says_what_to_do() -> None:
    response = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "x"})

    assert response.status_code == 403
    assert "This page was open for too long" in response.content.decode()


def test_the_page_for_our_own_faults_needs_no_database() -> None:
    # No django_db mark: a query would fail the test.
    response = views.server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert "Something broke on our side" in response.content.decode()


@pytest.mark.django_db
def test_too_many_tries_and_bad_requests_have_pages(rf: RequestFactory) -> None:
    with CaptureQueriesContext(connection) as queries:
        too_many, bad = views.too_many(rf.get("/")), views.bad_request(rf.get("/"))

    assert (too_many.status_code, too_many["Retry-After"], bad.status_code) == (429, "300", 400)
    assert len(queries) == 0
