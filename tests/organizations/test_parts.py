"""Parts that pages of every package are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory

from core.progress import WorkState


@dataclass
class Work:
    """Stands for any row of long work; the part reads these names and no others."""

    work_state: str
    done: int = 0
    total: int = 0
    failure: str = ""
    pk: int = 1
    started_at: datetime | None = None

    @property
    def is_finished(self) -> bool:
        return self.work_state in {WorkState.FINISHED, WorkState.FAILED}

    @property
    def percent(self) -> int:
        return self.done * 100 // self.total

    def seconds_left(self, *, at: datetime) -> int | None:
        return 130 if self.started_at else None


def progress(work: Work) -> str:
    context = {
        "work": work, "poll_url": "/poll/", "label": "Enrolling people",
        "result_url": "/result/", "result_label": "See them",
    }  # fmt: skip
    return render_to_string("parts/progress.html", context, RequestFactory().get("/here/"))


def test_running_work_shows_counts_and_time_left_and_asks_again() -> None:
    started_at = datetime.now(UTC) - timedelta(minutes=1)
    html = progress(Work("running", done=1200, total=2480, started_at=started_at))

    assert 'hx-get="/poll/"' in html
    assert 'max="2480"' in html
    assert "1,200 of 2,480 done." in html
    assert "About 2 minutes left." in html
    assert 'href="/here/"' in html  # without a script one looks again by hand


@pytest.mark.parametrize(
    ("work", "words"),
    [
        (Work("waiting"), "Waiting for its turn"),
        (Work("finished", done=3, total=3), "3 rows worked through."),
        (Work("failed", failure="The file could not be read."), "The file could not be read."),
    ],
)
def test_every_state_of_long_work_says_what_it_is(work: Work, words: str) -> None:
    html = progress(work)

    assert words in html
    assert ("hx-get" in html) == (not work.is_finished)


def test_finished_work_leads_to_its_result() -> None:
    assert 'href="/result/">See them</a>' in progress(Work("finished", done=1, total=1))


class ExampleForm(forms.Form):
    name = forms.CharField(help_text="As on your badge")
    note = forms.CharField(required=False)
    kind = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)


def test_a_form_that_came_back_begins_with_what_is_wrong_and_where() -> None:
    html = str(ExampleForm({}))

    assert html.index("error-summary") < html.index('id="id_name"')
    assert '<a href="#id_name">Name</a>: This field is required.' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert html.count("(optional)") == 1
    assert "<legend>" in html


def test_pages_keep_the_rest_of_the_address() -> None:
    request = RequestFactory().get("/people/?q=ruiz&page=2")
    page = Paginator(range(120), 50).page(2)

    html = render_to_string("parts/pagination.html", {"page": page}, request)

    assert ("q=ruiz&amp;page=1" in html, "q=ruiz&amp;page=3" in html) == (True, True)
    assert "51 to 100 of 120" in html


def test_a_page_tells_the_bar_where_it_is() -> None:
    template = engines["django"].from_string(
        '{% extends "layouts/plain.html" %}{% load navigation %}'
        "{% block nav_current %}people{% endblock %}"
        "{% block main %}<h1>{% nav_current %}</h1>{% endblock %}"
    )

    assert "<h1>people</h1>" in template.render()
