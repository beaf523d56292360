"""A learner's home, their courses, and the way to the exact next step."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from organizations.access import MemberRequest, requires
from organizations.permissions import Permission
from training.actions import playing
from training.due import local_day
from training.models import Enrollment
from training.presenting import Course, course_of, offered
from training.queries import Learner, standings

Status = Enrollment.Status
COMPLETED, WAIVED = Status.COMPLETED.value, Status.WAIVED.value


def learner_of(request: MemberRequest, *, at: datetime) -> Learner | None:
    """The person behind the one who is signed in, with their enrollments."""
    zone = request.organization.time_zone
    on = local_day(at, zone)
    return standings(request.organization.pk, request.user.pk, on=on, zone=zone)


@require_safe
@requires(Permission.TAKE_TRAINING)
def home(request: MemberRequest) -> HttpResponse:
    at = timezone.now()
    learner = learner_of(request, at=at)
    if learner is None:
        return TemplateResponse(request, "training/learn/nobody.html", {})
    courses = [course_of(each, at=at, zone=learner.zone) for each in learner.standings]
    todo = [course for course in courses if course.is_open]
    finished = sorted(
        (course for course in courses if course.standing.status == COMPLETED),
        key=lambda course: course.standing.completed_at or at,
        reverse=True,
    )
    return TemplateResponse(
        request,
        "training/learn/home.html",
        {
            "learner": learner,
            "greeting": greeting(at.astimezone(ZoneInfo(learner.zone)).hour),
            "courses": todo,
            "next": todo[0] if todo else None,
            "others": todo[1:],
            "finished": finished,
            "waived": [course for course in courses if course.standing.status == WAIVED],
        },
    )


def greeting(hour: int) -> str:
    """For the hour where the person is."""
    if 5 <= hour < 12:
        return _("Good morning")
    return _("Good afternoon") if 12 <= hour < 18 else _("Good evening")


@require_safe
@requires(Permission.TAKE_TRAINING)
def course(request: MemberRequest, *, enrollment_id: int) -> HttpResponse:
    found = own_course(request, enrollment_id)
    return TemplateResponse(
        request,
        "training/learn/course.html",
        {"course": found, "objectives": found.content.objectives},
    )


@require_safe
@requires(Permission.TAKE_TRAINING)
def to_next(request: MemberRequest, *, enrollment_id: int) -> HttpResponse:
    """Straight to the next step; to the course's page when there is none."""
    place = own_course(request, enrollment_id)
    slug = request.organization.slug
    if place.is_open and place.outline.module is not None:
        return redirect("training:play", slug, enrollment_id, place.outline.module.slug)
    if place.is_open and place.outline.current is not None:
        return redirect("training:choose", slug, enrollment_id, place.outline.current.slug)
    return redirect("training:course", slug, enrollment_id)


@require_safe
@requires(Permission.TAKE_TRAINING)
def choose(request: MemberRequest, *, enrollment_id: int, choice: str) -> HttpResponse:
    """The stories one can take, those of one's industry first."""
    place = own_course(request, enrollment_id)
    part = next((part for part in place.outline.parts if part.slug == choice), None)
    if part is None or part.choice is None:
        raise Http404
    if part.is_locked or not (place.is_open or place.standing.status == COMPLETED):
        return redirect("training:next", request.organization.slug, enrollment_id)
    return TemplateResponse(
        request,
        "training/learn/choose.html",
        {
            "course": place,
            "part": part,
            "stories": offered(part, place.standing.states, request.organization.industry),
        },
    )


def own_course(request: MemberRequest, enrollment_id: int) -> Course:
    """One of the signed-in person's own enrollments; 404 for anybody else's."""
    at = timezone.now()
    learner = learner_of(request, at=at)
    for standing in learner.standings if learner else ():
        if standing.enrollment_id == enrollment_id and learner:
            return course_of(standing, at=at, zone=learner.zone)
    raise Http404


@require_POST
@requires(Permission.TAKE_TRAINING)
def quiet(request: MemberRequest) -> HttpResponse:
    """Choose, for all courses, the version that tells instead of shows; or the other one."""
    learner = learner_of(request, at=timezone.now())
    if learner is None:
        raise Http404
    playing.prefer_quiet(
        request.organization.pk, learner.person_id, on=request.POST.get("on") == "yes"
    )
    return redirect("training:home", request.organization.slug)
