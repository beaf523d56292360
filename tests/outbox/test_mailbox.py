from __future__ import annotations

from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.test import Client

from outbox import mailbox


@pytest.fixture
def development(settings: Any, db: None) -> None:
    """A development site whose mail lands in a directory."""
    settings.IS_PRIVATE = True
    settings.EMAIL_BACKEND = "outbox.mailbox.FileMailbox"
    settings.ROOT_URLCONF = "tests.outbox.mailbox_urls"


@pytest.fixture
def posted(development: None) -> list[str]:
    """Three mails in the directory; their names, newest first."""
    backend = get_connection("outbox.mailbox.FileMailbox")
    for number in range(3):
        mail = EmailMultiAlternatives(
            f"Subject {number}",
            f"Hello {number}\nhttps://site.example/next/?a=1&b=2\n<script>alert(1)</script>",
            to=[f"p{number}@example.org"],
        )
        mail.attach_alternative(f"<html><head></head><p>Hello {number}</p></html>", "text/html")
        backend.send_messages([mail])
    return [path.stem for path in mailbox.mails()]


def test_the_list_has_the_newest_first(client: Client, posted: list[str]) -> None:
    page = client.get("/dev/mail/").content.decode()
    assert [page.index(f"Subject {number}") for number in (2, 1, 0)] == sorted(
        page.index(f"Subject {number}") for number in (2, 1, 0)
    )
    assert "3 mails sent" in page


def test_the_list_is_narrowed_by_address(client: Client, posted: list[str]) -> None:
    page = client.get("/dev/mail/?to=P1@").content.decode()
    assert "Subject 1" in page
    assert "Subject 2" not in page
    assert "No mail to that address" in client.get("/dev/mail/?to=nobody").content.decode()


def test_an_empty_mailbox_says_so(client: Client, development: None) -> None:
    assert "Waiting for the first mail" in client.get("/dev/mail/").content.decode()


def test_a_mail_is_shown_as_text_with_links_and_nothing_that_runs(
    client: Client, posted: list[str]
) -> None:
    response = client.get(f"/dev/mail/{posted[0]}/")
    page = response.content.decode()
    assert 'href="https://site.example/next/?a=1&amp;b=2"' in page
    assert "<script>alert" not in page
    assert f'src="/dev/mail/{posted[0]}/html/"' in page
    assert "frame-src 'self'" in response["Content-Security-Policy"]


def test_a_mail_is_framed_in_a_sandbox_of_its_own(client: Client, posted: list[str]) -> None:
    response = client.get(f"/dev/mail/{posted[0]}/html/")
    policy = response["Content-Security-Policy"]
    assert "<p>Hello 2</p>" in response.content.decode()
    assert '<base target="_top">' in response.content.decode()
    assert "sandbox allow-popups" in policy
    assert "allow-scripts" not in policy
    assert "frame-ancestors 'self'" in policy
    assert response["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("name", ["0" * 32, "..%2f..%2fsettings", "x"])
def test_a_name_that_is_none_of_ours_is_not_found(
    client: Client, posted: list[str], name: str
) -> None:
    assert client.get(f"/dev/mail/{name}/").status_code == 404
    assert client.get(f"/dev/mail/{name}/html/").status_code == 404


@pytest.mark.parametrize(
    ("private", "backend"),
    [
        (False, "outbox.mailbox.FileMailbox"),
        (True, "django.core.mail.backends.smtp.EmailBackend"),
    ],
)
def test_a_public_site_has_no_mailbox_even_where_its_addresses_are(
    client: Client, posted: list[str], settings: Any, private: bool, backend: str
) -> None:
    settings.IS_PRIVATE, settings.EMAIL_BACKEND = private, backend
    assert not mailbox.is_in_use()
    for address in ("/dev/mail/", f"/dev/mail/{posted[0]}/", f"/dev/mail/{posted[0]}/html/"):
        assert client.get(address).status_code == 404
