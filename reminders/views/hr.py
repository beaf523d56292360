"""HR reminds people: first who would get a mail and who not, then the mail."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from organizations.access import MemberRequest, requires
from organizations.permissions import Permission
from reminders import choice, queries
from reminders.actions import nudging
from training.models import Assignment, Enrollment

SHOWN = 50  # people on one page of the preview
NAMED = 100  # people named in one group of those left out


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.REMIND_PEOPLE)
def remind(request: MemberRequest) -> HttpResponse:
    at = timezone.now()
    if request.method == "POST":
        ids = choice.read_ids(request.POST.get("enrollments"))
        count = nudging.nudge(Enrollment.objects.filter(pk__in=ids), by=request.user, at=at)
        tell(request, count)
        return redirect("reports:people", request.organization.slug)
    chosen = choice.read(request.GET.dict())
    preview = queries.preview(request.organization, queries.chosen(chosen, at=at), at=at)
    return TemplateResponse(
        request,
        "reminders/manage/remind.html",
        {
            "assignment": Assignment.objects.filter(pk=chosen.assignment or 0).first(),
            "preview": preview,
            "count": len(preview.written),
            "page": Paginator(preview.written, SHOWN).get_page(request.GET.get("page")),
            "enrollments": ".".join(str(each.candidate.enrollment_id) for each in preview.written),
            "named": NAMED,
            "chosen": chosen,
        },
    )


def tell(request: MemberRequest, count: int) -> None:
    """Say what came of a nudge."""
    if count:
        text = ngettext("One mail is on its way.", "%(count)s mails are on their way.", count) % {
            "count": f"{count:,}"
        }
        messages.success(request, text)
    else:
        messages.info(
            request,
            _("No mail was sent: everybody is done, away, or has had a mail about this today."),
        )
