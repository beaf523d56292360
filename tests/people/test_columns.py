"""Headers and what they mean."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from people.staff_files.columns import Field, find_header, match, missing, normalized

WORKDAY = [
    "Employee ID", "Legal First Name", "Legal Last Name", "Preferred Name", "Work Email",
    "Job Title", "Department", "Location", "Manager ID", "Hire Date", "Termination Date",
    "Employment Status", "Is People Manager", "Preferred Language",
]  # fmt: skip
ENGLISH = [
    "Personnel no.", "First name", "Last name", "Known as", "E-mail", "Position", "Unit", "Site",
    "Reports to", "Start", "End", "Status", "Supervisor", "Language",
]  # fmt: skip
ALL_BUT_WHOLE_NAME_AND_RETURN = [f for f in Field if f not in {Field.FULL_NAME, Field.LEAVE_UNTIL}]


def test_the_headers_of_common_systems_are_known() -> None:
    expected = {field: column for column, field in enumerate(ALL_BUT_WHOLE_NAME_AND_RETURN)}

    assert match(WORKDAY, {}) == expected | {
        Field.EMAIL: 4, Field.JOB_TITLE: 5, Field.UNIT: 6, Field.SITE: 7
    }  # fmt: skip
    assert match(ENGLISH, {}) == match(WORKDAY, {})


def test_spanish_and_german_headers_are_known() -> None:
    spanish = ["Nº de empleado", "Número de empleado", "Apellidos", "Correo electrónico", "Puesto"]
    german = ["Personalnummer", "Vorname", "Nachname", "Eintrittsdatum", "Tätigkeit", "Standort"]

    assert list(match(spanish, {})) == [
        Field.NUMBER, Field.FAMILY_NAME, Field.EMAIL, Field.JOB_TITLE
    ]  # fmt: skip
    assert list(match(german, {})) == [
        Field.NUMBER, Field.GIVEN_NAME, Field.FAMILY_NAME, Field.STARTS_ON, Field.JOB_TITLE,
        Field.SITE,
    ]  # fmt: skip


def test_what_was_chosen_last_time_goes_before_the_words() -> None:
    remembered = {"email": "", "contact": "email"}

    assert match(["ID", "Email", "Contact"], remembered) == {Field.NUMBER: 0, Field.EMAIL: 2}


def test_a_whole_name_is_only_used_where_its_parts_are_missing() -> None:
    assert Field.FULL_NAME not in match(["ID", "Name", "First name", "Last name"], {})
    assert match(["ID", "Name"], {}) == {Field.NUMBER: 0, Field.FULL_NAME: 1}


def test_a_title_above_the_header_is_passed_over() -> None:
    rows = [["Staff list of March"], [], ["Employee ID", "First name", "Last name", ""]]

    header = find_header(rows)

    assert header is not None
    assert (header.index, header.cells) == (2, ("Employee ID", "First name", "Last name"))


def test_a_file_needs_numbers_and_names() -> None:
    assert missing({}) == [Field.NUMBER, Field.GIVEN_NAME]
    assert missing({Field.NUMBER: 0, Field.FULL_NAME: 1}) == []


@given(st.lists(st.text(max_size=15), max_size=12))
def test_no_column_is_used_twice_and_none_is_invented(headers: list[str]) -> None:
    found = match(headers, {})

    assert len(set(found.values())) == len(found)
    assert all(0 <= column < len(headers) for column in found.values())


@given(st.text(max_size=40))
def test_normalizing_a_header_again_changes_nothing(header: str) -> None:
    assert normalized(normalized(header)) == normalized(header)
