"""The page behind a link in a mail."""

from __future__ import annotations

from allauth.account.utils import perform_login
from allauth.core.internal.ratelimit import consume
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import links, trust

SESSION_SECONDS = 12 * 3600  # by a link one stays signed in for a day's work
RATES = {"continue_by_link": "120/m/ip,10/m/key"}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def continue_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows one button, so that a mail scanner signs nobody in; POST signs in."""
    try:
        link = links.read(token, at=timezone.now())
    except links.BrokenLink:
        return TemplateResponse(request, "accounts/link_broken.html", status=404)
    if request.user == link.user:
        return redirect(link.next_path)
    if trust.is_trusted(link.user):
        return redirect(links.sign_in_path(link.next_path))
    if link.is_spent:
        return TemplateResponse(request, "accounts/link_spent.html", {"link": link}, status=410)
    if request.method == "POST":
        return _sign_in(request, token, link)
    return TemplateResponse(request, "accounts/link.html", {"link": link})


def _sign_in(request: HttpRequest, token: str, link: links.Link) -> HttpResponse:
    usage = consume(
        request, app="accounts", action="continue_by_link", config=RATES, key=token[-40:]
    )
    if not usage:
        return TemplateResponse(request, "errors/429.html", status=429)
    links.count_use(token)
    if request.user.is_authenticated:
        logout(request)  # somebody else was signed in here
    link.user.backend = "accounts.backends.TrustedBackend"
    response: HttpResponse = perform_login(request, link.user, redirect_url=link.next_path)
    if request.user.is_authenticated:
        request.session.set_expiry(SESSION_SECONDS)
    return response
