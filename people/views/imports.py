"""Pages on which HR imports a staff file: upload, columns, dry run, result, undo."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from core.spreadsheets import Unreadable
from organizations.access import MemberRequest, requires
from organizations.permissions import Permission
from people import queries, showing
from people.actions import applying, importing, undoing
from people.actions.importing import NotImportable
from people.forms import ApplyForm, ColumnsForm, UploadForm
from people.models import StaffImport
from people.staff_files.columns import Field

Stage = StaffImport.Stage
AT_WORK = {Stage.CHECKING, Stage.APPLYING, Stage.UNDOING}


@require_http_methods(["GET", "POST"])
@requires(Permission.IMPORT_PEOPLE)
def imports(request: MemberRequest) -> HttpResponse:
    """Upload a file; below, the imports so far."""
    form = UploadForm(request.POST or None, request.FILES or None, initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            found = importing.upload(
                request.organization,
                name=form.upload.name or "",
                content=form.upload.read(),
                key=form.cleaned_data["key"],
                by=request.user,
                at=timezone.now(),
            )
        except Unreadable as error:
            form.add_reason(error)
        else:
            return to_import(request, found)
    page = Paginator(queries.imports(), 20).get_page(request.GET.get("page"))
    latest = queries.latest_applied()
    return TemplateResponse(
        request,
        "people/imports/list.html",
        {
            "form": form,
            "page": page,
            "latest": latest,
            "unconfirmed": queries.unconfirmed_sites().count(),
        },
        status=422 if form.is_bound else 200,
    )


def to_import(request: MemberRequest, found: StaffImport) -> HttpResponse:
    return redirect("people:import", request.organization.slug, found.pk)


def _import(import_id: int) -> StaffImport:
    return get_object_or_404(queries.imports(), pk=import_id)


@require_GET
@requires(Permission.IMPORT_PEOPLE)
def detail(request: MemberRequest, *, import_id: int) -> HttpResponse:
    """Wherever the import stands: its columns, its progress, its dry run or its result."""
    found = _import(import_id)
    if found.stage == Stage.MAPPING:
        return _columns_page(request, found, None)
    if found.stage in AT_WORK:
        return TemplateResponse(request, "people/imports/working.html", _working(request, found))
    if found.stage == Stage.DISCARDED:
        return TemplateResponse(request, "people/imports/discarded.html", {"import": found})
    return TemplateResponse(request, "people/imports/rows.html", _rows_context(request, found))


def _rows_context(request: MemberRequest, found: StaffImport) -> dict[str, Any]:
    tabs = showing.tabs(found)
    shown = request.GET.get("show") or showing.first_tab(tabs)
    rows = showing.rows(found, shown)
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    return {
        "import": found,
        "counts": found.counts,
        "tabs": tabs,
        "shown": shown,
        "page": page,
        "rows": showing.described(page.object_list, shown),
        "form": ApplyForm(initial={"missing": found.missing}),
        "writes": sum(found.counts[name] for name in ("new", "changed")),
        "is_latest": found.stage == Stage.APPLIED and queries.latest_applied() == found,
        "unconfirmed": queries.unconfirmed_sites().count(),
    }


def _working(request: MemberRequest, found: StaffImport) -> dict[str, Any]:
    labels = {
        Stage.CHECKING: _("Checking every row"),
        Stage.APPLYING: _("Importing people"),
        Stage.UNDOING: _("Undoing the import"),
    }
    return {
        "import": found,
        "work": found,
        "label": labels[Stage(found.stage)],
        "poll_url": reverse("people:import-progress", args=[request.organization.slug, found.pk]),
    }


@require_GET
@requires(Permission.IMPORT_PEOPLE)
def progress(request: MemberRequest, *, import_id: int) -> HttpResponse:
    """The progress part again; when the work is done, back to the import's page."""
    found = _import(import_id)
    if found.stage not in AT_WORK:
        address = reverse("people:import", args=[request.organization.slug, found.pk])
        if request.htmx:
            return HttpResponseClientRedirect(address)
        return redirect(address)
    return TemplateResponse(request, "parts/progress.html", _working(request, found))


@require_http_methods(["GET", "POST"])
@requires(Permission.IMPORT_PEOPLE)
def columns(request: MemberRequest, *, import_id: int) -> HttpResponse:
    """Say what the columns mean; before the import is applied also once more."""
    found = _import(import_id)
    if found.stage not in {Stage.MAPPING, Stage.CHECKING, Stage.CHECKED}:
        return to_import(request, found)
    return _columns_page(request, found, request.POST if request.method == "POST" else None)


def _columns_page(request: MemberRequest, found: StaffImport, data: Any) -> HttpResponse:
    table = importing.table(found.name, importing.content_of(found))
    mapping = {Field(name): column for name, column in found.mapping.items()}
    form = ColumnsForm(table.header.cells, mapping, found.date_orders, data)
    if data is not None and form.is_valid():
        try:
            importing.choose_columns(
                found, mapping=form.mapping, orders=form.orders, at=timezone.now()
            )
        except NotImportable as refusal:
            form.add_error(None, str(refusal))
        else:
            return to_import(request, found)
    return TemplateResponse(
        request,
        "people/imports/columns.html",
        {
            "import": found,
            "form": form,
            "columns": showing.columns(table, form),
            "dates": showing.dates(table, mapping, found, form),
            "count": len(table.body),
        },
        status=422 if form.is_bound else 200,
    )


@require_POST
@requires(Permission.IMPORT_PEOPLE)
def apply(request: MemberRequest, *, import_id: int) -> HttpResponse:
    found = _import(import_id)
    form = ApplyForm(request.POST)
    try:
        if form.is_valid():
            applying.request(
                found, missing=form.cleaned_data["missing"], by=request.user, at=timezone.now()
            )
    except NotImportable as refusal:
        messages.error(request, str(refusal))
    return to_import(request, found)


@require_http_methods(["GET", "POST"])
@requires(Permission.IMPORT_PEOPLE)
def undo(request: MemberRequest, *, import_id: int) -> HttpResponse:
    """What undoing would do; then do it."""
    found = _import(import_id)
    if request.method == "POST":
        try:
            undoing.request(found, by=request.user, at=timezone.now())
        except NotImportable as refusal:
            messages.error(request, str(refusal))
        return to_import(request, found)
    if queries.latest_applied() != found:
        return to_import(request, found)
    return TemplateResponse(
        request,
        "people/imports/undo.html",
        {"import": found, "effect": undoing.effect(found)},
    )


@require_POST
@requires(Permission.IMPORT_PEOPLE)
def discard(request: MemberRequest, *, import_id: int) -> HttpResponse:
    found = _import(import_id)
    try:
        importing.discard(found)
    except NotImportable as refusal:
        messages.error(request, str(refusal))
        return to_import(request, found)
    return redirect("people:imports", request.organization.slug)


@require_GET
@requires(Permission.IMPORT_PEOPLE)
def result(request: MemberRequest, *, import_id: int, form: str) -> HttpResponse:
    """Every row of the file with what became of it, as CSV or XLSX."""
    found = _import(import_id)
    if not found.counts or found.stage == Stage.DISCARDED:
        return to_import(request, found)
    name, kind, content = showing.result_file(found, form)
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
