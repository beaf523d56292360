"""When something is wrong, the page that says so must not need what is wrong."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path
from django.utils.functional import SimpleLazyObject

from config import views
from organizations.models import Organization
from organizations.permissions import Role
from tests.factories import MembershipFactory


def bad(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("cut off")


def forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken")


def without_database(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:  # the test has none
        cursor.execute("SELECT 1")
    return HttpResponse()


urlpatterns = [
    path("bad/", bad),
    path("forbidden/", forbidden),
    path("broken/", broken),
    path("without-database/", without_database),
    path("account/login/", broken, name="account_login"),
    path("", broken, name="home"),
]
handler400, handler403 = "config.views.bad_request", "config.views.forbidden"
handler404, handler500 = "config.views.not_found", "config.views.server_error"

CASES = [
    ("/bad/", 400, "This request made no sense to us"),
    ("/forbidden/", 403, "This page is not open to you"),
    ("/nowhere/", 404, "There is no such page here"),
    ("/broken/", 500, "Something broke on our side"),
]


@override_settings(ROOT_URLCONF="tests.config.test_error_pages", DEBUG=False)
@pytest.mark.parametrize(("address", "status", "title"), CASES, ids=[str(c[1]) for c in CASES])
def test_each_error_has_a_page_that_needs_no_database(
    address: str, status: int, title: str
) -> None:
    """No database fixture: any query would raise."""
    response = Client(raise_request_exception=False).get(address)
    page = response.content.decode()

    assert (response.status_code, response["Content-Type"]) == (status, "text/html; charset=utf-8")
    assert page.count("<h1") == 1
    assert title in page
    assert "Traceback" not in page


@override_settings(ROOT_URLCONF="tests.config.test_error_pages", DEBUG=False)
def test_the_500_page_is_there_when_the_database_is_not() -> None:
    response = Client(raise_request_exception=False).get("/without-database/")

    assert response.status_code == 500
    assert "Something broke on our side" in response.content.decode()


def test_the_500_page_does_not_ask_who_one_is() -> None:
    """`request.user` is read from the database, which may be what is down."""

    def nobody_knows() -> object:
        raise DatabaseError("the server is gone")

    request = RequestFactory().get("/")
    request.user = SimpleLazyObject(nobody_knows)  # type: ignore[assignment] # as the middleware
    response = views.server_error(request)

    assert response.status_code == 500
    assert b"<h1" in response.content


@pytest.mark.django_db
def test_a_form_that_was_open_for_too_long_says_what_to_do(organization: Organization) -> None:
    member = MembershipFactory(organization=organization, role=Role.OWNER)
    client = Client(enforce_csrf_checks=True)
    client.force_login(member.user)
    response = client.post("/account/logout/")

    assert response.status_code == 403
    assert "What you had finished before is saved" in response.content.decode()
