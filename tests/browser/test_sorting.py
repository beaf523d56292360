"""A moment is put in its place by mouse, by finger or by key; and taken back."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import CDPSession, Locator, Page, expect

from accounts.models import User
from organizations import scoping
from tests.browser.journeys import PASSWORD, sign_in
from tests.browser.visitor import Visitor
from tests.factories import MembershipFactory, OrganizationFactory
from tests.training.courses import a_course, an_employee, an_enrollment
from training.models import ModuleState

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "Farid hands in a cost estimate. His manager says that it is not ready, and what is not. "
LAST = "document.querySelectorAll('[data-bin]')[2]"
SLOPE: dict[str, Any] = {
    "kind": "sorting",
    "slug": "slope",
    "title": "The slope",
    "summary": "Three moments.",
    "minutes": 3,
    "intro": "Sort three moments.",
    "scale": [
        {"slug": "awkward", "label": "Merely awkward", "meaning": "Nobody needs help with it."},
        {"slug": "either", "label": "Could go either way", "meaning": "Worth a second look."},
        {"slug": "harmful", "label": "Harmful", "meaning": "Worth doing something."},
    ],
    "moments": [
        {"slug": name, "text": LONG * 2, "key": "awkward", "why": "It is about the work."}
        for name in ("first", "second", "third")
    ],
    "closing": "That is all.",
}


def at_the_first_moment(visitor: Visitor) -> Page:
    """Ana, at the first moment of a course that is nothing but sorting."""
    organization = OrganizationFactory(slug="northwind")
    with scoping.within(organization):
        user = User.objects.create_user(
            email="ana@northwind.example",
            password=PASSWORD,
            name="Ana Ruiz",
            second_factor_offered_at=timezone.now(),
        )
        MembershipFactory(organization=organization, user=user)
        a_course(organization, modules=[SLOPE])
        ana = an_employee(organization, user=user, given_name="Ana", family_name="Ruiz")
        enrollment = an_enrollment(organization, person=ana)
    sign_in(visitor, user)
    visitor.go(f"/o/northwind/learn/{enrollment.pk}/next/")
    visitor.press("Start sorting")
    expect(visitor.page.locator("[data-grip]")).to_be_visible()
    return visitor.page


def middle(what: Locator) -> tuple[float, float]:
    what.scroll_into_view_if_needed()
    box = what.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def pick_up(page: Page) -> None:
    page.mouse.move(*middle(page.locator("[data-grip]")))
    page.mouse.down()


def carry_over(page: Page, number: int) -> None:
    """With the button held, to one of the places, which then says so."""
    bin_ = page.locator("[data-bin]").nth(number - 1)
    page.mouse.move(*middle(bin_), steps=5)
    expect(bin_.locator(".let-go")).to_be_visible()


def chosen(page: Page) -> list[str]:
    return [
        str(box.get_attribute("value")) for box in page.locator("input[name=bin]:checked").all()
    ]


def nothing_is_carried(page: Page) -> None:
    expect(page.locator(".carried, [data-over], [data-carrying]")).to_have_count(0)


def sorted_so_far() -> dict[str, str]:
    found: dict[str, str] = ModuleState.objects.get().state["sorted"]
    return found


def test_a_moment_is_dragged_to_a_place_and_put_there(visitor: Visitor) -> None:
    page = at_the_first_moment(visitor)
    visitor.check()

    pick_up(page)
    carry_over(page, 3)
    expect(page.locator(".let-go:visible")).to_have_count(1)
    visitor.check()
    carry_over(page, 2)
    page.mouse.up()

    nothing_is_carried(page)
    assert chosen(page) == ["either"]
    expect(page.locator("input[value=either]")).to_be_focused()
    visitor.press("Put it there")
    expect(page.locator("article h2")).to_have_text("We would put it higher up.")
    with scoping.across_organizations():
        assert sorted_so_far() == {"first": "either"}
    visitor.check()


def test_let_go_elsewhere_or_after_escape_it_goes_back_and_the_choice_stays(
    visitor: Visitor,
) -> None:
    page = at_the_first_moment(visitor)
    pick_up(page)
    carry_over(page, 1)
    page.mouse.up()

    pick_up(page)
    carry_over(page, 3)
    page.mouse.move(*middle(page.locator("h1")))
    page.mouse.up()
    nothing_is_carried(page)
    elsewhere = chosen(page)

    pick_up(page)
    carry_over(page, 3)
    page.keyboard.press("Escape")
    nothing_is_carried(page)
    page.mouse.up()

    assert (elsewhere, chosen(page)) == (["awkward"], ["awkward"])


def test_the_keys_choose_a_place_also_after_a_drag_was_given_up(visitor: Visitor) -> None:
    page = at_the_first_moment(visitor)
    by_key = []
    for key in ("1", "3", "ArrowLeft"):
        page.keyboard.press(key)
        by_key.append(chosen(page))
    pick_up(page)
    carry_over(page, 1)
    page.keyboard.press("Escape")
    page.mouse.up()
    page.keyboard.press("3")

    assert (by_key, chosen(page)) == ([["awkward"], ["harmful"], ["either"]], ["harmful"])
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Next moment")).to_be_visible()


def finger(session: CDPSession, kind: str, *at: tuple[float, float]) -> None:
    points = [{"x": x, "y": y} for x, y in at]
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_a_finger_drags_by_the_handle_and_scrolls_everywhere_else(visitor: Visitor) -> None:
    page = at_the_first_moment(visitor)
    page.set_viewport_size({"width": 375, "height": 600})
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": True})

    x, y = middle(page.locator("[data-moment]"))
    before = page.evaluate("scrollY")
    finger(session, "touchStart", (x, y))
    for step in range(1, 8):
        finger(session, "touchMove", (x, y - 20 * step))
    finger(session, "touchEnd")
    page.wait_for_function("before => scrollY > before", arg=before)
    nothing_is_carried(page)
    assert chosen(page) == []

    x, y = middle(page.locator("[data-grip]"))
    finger(session, "touchStart", (x, y))
    finger(session, "touchMove", (x, y + 10))
    expect(page.locator(".carried")).to_be_visible()
    last = page.locator("[data-bin]").nth(2)
    finger(session, "touchMove", (x, 590))  # at the edge the page moves along
    page.wait_for_function(f"() => {LAST}.getBoundingClientRect().bottom < innerHeight")
    box = last.bounding_box()
    assert box is not None
    finger(session, "touchMove", (x, box["y"] + box["height"] / 2))
    expect(last.locator(".let-go")).to_be_visible()
    finger(session, "touchEnd")

    nothing_is_carried(page)
    assert chosen(page) == ["harmful"]
