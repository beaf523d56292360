"""A facilitator sees how far their cohort is, and nothing of what anybody answered."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cohorts.actions import gathering, leading
from organizations import scoping
from organizations.models import Membership
from outbox.models import Message
from tests.browser.journeys import employer, sign_in
from tests.browser.test_learner_journey import assign_to_everybody, somebody
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_facilitator_looks_at_their_cohort_and_nudges_who_is_not_done(visitor: Visitor) -> None:
    here = employer()
    page = visitor.page
    now = timezone.now()
    with scoping.within(here.organization):
        person = somebody(here.organization, email="ana.ruiz@northwind.example")
        enrollment = assign_to_everybody(here)
        cohort = gathering.gather(enrollment.assignment, name="Night shift", by=here.hr, at=now)
        gathering.add(cohort, [person.pk], by=here.hr, at=now)
        membership = Membership.objects.get(user=here.facilitator)
        leading.name_leaders(cohort, [membership.pk], by=here.hr, at=now)
        Message.objects.all().delete()

    sign_in(visitor, here.facilitator)
    assert page.url.endswith("/o/northwind/facilitate/")
    visitor.check()
    visitor.press("Night shift", role="link")
    visitor.check()
    page.locator("main .btn.primary").first.click()
    page.wait_for_load_state()
    visitor.check()
    page.locator("main form button.btn.primary").first.click()
    page.wait_for_load_state()
    visitor.check()

    with scoping.within(here.organization):
        assert [m.recipient for m in Message.objects.all()] == ["ana.ruiz@northwind.example"]
