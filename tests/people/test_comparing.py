"""What a file would change, against people who are known.  No database."""

from __future__ import annotations

from people.staff_files.comparing import Plan, compare
from people.staff_files.known import PersonValues, Spell, SpellValues, Staff
from tests.people.staff_texts import TODAY, check, row

ANA = PersonValues("Ana", "Ruiz 1", "", "ana@example.org", "es")
ANA_NOW = SpellValues("1", "IT", "Boston, MA", "Analyst", None, False, "2020-01-06")


def staff(*spells: Spell, **people: PersonValues) -> Staff:
    known = {1: ANA, **{int(key[1:]): person for key, person in people.items()}}
    return Staff(known, spells or (Spell(10, 1, ANA_NOW),))


def ana(**values: str) -> list[str]:
    given = {"number": "1", "email": "ana@example.org", "unit": "IT", "site": "Boston, MA"}
    return row(**{**given, **values})


def codes(plan: Plan) -> dict[int, str]:
    return {step.row: step.code for step in plan.steps}


def kinds(plan: Plan) -> dict[int, list[str]]:
    return {number: [remark.kind for remark in found] for number, found in plan.notes.items()}


def test_the_same_again_changes_nothing() -> None:
    plan = compare(check(ana()), staff(), on=TODAY)

    assert [(step.code, step.person, step.spell) for step in plan.steps] == [("u", None, None)]
    assert plan.missing == []


def test_columns_that_are_not_in_the_file_are_left_alone() -> None:
    header = ("Employee ID", "Last name")

    plan = compare(check(["1", "Sato"], header=header), staff(), on=TODAY)

    [step] = plan.steps
    assert step.person == ANA._replace(family_name="Sato")
    assert step.spell is None


def test_a_number_without_its_leading_zeros_is_the_same_number() -> None:
    spell = Spell(10, 1, ANA_NOW._replace(number="000001"))

    assert codes(compare(check(ana()), staff(spell), on=TODAY)) == {2: "u"}


def test_names_of_units_that_differ_in_case_are_one() -> None:
    assert codes(compare(check(ana(unit="it")), staff(), on=TODAY)) == {2: "u"}


def test_somebody_with_a_new_number_is_recognized_by_address() -> None:
    plan = compare(check(ana(number="900")), staff(), on=TODAY)

    [step] = plan.steps
    assert (step.code, step.person_id, step.spell and step.spell.number) == ("c", 1, "900")
    assert kinds(plan) == {2: ["number_changed"]}


def test_who_is_not_in_the_file_is_missing_unless_their_row_was_rejected() -> None:
    known = staff(
        Spell(10, 1, ANA_NOW),
        Spell(11, 2, SpellValues("2", starts_on="2020-01-06")),
        Spell(12, 3, SpellValues("3", starts_on="2020-01-06", ends_on="2021-01-01")),
        p2=PersonValues("Bo", "Li"),
        p3=PersonValues("Cy", "Day"),
    )

    assert [s.id for s in compare(check(ana()), known, on=TODAY).missing] == [11]
    assert compare(check(ana(), row("2", status="?")), known, on=TODAY).missing == []


def test_coming_back_begins_a_new_spell_and_a_correction_does_not() -> None:
    left = Spell(10, 1, ANA_NOW._replace(ends_on="2023-05-01"))

    back = compare(check(ana(hired="2025-02-03")), staff(left), on=TODAY).steps[0]
    corrected = compare(check(ana()), staff(left), on=TODAY).steps[0]

    assert (back.code, back.spell_id, back.spell and back.spell.starts_on) == ("r", 0, "2025-02-03")
    assert (corrected.code, corrected.spell_id) == ("c", 10)
    assert corrected.spell
    assert corrected.spell.ends_on is None


def test_the_first_hire_date_of_somebody_rehired_does_not_reach_back_over_the_gap() -> None:
    spells = (
        Spell(10, 1, ANA_NOW._replace(ends_on="2015-01-01", starts_on="2010-01-04")),
        Spell(11, 1, ANA_NOW._replace(starts_on="2018-01-08")),
    )

    plan = compare(check(ana(hired="2010-01-04")), staff(*spells), on=TODAY)

    assert codes(plan) == {2: "u"}


def test_a_leaver_without_a_date_has_left_once() -> None:
    gone = check(ana(status="Terminated"))
    first = compare(gone, staff(), on=TODAY).steps[0]
    assert first.spell
    assert first.spell.ends_on == TODAY.isoformat()

    later = staff(Spell(10, 1, first.spell))
    assert codes(compare(gone, later, on=TODAY.replace(month=9))) == {2: "u"}


def test_the_last_day_is_still_a_day_of_employment() -> None:
    plan = compare(check(ana(left="2026-02-28", status="Terminated")), staff(), on=TODAY)

    assert [step.spell and step.spell.ends_on for step in plan.steps] == ["2026-03-01"]


def test_a_number_that_somebody_else_had_is_a_new_person() -> None:
    gone = Spell(10, 1, ANA_NOW._replace(ends_on="2023-05-01"))

    plan = compare(check(row("1", given="Bo", family="Li")), staff(gone), on=TODAY)

    assert codes(plan) == {2: "n"}
    assert kinds(plan) == {2: ["number_reused"]}


def test_an_address_of_somebody_outside_the_file_is_not_taken_from_them() -> None:
    known = staff(
        Spell(10, 1, ANA_NOW), Spell(11, 2, SpellValues("2")), p2=PersonValues("Bo", "Li")
    )

    plan = compare(check(row("2", email="ana@example.org")), known, on=TODAY)

    assert [(n, [r.kind for r in found]) for n, found in plan.problems.items()] == [
        (2, ["email_taken"])
    ]


def test_two_people_may_swap_addresses_in_one_file() -> None:
    bo = PersonValues("Bo", "Li", "", "bo@example.org")
    known = staff(Spell(10, 1, ANA_NOW), Spell(11, 2, SpellValues("2")), p2=bo)

    plan = compare(
        check(ana(email="bo@example.org"), row("2", email="ana@example.org")), known, on=TODAY
    )

    assert plan.problems == {}
    assert [step.person and step.person.email for step in plan.steps] == [
        "bo@example.org", "ana@example.org"
    ]  # fmt: skip


def test_managers_are_found_in_the_file_and_among_the_known() -> None:
    plan = compare(
        check(row("5", manager="6"), row("6", manager="1"), row("7", manager="404")),
        staff(),
        on=TODAY,
    )

    assert [step.spell and step.spell.manager for step in plan.steps] == [-3, 1, None]
    assert kinds(plan) == {4: ["manager_unknown"]}


def test_nobody_manages_themselves_and_circles_are_cut() -> None:
    plan = compare(
        check(
            row("5", manager="5"), row("6", manager="7"), row("7", manager="6"),
            row("8", manager="6"),
        ),
        staff(),
        on=TODAY,
    )  # fmt: skip

    assert kinds(plan) == {2: ["own_manager"], 3: ["manager_cycle"], 4: ["manager_cycle"]}
    assert [step.spell and step.spell.manager for step in plan.steps] == [None, None, None, -3]


def test_a_manager_whose_row_is_rejected_or_who_has_left_is_remarked() -> None:
    plan = compare(
        check(
            row("5", status="?"), row("6", manager="5"),
            row("7", status="Terminated", left="2025-01-31"), row("8", manager="7"),
        ),
        staff(),
        on=TODAY,
    )  # fmt: skip

    assert kinds(plan) == {3: ["manager_rejected"], 5: ["manager_left"]}


def test_only_sites_that_say_no_place_are_remarked_and_only_once() -> None:
    body = [row("5", site="Atlantis"), row("6", site="Atlantis"), row("7", site="Boston, MA")]

    plan = compare(check(*body), staff(), on=TODAY)
    confirmed = Staff({1: ANA}, (Spell(10, 1, ANA_NOW),), frozenset({"atlantis"}))

    assert kinds(plan) == {2: ["new_site"]}
    assert kinds(compare(check(*body), confirmed, on=TODAY)) == {}
