"""The least that Django does for somebody who is signed in: a page, and one row written.

What the product's pages take beyond this is the product's own.
"""

from __future__ import annotations

import json

from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

TABLE = """
    CREATE TABLE IF NOT EXISTS benchmark_row (
        id bigserial PRIMARY KEY, user_id bigint NOT NULL, key text NOT NULL,
        event jsonb NOT NULL, at timestamptz NOT NULL
    )
"""
INSERT = "INSERT INTO benchmark_row (user_id, key, event, at) VALUES (%s, %s, %s, %s)"


@login_required
def page(request: HttpRequest) -> HttpResponse:
    """Says who is signed in."""
    return HttpResponse(f"<p>user {request.user.pk}</p>")


@login_required
def insert(request: HttpRequest) -> HttpResponse:
    """Writes one row, commits it, and leads on."""
    event = json.dumps({"do": request.POST.get("do", "")})
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [request.user.pk, request.POST["key"], event, timezone.now()])
    return HttpResponse(status=204)


def make_table() -> None:
    """The table that `insert` writes to."""
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
