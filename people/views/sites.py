"""The page on which HR confirms where sites are."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from organizations.access import MemberRequest, requires
from organizations.permissions import Permission
from people import queries
from people.actions import placing
from people.forms import SiteFormSet


@require_http_methods(["GET", "POST"])
@requires(Permission.IMPORT_PEOPLE)
def sites(request: MemberRequest) -> HttpResponse:
    """Sites to be confirmed; with ?all, the others too."""
    everything = "all" in request.GET
    found = queries.sites_to_show(everything=everything)
    formset = SiteFormSet(request.POST or None, queryset=found)
    if request.method == "POST" and formset.is_valid():
        confirmed = placing.confirm(
            request.organization, formset.save(commit=False) or [],
            seen=[form.instance for form in formset.forms], by=request.user, at=timezone.now(),
        )  # fmt: skip
        messages.success(
            request,
            ngettext("%(count)d site is confirmed.", "%(count)d sites are confirmed.", confirmed)
            % {"count": confirmed},
        )
        return redirect("people:sites", request.organization.slug)
    return TemplateResponse(
        request,
        "people/sites/list.html",
        {
            "formset": formset,
            "everything": everything,
            "unconfirmed": queries.unconfirmed_sites().count(),
            "people": queries.people_by_site(timezone.localdate()),
        },
        status=422 if formset.is_bound else 200,
    )
