"""An upload that is too large is refused with words, and nothing of it is stored."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from organizations.models import Organization
from organizations.permissions import Role
from people.models import StaffImport
from tests.factories import MembershipFactory


@pytest.mark.django_db
def test_a_file_over_the_limit_gets_a_page_that_says_so(
    client: Client, inside: Organization, settings: object
) -> None:
    settings.LARGEST_UPLOAD = 10_000  # type: ignore[attr-defined] # pytest-django's wrapper
    client.force_login(MembershipFactory(organization=inside, role=Role.HR_ADMIN).user)
    file = SimpleUploadedFile("staff.csv", b"id,name\n" + b"1,Ana\n" * 5000)

    response = client.post("/o/northwind/manage/people/import/", {"file": file, "key": "k"})

    assert response.status_code == 413
    assert "This file is too large" in response.content.decode()
    assert StaffImport.objects.count() == 0
