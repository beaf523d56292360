"""What somebody wrote for themselves: to be read, taken along and erased by nobody else."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from organizations.access import MemberRequest, requires
from organizations.permissions import Permission
from training import notes
from training.actions import private_texts
from training.due import local_day
from training.queries import Learner
from training.views.learn import learner_of


@never_cache  # the Back button asks again, and nothing private stays on a shared machine
@sensitive_variables()
@require_safe
@requires(Permission.TAKE_TRAINING)
def own(request: MemberRequest) -> HttpResponse:
    learner = learner_of(request, at=timezone.now())
    if learner is None:
        return TemplateResponse(request, "training/learn/nobody.html", {})
    return TemplateResponse(request, "training/learn/notes.html", _shown(learner))


@never_cache
@sensitive_variables()
@require_safe
@requires(Permission.TAKE_TRAINING)
def download(request: MemberRequest) -> HttpResponse:
    """All that can be read, as a plain text file."""
    at = timezone.now()
    learner = _learner(request, at=at)
    courses = _shown(learner)["courses"]
    if not courses:
        return redirect("training:notes", request.organization.slug)
    day = local_day(at, learner.zone)
    return HttpResponse(
        notes.as_file(courses, employer=request.organization.name, on=day),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="notes-{day.isoformat()}.txt"'},
    )


@never_cache
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.TAKE_TRAINING)
def erase(request: MemberRequest) -> HttpResponse:
    """First what will go and what stays; then it goes, and no audit row tells of it."""
    learner = _learner(request, at=timezone.now())
    shown = _shown(learner)
    if request.method != "POST" and not shown["everything"].is_empty:
        return TemplateResponse(request, "training/learn/notes_erase.html", shown)
    if request.method == "POST" and request.POST.get("what") == "unreadable":
        private_texts.erase_unreadable(learner.person_id)
        messages.success(request, _("Erased. What can be read is still here."))
    elif request.method == "POST":
        private_texts.erase(learner.person_id)
        messages.success(request, _("Your notes are erased."))
    return redirect("training:notes", request.organization.slug)


def _learner(request: MemberRequest, *, at: datetime) -> Learner:
    """The signed-in person; whoever is none has no notes either."""
    learner = learner_of(request, at=at)
    if learner is None:
        raise Http404
    return learner


@sensitive_variables()
def _shown(learner: Learner) -> dict[str, Any]:
    everything = private_texts.everything(learner.person_id)
    courses = notes.by_course(everything.written, learner.standings)
    return {
        "everything": everything,
        "unreadable": everything.unreadable,
        "courses": courses,
        "count": sum(course.count for course in courses),
    }
