"""The development mailbox: what the site has sent, on a page.  Never on a public site."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp_replace, csp_update
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from outbox import mailbox
from outbox.mailbox import Mail

View = Callable[..., HttpResponseBase]

SHOWN = 50
SANDBOX = "allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"


def development_only(view: View) -> View:
    """Not found unless mail lands in the directory, whatever the addresses say."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not mailbox.is_in_use():
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@development_only
def mail_list(request: HttpRequest) -> HttpResponse:
    """Newest first; `to` narrows to addresses and subjects that contain it."""
    asked = request.GET.get("to", "").strip()
    found = mailbox.mails()
    if asked:
        found = [path for path in found if _about(mailbox.read(path), asked)]
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    mails = [mailbox.read(path) for path in page.object_list]
    return TemplateResponse(
        request,
        "outbox/mailbox.html",
        {"page": page, "mails": mails, "count": len(found), "asked": asked},
    )


@require_safe
@development_only
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type] # it types views without arguments
def mail(request: HttpRequest, name: str) -> HttpResponse:
    found = _found(name)
    return TemplateResponse(
        request,
        "outbox/mail.html",
        {"mail": found, "sandbox": SANDBOX},
    )


@require_safe
@development_only
@xframe_options_sameorigin
@csp_replace(  # type: ignore[arg-type] # it types views without arguments
    {
        "default-src": [NONE],
        "style-src": [UNSAFE_INLINE],
        "img-src": ["data:"],
        "frame-ancestors": [SELF],
        "sandbox": SANDBOX.split(),
    }
)
def mail_html(request: HttpRequest, name: str) -> HttpResponse:
    """The mail as its reader's program shows it; links open in the whole window."""
    del request
    found = _found(name)
    return HttpResponse(found.html.replace("<head>", '<head><base target="_top">', 1))


def _found(name: str) -> Mail:
    found = mailbox.find(name)
    if found is None:
        raise Http404
    return found


def _about(mail: Mail, asked: str) -> bool:
    return asked.lower() in f"{mail.to} {mail.subject}".lower()
