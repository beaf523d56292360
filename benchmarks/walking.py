"""One walk through the whole course, written down so that the load can repeat it.

A learner goes from the first page to the last by the forms on the pages, as a browser
without scripts would.  Every step of a course leads to the same page for everybody who
answers the same, so the requests of one walk fit every other learner of that course.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.test import Client

from benchmarks.loading import Request

MOST_STEPS = 600
# What somebody who takes the course presses, the liveliest first.
BUTTONS = ("choose", "sort", "answer", "check", "send", "save", "promise", "next", "finish", "skip")
MOVED = (302, 303)
# Where stories are to be chosen: the first that is not done.
STORY = re.compile(r'class="stories".*?<li\s*>.*?<h2>\s*<a\s+href="([^"]+)"', re.DOTALL)


class NoWay(Exception):
    """The walk came to a page that leads nowhere."""


@dataclass
class Form:
    """A form as a page has it."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)  # of radio buttons and selects
    texts: list[str] = field(default_factory=list)
    buttons: list[str] = field(default_factory=list)  # values of "do"


class Forms(HTMLParser):
    """Every form of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.named: dict[str, Form] = {}
        self.inside: Form | None = None
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = Form(given.get("action", ""))
            self.forms.append(self.inside)
            if "id" in given:
                self.named[given["id"]] = self.inside
            return
        form = self.named.get(given.get("form", ""), self.inside)
        if form is not None and "disabled" not in given:
            self._control(tag, given, form)

    def _control(self, tag: str, given: dict[str, str], form: Form) -> None:
        name, value, kind = given.get("name", ""), given.get("value", ""), given.get("type", "")
        if tag == "select":
            self.select = name
        elif tag == "option":
            form.choices.setdefault(self.select, []).append(value)
        elif tag == "textarea":
            form.texts.append(name)
        elif name == "do" and (tag == "button" or kind == "submit"):
            form.buttons.append(value)
        elif kind == "radio":
            form.choices.setdefault(name, []).append(value)
        elif tag == "input" and kind in ("", "text"):
            form.texts.append(name)
        elif tag == "input" and kind == "hidden" and name:
            form.fields[name] = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = None


def step_form(html: str) -> tuple[Form, str] | None:
    """The form that goes on from here, and the button to press."""
    page = Forms()
    page.feed(html)
    for wanted in BUTTONS:
        for form in page.forms:
            for button in form.buttons:
                if button.partition(":")[0] == wanted and "key" in form.fields:
                    return form, button
    return None


def answer(form: Form, button: str, number: int) -> dict[str, str]:
    """What is sent: the page's own fields, a choice in each group, words in each text."""
    fields = {k: v for k, v in form.fields.items() if k not in ("key", "csrfmiddlewaretoken")}
    for name, options in form.choices.items():
        real = [option for option in options if option]
        if real:
            fields[name] = real[number % len(real)]
    for name in form.texts:
        fields[name] = "A few words of my own about this"
    return {**fields, "active": "7", "do": button}


@dataclass(frozen=True)
class Walk:
    """The requests of a walk; `{enrollment}` and `{slug}` stand for the reader's own."""

    steps: tuple[tuple[Request, tuple[Request, ...]], ...]  # a step, and the pages after it
    modules: tuple[str, ...]  # where each step was taken
    finished: bool

    def posts(self, start: int = 0, end: int | None = None) -> list[Request]:
        """Only the steps."""
        return [step for step, _ in self.steps[start:end]]

    def with_pages(self) -> list[Request]:
        """Each step and the page it leads to."""
        return [request for step, pages in self.steps for request in (step, *pages)]

    def middle_of(self, modules: Collection[str]) -> int:
        """How many steps lead to the middle of the longest of these modules."""
        longest = max(modules, key=self.modules.count)
        return self.modules.index(longest) + self.modules.count(longest) // 2


def record(slug: str, enrollment: int, session_key: str) -> Walk:
    """Walk through the course as one learner."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session_key
    plain = _Paths(slug, enrollment)
    steps: list[tuple[Request, tuple[Request, ...]]] = []
    modules: list[str] = []
    page, _ = _follow(client, f"/o/{slug}/learn/{enrollment}/next/", plain)
    while len(steps) < MOST_STEPS:
        html = page.content.decode()
        if story := STORY.search(html):
            page, seen = _follow(client, story[1], plain)
            step, pages = steps[-1]
            steps[-1] = (step, (*pages, *seen))
            continue
        if (found := step_form(html)) is None:
            break
        form, button = found
        path = urlsplit(form.action).path or page.request["PATH_INFO"]
        fields = answer(form, button, len(steps))
        posted = client.post(path, {**fields, "key": _key(len(steps))})
        if posted.status_code not in MOVED:
            fields = {k: form.fields[k] for k in ("at",) if k in form.fields} | {"do": "skip"}
            posted = client.post(path, {**fields, "key": _key(len(steps))})
            if posted.status_code not in MOVED:
                raise NoWay(f"{plain(path)} answered {posted.status_code} to {sorted(fields)}")
        page, seen = _follow(client, posted.headers["Location"], plain)
        steps.append((_step(plain(path), fields), tuple(seen)))
        modules.append(path.rstrip("/").rpartition("/")[2])
    if not steps:
        raise NoWay("the first page has no step to take")
    return Walk(tuple(steps), tuple(modules), finished=len(steps) < MOST_STEPS)


class _Paths:
    """Puts placeholders where a path names its organization and enrollment."""

    def __init__(self, slug: str, enrollment: int) -> None:
        self.slug, self.enrollment = slug, enrollment

    def __call__(self, path: str) -> str:
        return path.replace(f"/o/{self.slug}/", "/o/{slug}/").replace(
            f"/learn/{self.enrollment}/", "/learn/{enrollment}/"
        )


def _step(path: str, fields: dict[str, str]) -> Request:
    body = f"csrfmiddlewaretoken={{token}}&key={{key}}&{urlencode(fields)}"
    return Request("step", path, "POST", body, MOVED)


def _follow(client: Client, path: str, plain: _Paths) -> tuple[Any, list[Request]]:
    """The page that a path leads to, with every request on the way."""
    seen: list[Request] = []
    for _ in range(5):
        response = client.get(path)
        if response.status_code not in MOVED:
            seen.append(Request("+scene", plain(path), statuses=(200,)))
            return response, seen
        seen.append(Request("+hop", plain(path), statuses=MOVED))
        path = response.headers["Location"]
    raise NoWay(f"{path} leads in circles")


def _key(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"
