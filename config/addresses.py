"""Requests that no page of ours could have made."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase

_UTF_8 = {"utf-8", "utf8", ""}


class AddressMiddleware:
    """Refuses a NUL in a path or a query: PostgreSQL keeps none in its texts, so that whatever
    page looked for it would fail.  (In forms their fields refuse it.)  And a form that is not
    in UTF-8, of which Python knows codecs that fail in ways of their own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL in an address")
        if (request.content_params or {}).get("charset", "utf-8").lower() not in _UTF_8:
            raise BadRequest("a form that is not in UTF-8")
        return self.get_response(request)
