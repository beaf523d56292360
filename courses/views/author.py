"""Pages on which authors and HR read exactly what people see."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from courses import contents, queries
from courses.models import Course
from courses.reading import read_through
from organizations.access import MemberRequest, requires
from organizations.permissions import Permission


@require_safe
@requires(Permission.VIEW_COURSES)
def course_list(request: MemberRequest) -> HttpResponse:
    return TemplateResponse(
        request, "courses/author/list.html", {"courses": queries.listed_courses()}
    )


@require_safe
@requires(Permission.VIEW_COURSES)
def course_detail(
    request: MemberRequest, *, course_id: int, number: int | None = None
) -> HttpResponse:
    """The version people receive now (or the newest there is), or the one with that number."""
    course = get_object_or_404(Course, pk=course_id)
    versions = queries.versions_of(course)
    if number is None:
        current = [each for each in versions if each.pk == course.current_version_id]
        version = next(iter([*current, *versions]), None)
    else:
        version = next((each for each in versions if each.number == number), None)
        if version is None:
            raise Http404
    if version is None:
        return TemplateResponse(request, "courses/author/unpublished.html", {"course": course})
    content = queries.content_of(version)
    return TemplateResponse(
        request,
        "courses/author/detail.html",
        {
            "course": course,
            "version": version,
            "versions": versions,
            "content": content,
            "modules": read_through(content),
            "problems": contents.problems(content),
        },
    )
