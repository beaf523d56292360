"""Whom a learner can talk to."""

from __future__ import annotations

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from organizations.access import MemberRequest, requires
from organizations.permissions import Permission


@require_safe
@requires(Permission.TAKE_TRAINING)
def support(request: MemberRequest) -> HttpResponse:
    return TemplateResponse(request, "organizations/support.html")
