"""The one gate between a request and an organization's data."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django_htmx.middleware import HtmxDetails

from accounts.models import User
from organizations import queries, scoping
from organizations.models import Membership, Organization
from organizations.permissions import Permission

P = ParamSpec("P")


class MemberRequest(HttpRequest):
    """A request that has passed the gate."""

    user: User
    htmx: HtmxDetails
    membership: Membership
    organization: Organization


View = Callable[Concatenate[MemberRequest, P], HttpResponse]


def requires(permission: Permission) -> Callable[[View[P]], Callable[..., HttpResponse]]:
    """Admit members who hold `permission`; strangers get 404, other members 403."""

    def decorate(view: View[P]) -> Callable[..., HttpResponse]:
        @login_required
        @wraps(view)
        def gate(request: Any, organization: str, **kwargs: Any) -> HttpResponse:
            membership = queries.membership_in(organization, request.user.pk, at=timezone.now())
            if membership is None:
                raise Http404
            if not membership.may(permission):
                raise PermissionDenied
            request.membership = membership
            request.organization = membership.organization
            zone = ZoneInfo(membership.organization.time_zone)
            with scoping.within(membership.organization), timezone.override(zone):
                response: HttpResponse = view(request, **kwargs)  # type: ignore[call-arg] # P
                if hasattr(response, "render"):
                    response.render()
            return response

        gate.permission = permission  # type: ignore[attr-defined] # the walks read it
        return gate

    return decorate
