"""People in front of a real web server, speaking HTTP as a browser does."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from importlib import import_module
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from accounts.models import User

TOKEN = "a" * 32  # at first of one's own: what counts is that cookie and field agree


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    location: str

    def json(self) -> Any:
        return json.loads(self.text)


@dataclass
class Visitor:
    """One browser: a port and its cookies."""

    port: int
    cookies: dict[str, str] = field(default_factory=lambda: {"csrftoken": TOKEN})
    timeout: float = 60

    def get(self, path: str, **headers: str) -> Answer:
        return self._ask("GET", path, None, headers)

    def post(self, path: str, fields: dict[str, Any] | None = None, **headers: str) -> Answer:
        sent = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        body = urlencode({"csrfmiddlewaretoken": self.cookies["csrftoken"], **(fields or {})})
        return self._ask("POST", path, body.encode(), sent)

    def upload(self, path: str, fields: dict[str, str], name: str, content: bytes) -> Answer:
        """A form with one file, in the field `file`."""
        mark = uuid4().hex
        parts = b"".join(
            f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            for key, value in {"csrfmiddlewaretoken": self.cookies["csrftoken"], **fields}.items()
        )
        head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        body = parts + f"{head}\r\n".encode() + content + f"\r\n--{mark}--\r\n".encode()
        return self._ask(
            "POST", path, body, {"Content-Type": f"multipart/form-data; boundary={mark}"}
        )

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        """Raises OSError or http.client.HTTPException when there is no answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            connection.request(method, path, body, {"Cookie": cookies, **headers})
            response = connection.getresponse()
            text = response.read().decode("utf-8", "replace")
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return Answer(response.status, text, response.headers.get("Location", ""))

    def outlive_the_session(self) -> None:
        """As when the session has ended and this browser was not told."""
        self.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32


def signed_in(user: User, port: int) -> Visitor:
    """A browser in which somebody has signed in."""
    # In the database alone: the caches of this process are not the server's.
    session = import_module("django.contrib.sessions.backends.db").SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "accounts.backends.TrustedBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    visitor = Visitor(port)
    visitor.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return visitor


class _Inputs(HTMLParser):
    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id, self.inside = form_id, False
        self.fields: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "form":
            self.inside = values.get("id") == self.form_id
        elif self.inside and tag == "input" and values.get("type") == "hidden":
            self.fields[values["name"] or ""] = values.get("value") or ""


def hidden_fields(text: str, form_id: str) -> dict[str, str]:
    """The hidden fields of a form of a page; empty when there is no such form."""
    found = _Inputs(form_id)
    found.feed(text)
    return {name: value for name, value in found.fields.items() if name != "csrfmiddlewaretoken"}
