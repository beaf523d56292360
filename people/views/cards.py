"""The page on which HR issues access cards, and the sheet that is printed once."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import segno
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from organizations.access import MemberRequest, requires
from organizations.permissions import Permission
from people import queries
from people.actions import cards as issuing

PAGE = 48  # six sheets of eight


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.ISSUE_ACCESS_CARDS)
def cards(request: MemberRequest) -> HttpResponse:
    """Choose people without email; the answer to the form is the sheet to print."""
    if request.method == "POST":
        return _issue(request)
    on = timezone.localdate()
    everybody = queries.without_email(on)
    chosen = queries.cards_filter(everybody, request.GET)
    page = Paginator(chosen, PAGE).get_page(request.GET.get("page"))
    return TemplateResponse(
        request,
        "people/cards/choose.html",
        {
            "page": page,
            "total": everybody.count(),
            "without_card": chosen.filter(person__access_card=None).count(),
            "key": uuid4().hex,
            "units": queries.units_without_email(on),
            "sites": queries.sites_without_email(on),
            "unit": request.GET.get("unit", ""),
            "site": request.GET.get("site", ""),
            "card": request.GET.get("card", ""),
            "q": request.GET.get("q", ""),
            "most": issuing.MOST_AT_ONCE,
        },
    )


def _issue(request: MemberRequest) -> HttpResponse:
    people = queries.people_for_cards(_asked(request), timezone.localdate())
    try:
        issued = issuing.issue(
            people[: issuing.MOST_AT_ONCE],
            by=request.user,
            at=timezone.now(),
            key=request.POST.get("key") or None,
        )
    except issuing.AlreadyShown:
        messages.warning(
            request, _("Those PINs were shown once and are gone. Issue the cards again.")
        )
        issued = []
    if not issued:
        return redirect("people:cards", request.organization.slug)
    return TemplateResponse(request, "people/cards/sheet.html", _sheet(request, issued))


def _asked(request: MemberRequest) -> list[int]:
    """Those who are ticked, or everybody whom the filter finds and who has no card yet."""
    if "everybody" not in request.POST:
        return [int(pk) for pk in request.POST.getlist("person") if queries.is_id(pk)]
    found = queries.cards_filter(queries.without_email(timezone.localdate()), request.GET)
    without = found.filter(person__access_card=None)
    return list(without.values_list("person", flat=True)[: issuing.MOST_AT_ONCE])


def _sheet(request: MemberRequest, issued: list[issuing.IssuedCard]) -> dict[str, Any]:
    path = reverse("card-number", args=[request.organization.slug])
    address = f"{settings.SITE_URL}{path}"
    cards = [
        {
            "issued": card,
            "pin": f"{card.pin[:3]} {card.pin[3:]}",
            "code": _code(f"{address}?{urlencode({'n': card.number})}"),
        }
        for card in issued
    ]
    return {
        "sheets": [cards[start : start + 8] for start in range(0, len(cards), 8)],
        "count": len(cards),
        "address": address.removeprefix("https://").removeprefix("http://"),
        "expires": timezone.localdate() + issuing.PRINTED_FOR,
    }


def _code(address: str) -> str:
    """A QR code as inline SVG, without a style attribute."""
    svg = segno.make(address, error="m", micro=False).svg_inline(
        omitsize=True, svgclass="qr", lineclass=None, border=2, light="white"
    )
    return mark_safe(svg)  # noqa: S308 - segno's own drawing; the address is not in it as text
