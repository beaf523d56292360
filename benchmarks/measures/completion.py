"""Where everybody stands: HR's page, and the file."""

from __future__ import annotations

import http.client
import statistics
import time

from django.urls import reverse
from django.utils import timezone

from benchmarks.bench import Bench, Failed, median_of
from benchmarks.data import sessions
from benchmarks.data.organization import World
from organizations import scoping
from reports import files
from reports.queries.completion import completion_rows
from reports.selection import Selection


def page(bench: Bench, world: World) -> None:
    """HR's completion page, asked for by one person at a time."""
    key = sessions.sign_in([world.hr.pk])[world.hr.pk]
    cookie = sessions.reader(world.hr.pk, key)["cookie"]
    path = reverse("reports:dashboard", args=[world.organization.slug])
    taken = []
    asking = http.client.HTTPConnection("127.0.0.1", bench.site.port, timeout=60)
    with bench.reading(world) as note:
        for _ in range(bench.pages + 4):  # the first ones warm up each web process
            began = time.perf_counter()
            asking.request("GET", path, headers={"Cookie": cookie, "Accept": "text/html"})
            answer = asking.getresponse()
            answer.read()
            taken.append(time.perf_counter() - began)
            if answer.status != 200:
                raise Failed(f"{path} answered {answer.status}")
        note("completion", statistics.median(taken[4:]) * 1000, each=len(taken))
    asking.close()


def csv(bench: Bench, world: World) -> None:
    """The completion report of everybody as CSV: read, put into words, written."""

    def make() -> None:
        at = timezone.now()
        facts = files.Facts(world.organization.name, world.organization.time_zone, "All", at)
        content = files.build("csv", list(completion_rows(Selection(), at=at)), facts)
        if content.count(b"\n") < world.size:
            raise Failed("the file lacks rows")

    with scoping.within(world.organization), bench.reading(world) as note:
        times = 3 if world.size <= 10_000 else 1
        note("csv", median_of(make, times), each=times)
