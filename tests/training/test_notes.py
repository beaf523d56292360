from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from courses.models import Course
from organizations import scoping
from organizations.models import AuditEvent, Membership, Organization
from organizations.permissions import Role
from people.models import Person
from tests.factories import NOON, MembershipFactory, OrganizationFactory, UserFactory
from tests.training.courses import (
    CONTENT,
    a_course,
    an_assignment,
    an_employee,
    an_enrollment,
)
from training.actions import private_texts
from training.models import Certificate, Enrollment, LearningEvent, PersonKey, PrivateText, Step

pytestmark = pytest.mark.django_db

NOTES = "/o/northwind/learn/notes/"
FILE, ERASE = f"{NOTES}file/", f"{NOTES}erase/"

PLAN: dict[str, Any] = {
    "kind": "plan",
    "slug": "planning",
    "title": "Planning",
    "summary": "A plan.",
    "minutes": 4,
    "intro": "One if, one then.",
    "when_prompt": "If I see",
    "then_prompt": "then I will",
    "pledge": {"prompt": "Promise?", "text": "I will try.", "note": "For you alone."},
    "booster": {"prompt": "When?", "weeks": [4]},
    "closing": "Kept.",
}
THINKING = {"title": "Pensar", "prompts": {"who": {"prompt": "¿Quién te ayudó?"}}}


def page(client: Client, path: str = NOTES) -> str:
    response = client.get(path)
    assert response.status_code == 200, response
    return " ".join(response.content.decode().split())


def keep(enrollment: Enrollment, module: str, *, replacing: bool = True, **texts: str) -> None:
    private_texts.keep(
        enrollment.organization_id, enrollment.person_id, enrollment.pk, module, texts,
        replacing=replacing,
    )  # fmt: skip


def with_a_plan(organization: Organization) -> Course:
    return a_course(organization, modules=[*CONTENT["modules"], PLAN])


@pytest.fixture
def enrollment(inside: Organization, employee: Person) -> Enrollment:
    """Ana's, who has written a reflection and a plan."""
    made = an_enrollment(
        inside, person=employee, assignment=an_assignment(inside, course=with_a_plan(inside))
    )
    keep(made, "planning", when="a joke\r\nabout Ines", then="say it", pledge="yes")
    keep(made, "thinking", who="Ines <did> it")
    return made


@contextmanager
def another_secret(settings: Any, *, keeping: bool = False) -> Iterator[None]:
    """The installation's secret is another one; kept as a fallback or lost."""
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another secret"
    settings.SECRET_KEY_FALLBACKS = [old] if keeping else []
    yield
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = old, []


def test_notes_stand_under_their_course_part_and_prompt(
    client: Client, enrollment: Enrollment
) -> None:
    html = page(client)

    assert "4 notes that you wrote for yourself." in html
    said = [
        "A small course</h2>", "2026-27</p>", "Thinking</a>", "Who helped you?</dt>",
        "Ines &lt;did&gt; it</dd>", "Planning</a>", "If I see</dt>", "a joke about Ines</dd>",
        "then I will</dt>", "say it</dd>", "And I promise myself</dt>", "I will try.</dd>",
    ]  # fmt: skip
    found = [html.index(each) for each in said]
    assert found == sorted(found)


def test_notes_of_the_latest_course_come_first(
    client: Client, inside: Organization, employee: Person
) -> None:
    for cycle in ("2025-26", "2026-27"):
        assignment = an_assignment(inside, cycle=cycle)
        keep(an_enrollment(inside, person=employee, assignment=assignment), "thinking", who=cycle)

    html = page(client)

    assert html.index("2026-27</dd>") < html.index("2025-26</dd>")


def test_prompts_are_in_the_language_of_the_page(
    client: Client, inside: Organization, employee: Person
) -> None:
    course = a_course(inside, translations={"es": {"modules": {"thinking": THINKING}}})
    assignment = an_assignment(inside, course=course)
    keep(an_enrollment(inside, person=employee, assignment=assignment), "thinking", who="Ines")
    User.objects.filter(email="ana@example.org").update(language="es")

    html = page(client)

    assert "Pensar</a>" in html
    assert "¿Quién te ayudó?</dt>" in html


def test_whoever_wrote_nothing_is_told_what_will_come(client: Client, employee: Person) -> None:
    assert "Nothing written yet" in page(client)
    assert client.get(FILE)["Location"] == NOTES
    assert client.get(ERASE)["Location"] == NOTES


@time_machine.travel(NOON)
def test_the_file_holds_everything_as_plain_text(client: Client, enrollment: Enrollment) -> None:
    answer = client.get(FILE)

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="notes-2026-03-02.txt"'
    assert "no-store" in answer["Cache-Control"]
    assert answer.content.decode() == (
        "Your notes\n"
        "Northwind Logistics, Monday, March 2, 2026\n"
        "\n\n"
        "A small course, 2026-27\n"
        "=======================\n"
        "\n"
        "Thinking\n"
        "--------\n"
        "\n"
        "Who helped you?\n"
        "\n"
        "Ines <did> it\n"
        "\n"
        "Planning\n"
        "--------\n"
        "\n"
        "If I see\n"
        "\n"
        "a joke\nabout Ines\n"
        "\n"
        "then I will\n"
        "\n"
        "say it\n"
        "\n"
        "And I promise myself\n"
        "\n"
        "I will try.\n"
    )


@pytest.mark.parametrize("path", [NOTES, FILE, ERASE])
def test_nothing_of_it_is_kept_by_the_browser(
    client: Client, enrollment: Enrollment, path: str
) -> None:
    assert "no-store" in client.get(path)["Cache-Control"]


def test_a_colleague_finds_their_own_empty_page(
    client: Client, inside: Organization, enrollment: Enrollment
) -> None:
    colleague = UserFactory()
    MembershipFactory(organization=inside, user=colleague)
    an_employee(inside, user=colleague)
    client.force_login(colleague)

    assert "Nothing written yet" in page(client)
    assert client.get(FILE)["Location"] == NOTES
    client.post(ERASE)
    assert PrivateText.objects.count() == 4


def test_hr_finds_nothing_of_anybody(
    client: Client, inside: Organization, enrollment: Enrollment, hr: Any
) -> None:
    answers = [client.get(path).status_code for path in (NOTES, FILE, ERASE)]

    assert (answers, client.post(ERASE).status_code) == ([403, 403, 403], 403)
    an_employee(inside, user=hr)
    Membership.objects.filter(user=hr).update(roles=[Role.HR_ADMIN, Role.EMPLOYEE])
    assert "Nothing written yet" in page(client)


def test_another_organization_finds_nothing(client: Client, enrollment: Enrollment) -> None:
    client.force_login(MembershipFactory(organization=OrganizationFactory()).user)

    answers = [client.get(path).status_code for path in (NOTES, FILE, ERASE)]

    assert (answers, client.post(ERASE).status_code) == ([404, 404, 404], 404)
    assert PrivateText.objects.count() == 4


def test_one_user_in_two_organizations_has_two_pages(
    client: Client, enrollment: Enrollment
) -> None:
    elsewhere = OrganizationFactory(slug="harbor")
    user = enrollment.person.user
    MembershipFactory(organization=elsewhere, user=user)
    with scoping.within(elsewhere):
        an_employee(elsewhere, user=user)

    assert "Nothing written yet" in page(client, "/o/harbor/learn/notes/")
    client.post("/o/harbor/learn/notes/erase/")
    assert PrivateText.objects.count() == 4


def test_a_user_without_a_person_has_no_notes(client: Client, inside: Organization) -> None:
    client.force_login(MembershipFactory(organization=inside).user)

    assert "You have no training of your own here" in page(client)
    assert [client.get(path).status_code for path in (FILE, ERASE)] == [404, 404]


def test_before_erasing_one_is_told_what_goes_and_what_stays(
    client: Client, enrollment: Enrollment
) -> None:
    html = page(client, ERASE)

    assert "4 notes in “A small course, 2026-27”" in html
    assert "Your training record: what you have finished, and when" in html
    assert PrivateText.objects.count() == 4


def test_erasing_destroys_texts_and_key_and_leaves_the_record(
    client: Client, enrollment: Enrollment
) -> None:
    before = (LearningEvent.objects.count(), Certificate.objects.count(), Step.objects.count())
    sealed = bytes(PersonKey.objects.get().wrapped)

    answer = client.post(ERASE, follow=True)

    assert "Your notes are erased." in answer.content.decode()
    assert "Nothing written yet" in answer.content.decode()
    assert (PrivateText.objects.count(), PersonKey.objects.count()) == (0, 0)
    after = (LearningEvent.objects.count(), Certificate.objects.count(), Step.objects.count())
    assert (after, AuditEvent.objects.count()) == (before, 0)
    keep(enrollment, "thinking", who="Anew")
    assert bytes(PersonKey.objects.get().wrapped) != sealed


def test_what_is_erased_of_one_person_stays_of_another(
    client: Client, inside: Organization, enrollment: Enrollment
) -> None:
    theirs = an_enrollment(inside, person=an_employee(inside), assignment=enrollment.assignment)
    keep(theirs, "thinking", who="Tom")

    client.post(ERASE)

    assert private_texts.read(theirs.person_id, theirs.pk, "thinking") == {"who": "Tom"}


def test_notes_that_cannot_be_read_are_spoken_of_kindly(
    client: Client, enrollment: Enrollment, settings: Any
) -> None:
    with another_secret(settings):
        client.force_login(enrollment.person.user)  # type: ignore[arg-type] # Ana has one
        html = page(client)

        assert "4 of your notes cannot be read here anymore." in html
        assert "Ines" not in html
        assert client.get(FILE)["Location"] == NOTES
        assert "4 notes that cannot be read here anymore" in page(client, ERASE)
        client.post(ERASE, {"what": "all"})
        assert "Nothing written yet" in page(client)
    assert (PrivateText.objects.count(), PersonKey.objects.count()) == (0, 0)


def test_the_player_goes_on_without_the_old_texts_and_keeps_new_ones(
    client: Client, enrollment: Enrollment, settings: Any
) -> None:
    path = f"/o/northwind/learn/{enrollment.pk}"
    with another_secret(settings):
        client.force_login(enrollment.person.user)  # type: ignore[arg-type] # Ana has one
        for _ in range(2):
            client.post(f"{path}/reading/", {"key": str(uuid4()), "do": "next"})
        client.post(f"{path}/asking/", {"key": str(uuid4()), "do": "skip"})
        assert "Who helped you?" in page(client, f"{path}/thinking/")

        fields = {"key": str(uuid4()), "do": "save", "text-who": "Tom"}
        assert client.post(f"{path}/thinking/", fields).status_code == 303

        assert "Kept." in page(client, f"{path}/thinking/")
        html = page(client)
        assert "One note that you wrote for yourself." in html
        assert "4 of your notes cannot be read here anymore." in html


def test_when_the_old_secret_comes_back_nothing_is_lost(
    enrollment: Enrollment, settings: Any
) -> None:
    with another_secret(settings):
        keep(enrollment, "thinking", who="Tom")
    with another_secret(settings, keeping=True):
        read = private_texts.read(enrollment.person_id, enrollment.pk, "thinking")
        assert read == {"who": "Ines <did> it\n\nTom"}

        keep(enrollment, "thinking", who="Both of them")
        assert private_texts.everything(enrollment.person_id).unreadable == 0
        read = private_texts.read(enrollment.person_id, enrollment.pk, "thinking")
        assert read == {"who": "Both of them"}


def test_only_what_cannot_be_read_is_erased_when_one_asks_for_that(
    client: Client, enrollment: Enrollment, settings: Any
) -> None:
    with another_secret(settings):
        client.force_login(enrollment.person.user)  # type: ignore[arg-type] # Ana has one
        keep(enrollment, "thinking", who="Tom")

        client.post(ERASE, {"what": "unreadable"})

        everything = private_texts.everything(enrollment.person_id)
        assert [each.text for each in everything.written] == ["Tom"]
        assert (everything.unreadable, PersonKey.objects.count()) == (0, 1)


def test_a_text_that_was_damaged_is_counted_as_unreadable(
    client: Client, enrollment: Enrollment
) -> None:
    PrivateText.objects.filter(field="who").update(ciphertext=b"damaged")

    assert "One of your notes cannot be read here anymore." in page(client)
    client.post(ERASE, {"what": "unreadable"})
    assert "3 notes that you wrote for yourself." in page(client)


def test_words_never_show_in_what_an_error_report_prints(enrollment: Enrollment) -> None:
    assert "Ines" not in repr(private_texts.everything(enrollment.person_id))


def test_home_and_the_end_of_a_part_lead_to_the_notes(
    client: Client, inside: Organization, employee: Person
) -> None:
    enrollment = an_enrollment(inside, person=employee)
    path = f"/o/northwind/learn/{enrollment.pk}"
    for _ in range(2):
        client.post(f"{path}/reading/", {"key": str(uuid4()), "do": "next"})
    client.post(f"{path}/asking/", {"key": str(uuid4()), "do": "skip"})
    fields = {"key": str(uuid4()), "do": "save", "text-who": "Ines"}
    client.post(f"{path}/thinking/", fields)

    assert f'href="{NOTES}"' in page(client, "/o/northwind/learn/")
    assert f'href="{NOTES}"' in page(client, f"{path}/thinking/")
