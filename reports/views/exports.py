"""Files to take away: asked for here, made by a worker, kept for a week."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organizations.access import MemberRequest, requires
from organizations.models import Unit
from organizations.permissions import Permission
from reports.actions import exporting
from reports.columns import STATUS_WORDS
from reports.files import CONTENT_TYPES
from reports.forms import ExportForm
from reports.models import Export
from reports.queries import chosen_in_words
from reports.selection import selection
from training.models import Assignment

PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EXPORT_RECORDS)
def exports(request: MemberRequest) -> HttpResponse:
    form = ExportForm(request.POST) if request.method == "POST" else _form(request)
    if form.is_bound and form.is_valid():
        export = exporting.ask(
            request.organization,
            kind=form.cleaned_data["format"],
            chosen=form.chosen,
            by=request.user,
            at=timezone.now(),
        )
        return redirect("reports:export", request.organization.slug, export.pk)
    made = Export.objects.select_related("by").order_by("-created_at", "-pk")
    page = Paginator(made, PAGE).get_page(request.GET.get("page"))
    return TemplateResponse(
        request,
        "reports/exports.html",
        {"form": form, "page": page, "rows": _in_words(page)},
        status=422 if form.errors else 200,
    )


@require_safe
@requires(Permission.EXPORT_RECORDS)
def progress(request: MemberRequest, *, export_id: int) -> HttpResponse:
    """One export: how far it is, then the file.  The page asks for its part again and again."""
    export = get_object_or_404(Export, pk=export_id)
    template = "reports/export_progress.html" if request.htmx else "reports/export.html"
    return TemplateResponse(
        request,
        template,
        {"export": export, "chosen": chosen_in_words(selection(export.filters))},
    )


@require_safe
@requires(Permission.EXPORT_RECORDS)  # type: ignore[arg-type] # a file is a response, too
def download(request: MemberRequest, *, export_id: int) -> FileResponse:
    """The file itself.  It is nowhere else: the folder is not served."""
    export = get_object_or_404(Export, pk=export_id)
    if not export.file:
        raise Http404
    name = "-".join(
        [
            slugify(request.organization.name),
            slugify(_("completion")),
            f"{export.created_at:%Y-%m-%d}",
        ]
    )
    response = FileResponse(
        export.file.open("rb"),
        as_attachment=True,
        filename=f"{name}.{export.format}",
        content_type=CONTENT_TYPES[export.format],
    )
    response["Cache-Control"] = "no-store, private"
    return response


def _form(request: MemberRequest) -> ExportForm:
    """Filled in from the address, as the dashboard's button gives it."""
    chosen = selection(request.GET.dict())
    return ExportForm(
        initial={
            "assignment": chosen.assignment_id,
            "unit": chosen.unit_id,
            "status": chosen.status,
            "format": Export.Format.XLSX,
        }
    )


def _in_words(page: Iterable[Export]) -> list[tuple[Export, str]]:
    """Each export with what it holds; two queries for all of them."""
    titles = dict(Assignment.objects.values_list("pk", "title"))
    units = dict(Unit.objects.values_list("pk", "name"))
    rows = []
    for export in page:
        chosen = selection(export.filters)
        words = [titles.get(chosen.assignment_id or 0, _("All assignments"))]
        words += [units[chosen.unit_id]] if chosen.unit_id in units else []
        words += [str(STATUS_WORDS.get(chosen.status, _("Overdue")))] if chosen.status else []
        rows.append((export, ", ".join(words)))
    return rows
