"""Signing in with an access card, for people without email."""

from __future__ import annotations

from allauth.core.internal.ratelimit import consume
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from organizations.models import Organization
from people.actions import cards
from people.doors import door
from people.forms import CardForm, NewPinForm, OrganizationCodeForm
from people.models import AccessCard

BACKEND = "accounts.backends.TrustedBackend"
RATES = {"card_sign_in": "30/10m/ip"}  # tries that failed, from one address
PIN_WITHIN = 15 * 60  # seconds to choose a PIN after the printed one was right
SIGNED_IN_FOR = 12 * 3600  # seconds; cards are used on shared devices


@require_http_methods(["GET", "HEAD", "POST"])
def which(request: HttpRequest) -> HttpResponse:
    """Which organization?"""
    form = OrganizationCodeForm(request.POST or None)
    if form.is_valid():
        slug = form.cleaned_data["code"]
        if Organization.objects.filter(slug=slug).exists():
            return redirect("card-number", slug)
        form.add_error("code", _("No organization has this code. Check it on your card."))
    return TemplateResponse(
        request, "people/cards/which.html", {"form": form}, status=422 if form.is_bound else 200
    )


@never_cache
@sensitive_post_parameters("pin")
@require_http_methods(["GET", "HEAD", "POST"])
@door
def number_and_pin(request: HttpRequest, organization: Organization) -> HttpResponse:
    """Employee number and PIN; a printed PIN leads to choosing one's own."""
    form = CardForm(request.POST or None, initial={"number": request.GET.get("n", "")})
    if request.method == "POST" and form.is_valid():
        usage = consume(request, app="people", action="card_sign_in", config=RATES)
        if not usage:
            return TemplateResponse(request, "errors/429.html", status=429)
        try:
            card = cards.open_card(organization, **form.cleaned_data, at=timezone.now())
        except cards.CardRefused as refused:
            form.add_error(None, str(refused))
        else:
            usage.rollback()
            return _opened(request, organization, card)
    context = {"form": form, "at": organization}
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, "people/cards/sign_in.html", context, status=status)


def _opened(request: HttpRequest, organization: Organization, card: AccessCard) -> HttpResponse:
    if card.chosen_at is not None:
        return _signed_in(request, organization, card)
    request.session["card"] = {
        "id": card.pk,
        "organization": organization.pk,
        "stamp": cards.stamp_of(card),
        "until": timezone.now().timestamp() + PIN_WITHIN,
    }
    return redirect("card-pin", organization.slug)


def _signed_in(request: HttpRequest, organization: Organization, card: AccessCard) -> HttpResponse:
    request.session.pop("card", None)
    login(request, card.person.user, backend=BACKEND)
    request.session.set_expiry(SIGNED_IN_FOR)
    return redirect(reverse("training:home", args=[organization.slug]))


@never_cache
@sensitive_post_parameters("pin", "again")
@require_http_methods(["GET", "HEAD", "POST"])
@door
def new_pin(request: HttpRequest, organization: Organization) -> HttpResponse:
    """Choose a PIN of one's own; then one is signed in."""
    held = request.session.get("card") or {}
    if held.get("organization") != organization.pk or held["until"] < timezone.now().timestamp():
        return redirect("card-number", organization.slug)
    form = NewPinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["pin"] != form.cleaned_data["again"]:
            form.add_error("again", _("The two are not the same. Type both once more."))
        else:
            try:
                card = cards.choose_pin(
                    organization, card_id=held["id"], stamp=held["stamp"],
                    pin=form.cleaned_data["pin"], at=timezone.now(),
                )  # fmt: skip
            except cards.WeakPin as weak:
                form.add_error("pin", str(weak))
            except cards.CardRefused:
                return redirect("card-number", organization.slug)
            else:
                return _signed_in(request, organization, card)
    context = {"form": form, "at": organization}
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, "people/cards/new_pin.html", context, status=status)
