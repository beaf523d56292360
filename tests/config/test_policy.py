"""The policy header is put together once, and is what django-csp would say."""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import HEADER
from csp.decorators import csp_update
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from config.policy import PolicyMiddleware


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


def answer_of(view: Callable[[HttpRequest], HttpResponseBase]) -> HttpResponse:
    answer = PolicyMiddleware(view)(RequestFactory().get("/"))
    assert isinstance(answer, HttpResponse)
    return answer


def test_every_answer_carries_the_policy() -> None:
    answer = answer_of(page)

    assert answer[HEADER] == build_policy()
    assert "default-src 'none'" in answer[HEADER]


def test_an_answer_with_a_policy_of_its_own_keeps_it() -> None:
    other = csp_update({"img-src": ["https://pictures.example"]})(page)

    answer = answer_of(other)

    assert "https://pictures.example" in answer[HEADER]
