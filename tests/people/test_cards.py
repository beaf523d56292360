"""Access cards: issued once, opened with a PIN, locked after five failures."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from organizations.models import AuditEvent, Membership, Organization
from organizations.permissions import Role
from people import pins, queries
from people.actions import cards
from people.actions.cards import CardRefused, Refusal
from people.models import AccessCard, Employment, Person
from tests.factories import NOON, EmploymentFactory, MembershipFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/o/northwind/manage/people/cards/"
DOOR = "/card/northwind/"


@pytest.fixture
def ana(inside: Organization) -> Person:
    person = PersonFactory(organization=inside, family_name="Ruiz", email=None)
    EmploymentFactory(organization=inside, person=person, number="000123")
    return person


@pytest.fixture
def card(ana: Person) -> cards.IssuedCard:
    [issued] = cards.issue([ana], by=UserFactory(), at=NOON)
    return issued


def refusal(organization: Organization, number: str, pin: str, at: object = NOON) -> Refusal:
    with pytest.raises(CardRefused) as refused:
        cards.open_card(organization, number=number, pin=pin, at=at)  # type: ignore[arg-type] # a datetime
    return refused.value.refusal


def test_a_card_has_a_pin_that_is_kept_nowhere(ana: Person, card: cards.IssuedCard) -> None:
    stored = AccessCard.objects.get()

    assert re.fullmatch(r"\d{6}", card.pin)
    assert (card.number, stored.expires_at) == ("000123", NOON + timedelta(days=30))
    assert stored.pin_hash.startswith("$argon2id$")
    assert card.pin not in str(AccessCard.objects.values().get())
    ana.refresh_from_db()
    assert ana.user is not None
    assert [m.roles for m in Membership.objects.filter(user=ana.user)] == [["employee"]]
    assert [e.detail for e in AuditEvent.objects.all()] == [{"count": 1}]


def test_the_same_form_sent_again_shows_the_same_cards_for_some_minutes(ana: Person) -> None:
    by = UserFactory()
    first = cards.issue([ana], by=by, at=NOON, key="k")

    assert cards.issue([ana], by=by, at=NOON + timedelta(minutes=2), key="k") == first
    with pytest.raises(cards.AlreadyShown):
        cards.issue([ana], by=by, at=NOON + timedelta(minutes=11), key="k")
    assert cards.issue([ana], by=by, at=NOON, key="other")[0].pin != first[0].pin
    assert AuditEvent.objects.count() == 2


def test_number_and_pin_open_the_card_with_or_without_zeros(
    inside: Organization, card: cards.IssuedCard
) -> None:
    for number in ("000123", "123", " 000123 "):
        assert cards.open_card(inside, number=number, pin=card.pin, at=NOON).chosen_at is None
    assert cards.open_card(inside, number="123", pin=f"{card.pin[:3]} {card.pin[3:]}", at=NOON)


def test_five_failures_lock_the_card_for_a_quarter_of_an_hour(
    inside: Organization, card: cards.IssuedCard
) -> None:
    for _try in range(5):
        assert refusal(inside, "123", "000000") is Refusal.NO_MATCH

    assert refusal(inside, "123", card.pin) is Refusal.NO_MATCH
    assert refusal(inside, "123", card.pin, NOON + timedelta(minutes=14)) is Refusal.NO_MATCH
    assert cards.open_card(inside, number="123", pin=card.pin, at=NOON + timedelta(minutes=16))


def test_a_printed_pin_runs_out_and_a_chosen_one_does_not(
    inside: Organization, card: cards.IssuedCard
) -> None:
    later = NOON + timedelta(days=31)
    assert refusal(inside, "123", card.pin, later) is Refusal.EXPIRED

    AccessCard.objects.update(chosen_at=NOON)
    assert cards.open_card(inside, number="123", pin=card.pin, at=later)


@pytest.mark.parametrize(
    "change", [{"on_leave": True}, {"ends_on": date(2026, 3, 1)}, {"starts_on": date(2026, 4, 1)}]
)
def test_nobody_who_is_on_leave_or_has_left_signs_in(
    change: dict[str, object], inside: Organization, card: cards.IssuedCard
) -> None:
    Employment.objects.update(**change)

    assert refusal(inside, "123", card.pin) is Refusal.NO_MATCH


def test_who_sees_other_peoples_records_needs_more_than_a_card(
    inside: Organization, card: cards.IssuedCard
) -> None:
    Membership.objects.update(roles=["employee", "hr_admin"])

    assert refusal(inside, "123", card.pin) is Refusal.OTHER_WAY


def test_a_new_card_ends_the_old_one(
    ana: Person, inside: Organization, card: cards.IssuedCard
) -> None:
    [new] = cards.issue([ana], by=UserFactory(), at=NOON)

    assert refusal(inside, "123", card.pin) is Refusal.NO_MATCH
    assert cards.open_card(inside, number="123", pin=new.pin, at=NOON)


def test_an_unknown_number_is_verified_against_nobodys_pin(
    inside: Organization, card: cards.IssuedCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    verified: list[str] = []
    real = pins.matches

    def noted(pin: str, stored: str, peppers: list[str]) -> bool:
        verified.append(stored)
        return real(pin, stored, peppers)

    monkeypatch.setattr(pins, "matches", noted)
    assert refusal(inside, "404", "123456") is Refusal.NO_MATCH
    assert refusal(inside, "123", "123456") is Refusal.NO_MATCH

    assert verified == [pins.NOBODY, AccessCard.objects.get().pin_hash]
    assert [h.split("$")[3] for h in verified] == ["m=19456,t=2,p=1"] * 2


def test_a_pin_survives_a_change_of_the_secret(
    inside: Organization, card: cards.IssuedCard, settings: object
) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]  # type: ignore[attr-defined] # pytest-django's wrapper
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined] # as above

    assert cards.open_card(inside, number="123", pin=card.pin, at=NOON)


@pytest.mark.parametrize(
    ("pin", "weakness"),
    [
        ("12345", pins.Weakness.TOO_SHORT), ("1234567890123", pins.Weakness.TOO_LONG),
        ("12a456", pins.Weakness.NOT_DIGITS), ("123456", pins.Weakness.TOO_SIMPLE),
        ("987654", pins.Weakness.TOO_SIMPLE), ("111111", pins.Weakness.TOO_SIMPLE),
        ("121212", pins.Weakness.TOO_SIMPLE), ("385385", pins.Weakness.TOO_SIMPLE),
        ("040712", pins.Weakness.IS_NUMBER), ("719384", None),
    ],
)  # fmt: skip
def test_easy_pins_are_refused(pin: str, weakness: pins.Weakness | None) -> None:
    assert pins.weakness(pin, "40712") is weakness


@given(st.text(min_size=1, max_size=30), st.integers(1, 10**9))
def test_printed_pins_are_six_digits_and_the_same_for_the_same_form(key: str, person: int) -> None:
    first = pins.printed(key, person, "secret")

    assert re.fullmatch(r"[0-9]{6}", first)
    assert pins.printed(key, person, "secret") == first


# Pages ----------------------------------------------------------------------------------


@pytest.fixture
def hr(client: Client, inside: Organization) -> Client:
    client.force_login(MembershipFactory(organization=inside, role=Role.HR_ADMIN).user)
    return client


def test_hr_prints_a_sheet_and_its_owner_signs_in_and_chooses_a_pin(
    hr: Client, ana: Person
) -> None:
    choose = hr.get(PAGE)
    assert "One person has no email address" in choose.content.decode()
    assert "no-store" in choose.headers["Cache-Control"]
    form = {"person": [str(ana.pk)], "key": choose.context["key"]}

    sheet = hr.post(PAGE, form).content.decode()
    again = hr.post(PAGE, form).content.decode()

    printed = re.findall(r'<dd class="code">\s*(\d{3} \d{3})\s*</dd>', sheet)
    assert len(printed) == 1
    assert printed[0] in again
    assert "<svg" in sheet
    assert " style=" not in sheet
    person = Client()
    wrong = person.post(DOOR, {"number": "123", "pin": "000000"})
    assert (wrong.status_code, "do not open a card" in wrong.content.decode()) == (422, True)
    step = person.post(DOOR, {"number": "123", "pin": printed[0]})
    assert step.url == f"{DOOR}pin/"  # type: ignore[attr-defined] # a redirect
    assert "_auth_user_id" not in person.session
    assert person.post(f"{DOOR}pin/", {"pin": "123456", "again": "123456"}).status_code == 422
    assert person.post(f"{DOOR}pin/", {"pin": "719384", "again": "719385"}).status_code == 422
    same = printed[0].replace(" ", "")
    assert person.post(f"{DOOR}pin/", {"pin": same, "again": same}).status_code == 422
    done = person.post(f"{DOOR}pin/", {"pin": "719384", "again": "719384"})
    assert done.url == "/o/northwind/learn/"  # type: ignore[attr-defined] # a redirect
    assert person.session["_auth_user_backend"] == "accounts.backends.TrustedBackend"
    other = Client()
    assert other.post(DOOR, {"number": "123", "pin": same}).status_code == 422
    assert other.post(DOOR, {"number": "000123", "pin": "719384"}).url == "/o/northwind/learn/"  # type: ignore[attr-defined] # a redirect


def test_a_new_card_or_leave_in_between_ends_the_choosing(
    ana: Person, card: cards.IssuedCard, client: Client
) -> None:
    client.post(DOOR, {"number": "123", "pin": card.pin})
    AccessCard.objects.update(pin_hash=pins.NOBODY)

    response = client.post(f"{DOOR}pin/", {"pin": "719384", "again": "719384"})

    assert response.url == DOOR  # type: ignore[attr-defined] # a redirect
    assert "_auth_user_id" not in client.session
    assert Client().get(f"{DOOR}pin/").url == DOOR  # type: ignore[attr-defined] # a redirect


def test_an_address_that_keeps_failing_is_made_to_wait_and_successes_do_not_count(
    inside: Organization, card: cards.IssuedCard, client: Client
) -> None:
    AccessCard.objects.update(chosen_at=NOON)
    for _again in range(3):
        assert Client().post(DOOR, {"number": "123", "pin": card.pin}).status_code == 302
    for number in range(30):
        assert client.post(DOOR, {"number": f"9{number}", "pin": "000000"}).status_code == 422

    assert client.post(DOOR, {"number": "123", "pin": card.pin}).status_code == 429


def test_the_organization_is_found_by_its_code(client: Client, inside: Organization) -> None:
    assert client.get("/card/").status_code == 200
    assert client.post("/card/", {"code": "Northwind"}).url == DOOR  # type: ignore[attr-defined] # a redirect
    assert client.post("/card/", {"code": "nowhere"}).status_code == 422
    assert client.get("/card/nowhere/").status_code == 404


def test_the_code_on_the_card_fills_in_the_number(client: Client, inside: Organization) -> None:
    assert 'value="000123"' in client.get(f"{DOOR}?n=000123").content.decode()


def test_people_are_chosen_by_site_unit_name_and_card(
    hr: Client, ana: Person, inside: Organization
) -> None:
    for params, shown in (
        ("?q=ruiz", True), ("?q=000123", True), ("?q=nobody", False), ("?card=none", True),
        ("?site=1", False), ("?unit=x", True),
    ):  # fmt: skip
        assert (f'id="person-{ana.pk}"' in hr.get(PAGE + params).content.decode()) is shown


def test_all_who_have_none_yet_get_cards_though_the_list_shows_one_page(
    hr: Client, ana: Person, inside: Organization
) -> None:
    for number in range(50):
        person = PersonFactory(organization=inside, email=None)
        EmploymentFactory(organization=inside, person=person, number=f"9{number:05}")
    cards.issue([ana], by=UserFactory(), at=NOON)
    kept = AccessCard.objects.get(person=ana).pin_hash

    page = hr.get(PAGE)
    sheet = hr.post(f"{PAGE}?card=none", {"everybody": "1", "key": "k"}).content.decode()

    assert len(page.context["page"]) == 48
    assert "Issue cards to all 50 who have none yet" in " ".join(page.content.decode().split())
    assert "50 cards are ready to print" in " ".join(sheet.split())
    assert AccessCard.objects.get(person=ana).pin_hash == kept


def test_people_with_email_or_of_another_organization_get_no_card(
    hr: Client, ana: Person, inside: Organization
) -> None:
    other = PersonFactory(organization=inside, email="x@example.org")
    EmploymentFactory(organization=inside, person=other)

    response = hr.post(PAGE, {"person": [str(other.pk), "999999", "x"], "key": "k"})

    assert response.status_code == 302
    assert AccessCard.objects.count() == 0


def test_a_hundred_cards_take_as_many_queries_as_one(
    inside: Organization, django_assert_max_num_queries: object
) -> None:
    by = UserFactory()
    for n in range(12):
        person = PersonFactory(organization=inside, email=None)
        EmploymentFactory(organization=inside, person=person, number=str(n))
    people = queries.people_for_cards(
        list(Person.objects.values_list("pk", flat=True)), NOON.date()
    )

    with django_assert_max_num_queries(16):  # type: ignore[operator] # a fixture
        assert len(cards.issue(people, by=by, at=NOON)) == 12
    assert User.objects.filter(email=None).count() == 12


@pytest.mark.parametrize("query", ["unit=²", "site=²", "people=².1", "unit=99999999999999999999"])
def test_numbers_that_only_look_like_ids_choose_nothing(
    hr: Client, ana: Person, query: str
) -> None:
    shown = hr.get(f"{PAGE}?{query}")
    issued = hr.post(PAGE, {"person": ["²", "99999999999999999999"], "key": "k"})

    assert (shown.status_code, issued.status_code) == (200, 302)
    assert not AccessCard.objects.exists()


def test_a_card_never_opens_a_sign_in_that_has_an_address_of_its_own(
    inside: Organization, ana: Person, card: cards.IssuedCard
) -> None:
    """A staff file can name somebody of another organization and then forget the address."""
    stamp = cards.stamp_of(cards.open_card(inside, number="123", pin=card.pin, at=NOON))
    elsewhere = MembershipFactory(user__email="ana@elsewhere.example").user
    Person.objects.filter(pk=ana.pk).update(user=elsewhere)

    assert refusal(inside, "123", card.pin) is Refusal.OTHER_WAY
    with pytest.raises(CardRefused):
        cards.choose_pin(
            inside, card_id=AccessCard.objects.get().pk, stamp=stamp, pin="719384", at=NOON
        )
