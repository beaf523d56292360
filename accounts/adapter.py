"""How allauth behaves here: nobody signs themselves up; employers bring their people."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from accounts import second_factor
from accounts.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth is untyped
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: User, **details: Any) -> HttpResponse:
        """People with a trusted role meet the offer of a second factor on their way in."""
        response: HttpResponse = super().post_login(request, user, **details)
        if not second_factor.is_to_be_offered(user, at=timezone.now()):
            return response
        query = urlencode({"next": response.headers.get("Location", "/")})
        return redirect(f"{reverse('accounts:second-factor')}?{query}")
