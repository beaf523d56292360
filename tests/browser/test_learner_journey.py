"""An employee goes from a mail to a certificate; another one has no email at all."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from courses.models import Course
from organizations import scoping
from organizations.models import Organization
from people.actions import cards
from people.actions.sign_ins import ensure_sign_ins
from people.models import Person
from tests.browser.journeys import (
    Employer,
    employer,
    mails_to,
    play_on,
    sign_in,
    spend_an_hour,
)
from tests.browser.visitor import Visitor
from tests.factories import EmploymentFactory, PersonFactory, SiteFactory
from training.actions import assigning
from training.audience import AudienceRule
from training.due import DueRule
from training.models import Certificate, Enrollment

pytestmark = pytest.mark.django_db(transaction=True)


def somebody(organization: Organization, *, email: str | None) -> Person:
    """An employee in Chicago with a sign-in."""
    person = PersonFactory(
        organization=organization, given_name="Ana", family_name="Ruiz", email=email
    )
    EmploymentFactory(
        organization=organization,
        person=person,
        number="000017",
        site=SiteFactory(organization=organization, name="Chicago Hub, IL"),
    )
    ensure_sign_ins([person], at=timezone.now())
    person.refresh_from_db()
    return person


def assign_to_everybody(here: Employer) -> Enrollment:
    now = timezone.now()
    plan = assigning.Draft(
        title="Stepping in, this year",
        course=Course.objects.get(),
        cycle="this year",
        audience=AudienceRule(everybody=True),
        due=DueRule(on=(now + timedelta(days=30)).date()),
    )
    assignment = assigning.draft(here.organization, plan, by=here.hr, at=now)
    assigning.start(assignment, by=here.hr, at=now)
    return Enrollment.objects.get()


def next_working_noon() -> datetime:
    """The next weekday at 18:00 UTC: inside Chicago's working hours, summer and winter."""
    found = timezone.now().astimezone(UTC).replace(hour=18, minute=0) + timedelta(days=1)
    while found.weekday() > 4:
        found += timedelta(days=1)
    return found


def test_an_employee_goes_from_one_link_in_a_mail_to_a_certificate(visitor: Visitor) -> None:
    here = employer()
    page = visitor.page
    with scoping.within(here.organization):
        somebody(here.organization, email="ana.ruiz@northwind.example")
        enrollment = assign_to_everybody(here)
        spend_an_hour(enrollment)
    call_command("remind", at=next_working_noon(), organization="northwind")
    (text,) = mails_to("ana.ruiz@northwind.example")
    found = re.search(r"https?://\S+", text)
    assert found is not None

    visitor.go(found.group())
    visitor.check()
    visitor.press("Continue as Ana")
    assert page.url.endswith("/before-we-start/")
    modules = play_on(visitor, check=True)

    with scoping.within(here.organization):
        enrollment.refresh_from_db()
        certificate = Certificate.objects.get()
        assert enrollment.status == "completed"
        assert modules == enrollment.modules_done
    visitor.check()
    visitor.go("/o/northwind/learn/")
    visitor.check()
    pdf = page.request.get(
        f"{visitor.address}/o/northwind/learn/{enrollment.pk}/certificate/"
    ).body()
    assert pdf.startswith(b"%PDF-")
    visitor.go("/verify/")
    page.locator("main input:not([type=hidden])").first.fill(certificate.code.lower())
    visitor.press("Check")
    assert "Ana Ruiz" in page.locator("main").inner_text()
    visitor.check()


def test_an_employee_without_email_comes_in_with_a_card_and_a_pin_of_their_own(
    visitor: Visitor,
) -> None:
    here = employer()
    page = visitor.page
    with scoping.within(here.organization):
        person = somebody(here.organization, email=None)
        (card,) = cards.issue([person], by=here.hr, at=timezone.now())
        assign_to_everybody(here)

    visitor.go("/card/")
    visitor.check()
    page.locator("main input:not([type=hidden])").first.fill("northwind")
    visitor.press("Continue")
    visitor.check()
    number, pin = page.locator("main input:not([type=hidden])").all()
    number.fill(card.number)
    pin.fill(card.pin)
    visitor.press("Sign in")
    visitor.check()
    for field in page.locator("main input:not([type=hidden])").all():
        field.fill("739164")
    visitor.press("Save and continue")

    assert visitor.heading().endswith("Ana")
    page.get_by_role("link", name=re.compile("Start|Begin|Continue")).first.click()
    page.wait_for_load_state()
    assert page.url.endswith("/before-we-start/")


def test_the_quiet_route_gives_the_same_certificate(visitor: Visitor) -> None:
    here = employer()
    page = visitor.page
    with scoping.within(here.organization):
        person = somebody(here.organization, email="ana.ruiz@northwind.example")
        enrollment = assign_to_everybody(here)
        spend_an_hour(enrollment)
    assert person.user is not None
    person.user.set_password("a-long-enough-passphrase")
    person.user.save()
    sign_in(visitor, person.user)
    page.get_by_text("Use the quiet version").first.click()
    page.wait_for_load_state()
    visitor.go(f"/o/northwind/learn/{enrollment.pk}/next/")
    play_on(visitor)

    with scoping.within(here.organization):
        enrollment.refresh_from_db()
        assert (enrollment.status, enrollment.credited_minutes) == ("completed", 72)
