"""HR brings its people in, assigns the course, and sees where everybody stands."""

from __future__ import annotations

import pytest

from organizations import scoping
from people.models import Person
from tests.browser.journeys import DATA, employer, sign_in
from tests.browser.visitor import Visitor
from training.models import Enrollment

pytestmark = pytest.mark.django_db(transaction=True)


def test_hr_imports_a_staff_file_assigns_the_course_and_sees_who_is_done(visitor: Visitor) -> None:
    here = employer()
    sign_in(visitor, here.hr)
    visitor.check()  # nobody yet: the page says what to do first

    _import_staff(visitor)
    with scoping.within(here.organization):
        assert Person.objects.count() == 301
    visitor.go("/o/northwind/manage/people/")
    visitor.check()

    _assign_to_everybody(visitor)
    with scoping.within(here.organization):
        assert Enrollment.objects.count() == 286

    visitor.go("/o/northwind/manage/")
    assert visitor.heading() == "286 people are enrolled, nobody has started yet"
    visitor.check()
    visitor.page.locator("main table a:visible").first.click()
    visitor.page.wait_for_load_state()
    visitor.check()


def _import_staff(visitor: Visitor) -> None:
    page = visitor.page
    visitor.go("/o/northwind/manage/people/import/")
    visitor.check()
    page.set_input_files("input[type=file]", DATA / "harbor-clinics-staff.csv")
    visitor.press("Read the file")
    visitor.check()
    page.locator("main button.btn.primary").first.click()
    page.wait_for_load_state()
    assert "9 rows" in page.locator("main").inner_text()
    visitor.check()
    page.locator("main button.btn.primary").first.click()
    page.wait_for_load_state()
    visitor.check()


def _assign_to_everybody(visitor: Visitor) -> None:
    page = visitor.page
    visitor.go("/o/northwind/manage/assignments/new/")
    visitor.check()
    page.get_by_label("Name of this assignment").fill("Stepping in, this year")
    page.get_by_label("Due on").fill("2031-12-11")
    visitor.press("See exactly who")
    visitor.check()
    page.locator("main button.btn.primary.big").first.click()
    page.wait_for_load_state()
    visitor.check()


def test_an_import_can_be_taken_back(visitor: Visitor) -> None:
    here = employer()
    page = visitor.page
    sign_in(visitor, here.hr)
    visitor.go("/o/northwind/manage/people/import/")
    page.set_input_files("input[type=file]", DATA / "harbor-clinics-staff.csv")
    visitor.press("Read the file")
    for _ in range(2):
        page.locator("main button.btn.primary").first.click()
        page.wait_for_load_state()
    page.get_by_role("link", name="Undo").first.click()
    visitor.check()
    visitor.press("Undo the import")

    with scoping.within(here.organization):
        assert Person.objects.count() == 0
    visitor.check()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("staff.csv", b""),
        ("staff.csv", b"\x00\x01\x02" * 400),
        ("staff.xlsx", b"PK\x03\x04 not a workbook"),
        ("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(500)),
    ],
)
def test_a_file_that_is_no_spreadsheet_is_refused_in_words(
    visitor: Visitor, name: str, content: bytes
) -> None:
    here = employer()
    sign_in(visitor, here.hr)
    visitor.go("/o/northwind/manage/people/import/")
    visitor.page.set_input_files(
        "input[type=file]",
        {"name": name, "mimeType": "application/octet-stream", "buffer": content},
    )
    visitor.press("Read the file")

    assert visitor.page.locator("main [role=alert], main .errors, main .error").count() > 0
    visitor.check()
    with scoping.within(here.organization):
        assert Person.objects.count() == 0
