"""Public pages of one organization: nobody is signed in yet, but its scope is open."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from organizations import scoping
from organizations.models import Organization

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Organization, P], HttpResponse]


def door(view: View[P]) -> Callable[..., HttpResponse]:
    """Find the organization by its slug, or 404, and open its scope for the view."""

    @wraps(view)
    def opened(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
        organization = get_object_or_404(Organization, slug=slug)
        zone = ZoneInfo(organization.time_zone)
        with scoping.within(organization), timezone.override(zone):
            response = view(request, organization, *args, **kwargs)
            if hasattr(response, "render"):
                response.render()
        return response

    return opened
