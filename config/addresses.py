"""Addresses that no page of ours could have made."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class AddressMiddleware:
    """Refuses a NUL in a path or a query: PostgreSQL keeps none in its texts, so that whatever
    page looked for it would fail.  (In forms their fields refuse it.)"""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL in an address")
        return self.get_response(request)
