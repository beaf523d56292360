"""What the tests of training share."""

from __future__ import annotations

import pytest

from accounts.models import User
from tests.factories import UserFactory


@pytest.fixture
def someone(db: None) -> User:
    """A user who does something on purpose."""
    return UserFactory(email="hr@example.org", name="Hanna Reyes")
