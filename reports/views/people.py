"""People: the list HR searches, and the page of one person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from organizations.access import MemberRequest, requires
from organizations.permissions import Permission
from people.models import Person
from reports import picking
from reports.filters import PeopleFilter, order
from reports.picking import Picked
from reports.queries import history
from reports.queries.people import places
from reports.views.dashboard import started_assignments
from training.models import Assignment

PAGE = 50
FILTERS = ("q", "assignment", "status", "unit", "site", "who", "email")


@require_safe
@requires(Permission.VIEW_PEOPLE)
def people(request: MemberRequest) -> HttpResponse:
    at = timezone.now()
    assignments = list(started_assignments())
    assignment = _assignment(request.GET, assignments)
    found = _filter(request.GET, assignment, at)
    sort = request.GET.get("sort", "name")
    page = Paginator(order(found.qs, sort), PAGE).get_page(request.GET.get("page"))
    standing = places(assignment.pk if assignment else None, [p.pk for p in page], at=at)
    picked = _picked(request)
    return TemplateResponse(
        request,
        "reports/people.html",
        {
            "filter": found,
            "assignment": assignment,
            "assignments": assignments,
            "page": page,
            "rows": [(p, standing.get(p.pk), picked.holds(p.pk)) for p in page],
            "sort": sort,
            "is_narrowed": any(request.GET.get(name) for name in FILTERS if name != "assignment"),
            "query": request.GET.urlencode(),
            "filter_query": _query(request.GET, assignment),
            "has_people": bool(page.paginator.count) or Person.objects.exists(),
            "matching": page.paginator.count,
            **_bar(picked, assignments, assignment, at),
        },
    )


@require_POST
@requires(Permission.VIEW_PEOPLE)
def select(request: MemberRequest) -> HttpResponse:
    """Keep what is ticked on a page, tick everybody whom the filter finds, or nobody."""
    at = timezone.now()
    picked = _picked(request)
    if "everybody" in request.POST:
        picked = picking.everybody(request.POST.get("filter", "")[:2000])
    elif "nobody" in request.POST:
        picked = Picked()
    else:
        picked = picked.seen(_ids(request.POST, "shown"), _ids(request.POST, "person"))
    request.session[_key(request)] = picking.stored(picked)
    if request.htmx and not {"everybody", "nobody"} & request.POST.keys():
        assignments = list(started_assignments())
        shown = _assignment(QueryDict(request.POST.get("filter", "")[:2000]), assignments)
        context = _bar(picked, assignments, shown, at)
        context["matching"] = (_ids(request.POST, "matching") or [0])[0]
        return TemplateResponse(request, "reports/picked.html", context)
    back = QueryDict(request.POST.get("back", "")[:2000])
    return redirect(
        f"{reverse('reports:people', args=[request.organization.slug])}?{back.urlencode()}"
    )


@require_safe
@requires(Permission.VIEW_PEOPLE)
def person(request: MemberRequest, *, person_id: int) -> HttpResponse:
    found = get_object_or_404(Person.objects.select_related("organization"), pk=person_id)
    at = timezone.now()
    return TemplateResponse(
        request,
        "reports/person.html",
        {
            "person": found,
            "spells": history.spells(found, at=at),
            "card": getattr(found, "access_card", None),
            "stories": history.stories(found, at=at),
        },
    )


def _assignment(source: QueryDict, assignments: list[Assignment]) -> Assignment | None:
    """The one whose standing is shown: as asked, else the newest."""
    asked = [each for each in assignments if str(each.pk) == source.get("assignment")]
    return (asked or assignments or [None])[0]  # type: ignore[list-item] # None is meant


def _filter(source: QueryDict, assignment: Assignment | None, at: datetime) -> PeopleFilter:
    return PeopleFilter(source, at=at, assignment=assignment)


def _query(source: QueryDict, assignment: Assignment | None) -> str:
    """The filter alone, without page and order, and with the assignment said."""
    kept = QueryDict(mutable=True)
    for name in FILTERS:
        if value := source.get(name):
            kept[name] = value
    if assignment is not None:
        kept["assignment"] = str(assignment.pk)
    return kept.urlencode()


def _bar(
    picked: Picked, assignments: list[Assignment], shown: Assignment | None, at: datetime
) -> dict[str, Any]:
    """How many are ticked, and where they can be taken: for the assignment that is shown."""
    matching = _matching(picked, assignments, at).count() if picked.everybody else 0
    return {
        "picked": picked,
        "picked_count": picked.count(matching),
        "picked_query": picking.address(picked, shown.pk if shown else None),
    }


def _matching(picked: Picked, assignments: list[Assignment], at: datetime) -> QuerySet[Any]:
    source = QueryDict(picked.query)
    found: QuerySet[Any] = _filter(source, _assignment(source, assignments), at).qs
    return found


def _picked(request: MemberRequest) -> Picked:
    return picking.read(request.session.get(_key(request)))


def _key(request: MemberRequest) -> str:
    return f"picked-people:{request.organization.pk}"


def _ids(source: QueryDict, name: str) -> list[int]:
    return [int(value) for value in source.getlist(name) if value.isascii() and value.isdecimal()]
