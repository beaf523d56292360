"""Logs hold what is allowed by name, and never what a person said."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from celery import shared_task
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from django.utils.functional import lazystr
from hypothesis import given
from hypothesis import strategies as st

from config import logs

ANSWER = "I saw Dario do it on Friday"


def view_that_breaks(request: HttpRequest) -> HttpResponse:
    answers = {"reflection": request.POST["reflection"], "choice": ANSWER}
    raise ValueError(f"cannot store {answers}")


urlpatterns = [path("break/", view_that_breaks)]
handler500 = "config.views.server_error"


@shared_task(name="tests.config.breaks")
def task_that_breaks(*, answer: str) -> None:
    raise ValueError(f"cannot store {answer}")


@pytest.fixture(params=[True, False], ids=["json", "console"])
def written(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """What the site's own logging writes, all of it, with its real configuration."""
    stream = io.StringIO()
    before = logging.root.handlers[:], logging.root.level
    configuration = logs.logging_configuration(json=request.param, level="DEBUG")
    for handler in configuration["handlers"].values():
        handler["stream"] = stream
    logs.configure(configuration)
    yield stream
    logging.root.handlers[:], _ = before
    logging.root.setLevel(before[1])


def test_only_allowed_keys_are_written(written: io.StringIO) -> None:
    structlog.get_logger("people").info(
        "imported", import_id=7, count=3, answer=ANSWER, person="Ana Ruiz", note={"text": ANSWER}
    )

    line = written.getvalue()
    assert "imported" in line
    assert "import_id" in line
    assert [said for said in (ANSWER, "Ana", "answer", "note", "person") if said in line] == []


@given(st.dictionaries(st.text(min_size=1), st.text()))
def test_a_key_nobody_has_thought_about_is_dropped(event: dict[str, Any]) -> None:
    kept = logs.leave_out_everything_else(None, "info", dict(event))

    assert set(kept) <= logs.ALLOWED | {key for key in event if key.startswith("_")}


def test_what_is_bound_to_a_context_is_filtered_too(written: io.StringIO) -> None:
    with structlog.contextvars.bound_contextvars(answer=ANSWER, wave_id=4):
        structlog.get_logger("assessments").warning("late")

    assert "wave_id" in written.getvalue()
    assert ANSWER not in written.getvalue()


@override_settings(ROOT_URLCONF="tests.config.test_logs", DEBUG=False)
def test_a_view_that_breaks_with_an_answer_in_hand_logs_no_answer(written: io.StringIO) -> None:
    client = Client(raise_request_exception=False)

    response = client.post("/break/", {"reflection": ANSWER})

    assert response.status_code == 500
    assert "ValueError" in written.getvalue()  # its kind
    assert "view_that_breaks" in written.getvalue()  # its place
    assert ANSWER not in written.getvalue()
    assert "Dario" not in written.getvalue()


def test_a_task_that_breaks_logs_no_answer(written: io.StringIO) -> None:
    """What a worker writes when a task raises: Celery's own words quote the exception."""
    outcome = task_that_breaks.apply(kwargs={"answer": ANSWER}, throw=False)

    assert outcome.failed()
    assert "Dario" not in written.getvalue()


def test_an_exception_that_is_logged_with_its_text_keeps_its_kind_only(
    written: io.StringIO,
) -> None:
    try:
        raise KeyError(ANSWER)
    except KeyError:
        structlog.get_logger("training").exception("a step was not saved", exc_info=True)
        logging.getLogger("plain").exception("a step was not saved")

    assert written.getvalue().count("KeyError") >= 2
    assert "Dario" not in written.getvalue()


def test_production_logs_are_one_json_object_a_line() -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    formatter = logs.logging_configuration(json=True, level="INFO")["formatters"]["structured"]
    made = dict(formatter)
    handler.setFormatter(made.pop("()")(**made))
    handler.emit(logging.makeLogRecord({"msg": lazystr("started\nagain"), "levelname": "INFO"}))

    (line,) = stream.getvalue().splitlines()
    assert json.loads(line)["event"] == "started\nagain"
