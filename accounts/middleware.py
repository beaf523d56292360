"""What being signed in means for every answer: one's own language, and nothing left behind."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation


class PreferencesMiddleware:
    """The language that a signed-in user chose goes before the browser's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and request.user.language:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)


class PrivacyMiddleware:
    """What somebody who is signed in is shown stays on no disk: on a shared machine the Back
    button must not bring it back after they have signed out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        private = request.user.is_authenticated  # a sign-out would hide that it was
        response = self.get_response(request)
        if private:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response
