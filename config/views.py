"""Pages of the installation itself: where to go first, its health, its error pages."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from config import health
from organizations.queries import places


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """To the one place somebody has, or to the choice among several (always with ?choose)."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    found = places(request.user, at=timezone.now())
    if len(found) == 1 and "choose" not in request.GET:
        return redirect(found[0].path)
    return TemplateResponse(request, "organizations/chooser.html", {"places": found})


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when every part answers; 503 naming what is down."""
    found = health.report()
    return JsonResponse(found, status=200 if found["status"] == health.UP else 503)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return render(request, "errors/413.html", status=413)
    return render(request, "errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def too_many(request: HttpRequest) -> HttpResponse:
    response = render(request, "errors/429.html", status=429)
    response.headers["Retry-After"] = "300"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the request: no session, no user, no query, since those may be broken."""
    return HttpResponseServerError(render_to_string("errors/500.html"))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "errors/403_csrf.html", status=403)
