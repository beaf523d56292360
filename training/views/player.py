"""The player: one module, one page at a time, saved as one goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, resolve_url
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from courses.contents import CourseContent
from courses.kinds import registry
from courses.kinds.base import Kind, NotAnEvent
from organizations.access import MemberRequest, requires
from organizations.permissions import Permission
from training import events, kept_step, progress
from training.actions import playing, private_texts, sitting
from training.models import Enrollment
from training.queries import Place, content_of, find_place

MOST_BEADS = 14
LONGEST_STEP = 24 * 3600


class SeeOther(HttpResponseRedirect):
    status_code = 303


def keeps_the_step(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A step that arrives after the session has ended is not lost by signing in again.

    player.js keeps it in the browser and is told where to sign in; without a script it goes
    along in an encrypted cookie, and the page offers to save it.
    """

    @wraps(view)
    def keeping(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" or request.user.is_authenticated:
            return view(request, **kwargs)
        sign_in = f"{resolve_url('account_login')}?{urlencode({'next': request.path})}"
        if wants_json(request):
            return JsonResponse({"sign_in": sign_in}, status=401)
        response = SeeOther(sign_in)
        fields = [(k, str(v)) for k, v in request.POST.items() if k != "csrfmiddlewaretoken"]
        if sealed := kept_step.seal(fields, request.path):
            response.set_cookie(
                kept_step.COOKIE,
                sealed,
                max_age=kept_step.SECONDS,
                path=request.path,
                secure=request.is_secure(),
                httponly=True,
                samesite="Lax",
            )
        return response

    return keeping


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


@never_cache  # the Back button asks again, and nothing private stays on a shared machine
@sensitive_post_parameters()
@keeps_the_step
@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.TAKE_TRAINING)
def play(request: MemberRequest, *, enrollment_id: int, module: str) -> HttpResponse:
    key = _key(request)
    place = find_place(
        request.organization.pk, enrollment_id, module, user_id=request.user.pk, key=key
    )
    if place is None:
        raise Http404
    content = content_of(place.version_id, place.digest)
    if module not in content.by_slug:
        raise Http404
    slug = request.organization.slug
    if place.status in events.ENDED:
        return redirect("training:course", slug, enrollment_id)
    if not progress.is_unlocked(content, place.modules_done, module):
        return redirect("training:next", slug, enrollment_id)
    if request.method == "POST" and key is not None:
        return _take(request, place, content, key)
    return _page(request, place, content)


@never_cache
@require_POST
@requires(Permission.TAKE_TRAINING)
def report_time(request: MemberRequest, *, enrollment_id: int) -> HttpResponse:
    """Active seconds of a page that is read for long, or left without a step."""
    mine = Enrollment.objects.filter(person__user_id=request.user.pk)
    enrollment = get_object_or_404(mine, pk=enrollment_id)
    now = sitting.report(
        enrollment,
        key=_key(request) or uuid4(),
        active_seconds=_seconds(request) or 0,
        at=timezone.now(),
        language=get_language() or "",
    )
    return JsonResponse({"minutes_to_go": now.minutes_to_go, "completed": now.completed})


@sensitive_variables()
def _take(request: MemberRequest, place: Place, content: CourseContent, key: UUID) -> HttpResponse:
    """Take the posted step and lead on."""
    module = content.module(place.module)
    kind = registry.of(module)
    state = place.state if place.state is not None else kind.initial(module)
    event: dict[str, Any] = {}
    try:
        event = kind.read_event(module, state, request.POST)
    except NotAnEvent as refusal:
        if not place.taken and wants_json(request):
            return JsonResponse({"problems": refusal.problems}, status=422)
        if not place.taken:
            return _page(request, place, content, problems=refusal.problems, key=key)
    outcome = playing.step_from(
        place,
        key=key,
        event=event,
        active_seconds=_seconds(request),
        at=timezone.now(),
        language=get_language() or "",
    )
    slug = request.organization.slug
    to = request.path
    if outcome.module_over:
        name = "training:course" if outcome.course_done else "training:next"
        to = reverse(name, args=[slug, place.enrollment_id])
    response: HttpResponse = (
        JsonResponse({"next": to, "saved": outcome.saved}) if wants_json(request) else SeeOther(to)
    )
    if kept_step.COOKIE in request.COOKIES:
        response.delete_cookie(kept_step.COOKIE, path=request.path)
    return response


@sensitive_variables()
def _page(
    request: MemberRequest,
    place: Place,
    content: CourseContent,
    *,
    problems: list[str] | None = None,
    key: UUID | None = None,
) -> HttpResponse:
    """The module as it stands."""
    content = content.in_language(get_language() or content.language)
    module = content.module(place.module)
    kind = registry.of(module)
    state = place.state if place.state is not None else kind.initial(module)
    texts = _own_texts(kind, place)
    steps, about = kind.progress(module, state)
    part, parts = progress.place_of(content, place.module)
    return TemplateResponse(
        request,
        "training/learn/play.html",
        {
            **kind.page(module, state, quiet=place.quiet, texts=texts),
            "kind_template": kind.template,
            "kind_name": kind.name,
            "enrollment_id": place.enrollment_id,
            "course_title": content.title,
            "part": part,
            "parts": parts,
            "beads": beads(steps, about),
            "bead": min(steps + 1, about),
            "bead_count": about,
            "minutes_left": progress.minutes_left(module, state),
            "has_steps": place.number > 0,
            "has_quiet": module.has_quiet,
            "key": key or uuid4(),
            "problems": problems or [],
            "kept": _kept(request),
        },
        status=422 if problems else 200,
    )


def beads(steps: int, about: int) -> list[str]:
    """What each bead of the trail is: past, here, or still to come."""
    count = min(max(about, 1), MOST_BEADS)
    here = min(steps * count // max(about, 1), count - 1)
    return ["past"] * here + ["here"] + [""] * (count - here - 1)


def _own_texts(kind: Kind[Any], place: Place) -> dict[str, str]:
    """What the person wrote here before, for kinds in which one writes."""
    if type(kind).private_fields is Kind.private_fields or place.state is None:
        return {}
    return private_texts.read(place.person_id, place.enrollment_id, place.module)


def _kept(request: HttpRequest) -> kept_step.Fields | None:
    """A step from before the session ended, to be saved by its person."""
    sealed = request.COOKIES.get(kept_step.COOKIE)
    return kept_step.unseal(sealed, request.path) if sealed else None


def _key(request: HttpRequest) -> UUID | None:
    """The key of a posted step; one is made for a form that has none."""
    if request.method != "POST":
        return None
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


def _seconds(request: HttpRequest) -> int | None:
    """Active seconds as the browser counted them; None without a count."""
    claimed = request.POST.get("active", "")
    return min(int(claimed), LONGEST_STEP) if claimed.isdecimal() and len(claimed) < 7 else None
