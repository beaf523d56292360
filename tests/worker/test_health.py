"""/healthz tells what is up and what is down."""

from __future__ import annotations

import json
import urllib.error
import urllib.request

from django.conf import settings

from tests.worker.processes import Processes, free_port, until


def health(port: int) -> tuple[int, dict[str, str]]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)
    except OSError:  # not there yet, or too busy to answer
        return 0, {}


def test_without_a_worker_the_site_says_so_and_with_one_it_is_well(processes: Processes) -> None:
    port = free_port()
    processes.web(port)
    until(lambda: health(port)[0] != 0)

    assert health(port) == (
        503,
        {
            "status": "down",
            "database": "ok",
            "redis": "ok",
            "worker": "down",
            "version": settings.VERSION,
        },
    )

    processes.worker()
    until(lambda: health(port)[0] == 200)
    assert health(port)[1]["worker"] == "ok"
