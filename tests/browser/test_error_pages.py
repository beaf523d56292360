from __future__ import annotations

import pytest

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_address_that_does_not_exist_says_what_to_do(visitor: Visitor) -> None:
    visitor.go("/nowhere/")

    assert visitor.heading() != ""
    visitor.check()
