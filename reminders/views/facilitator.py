"""A facilitator nudges people of a cohort they lead."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from cohorts.models import Cohort, CohortMember
from organizations.access import MemberRequest, requires
from organizations.permissions import Permission
from reminders import choice
from reminders.actions import nudging
from reminders.views.hr import tell
from training.models import Enrollment


@require_POST
@requires(Permission.LEAD_COHORTS)
def nudge_cohort(request: MemberRequest, *, cohort_id: int) -> HttpResponse:
    at = timezone.now()
    cohort = get_object_or_404(Cohort.objects.led_by(request.membership).running(at), pk=cohort_id)
    ids = choice.read_ids(".".join(request.POST.getlist("enrollment")))
    members = CohortMember.objects.filter(cohort=cohort).values("person_id")
    of_cohort = Enrollment.objects.filter(
        pk__in=ids, assignment=cohort.assignment_id, person__in=members
    )
    tell(request, nudging.nudge(of_cohort, by=request.user, at=at))
    return redirect("cohorts:cohort", request.organization.slug, cohort.pk)
