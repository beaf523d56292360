"""What the hot paths do: their SQL statements, and where their time goes.

In this process, through the whole middleware stack, one request at a time, in CPU time, so
that a busy machine does not matter: how the parts compare, not how fast they are under load.
"""

from __future__ import annotations

import cProfile
import io
import pstats
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.db import connection

from benchmarks.bench import Bench
from benchmarks.data.organization import World
from benchmarks.loading import Request
from benchmarks.measures.learning import middle_of_a_story, walk_of

TIMES = 200
LINES = 32
Reader = dict[str, str]
OWN = re.compile(r"\b(accounts|config|core|courses|organizations|people|training|reports)/\S+\.py")


def report(bench: Bench, world: World) -> str:
    """The learner's home, a scene, and a whole course of steps."""
    walk = walk_of(bench, world)
    middle = middle_of_a_story(world, walk)
    first, second, third = world.learners[:3]
    readers = bench.readers(world, [first, second, third])
    call = _caller()
    for step in walk.posts(0, middle):
        call(step, readers[0])
    parts = [
        _part("Learner's home", call, [Request("home", "/o/{slug}/learn/")] * TIMES, readers[0]),
        _part("Scene of a story", call, [Request("scene", walk.steps[middle][0].path)] * TIMES,
              readers[0]),
        _part("Answering a step", call, walk.posts(), readers[1]),
        _part("A bare signed-in page", call, [Request("bare", "/bare/")] * TIMES, readers[2]),
    ]  # fmt: skip
    return "\n\n".join(parts)


Call = Callable[[Request, Reader], int]


def _caller() -> Call:
    application = get_wsgi_application()

    def call(request: Request, reader: Reader) -> int:
        path, body = request.path, request.body
        for name, value in {**reader, "key": _key()}.items():
            path = path.replace(f"{{{name}}}", value)
            body = body.replace(f"{{{name}}}", value)
        content = body.encode()
        statuses: list[int] = []
        environ: dict[str, Any] = {
            "REQUEST_METHOD": request.method, "PATH_INFO": path, "SCRIPT_NAME": "",
            "QUERY_STRING": "", "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "127.0.0.1", "REMOTE_ADDR": "127.0.0.1",
            "HTTP_COOKIE": reader["cookie"], "HTTP_ACCEPT_LANGUAGE": "en",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(content)), "wsgi.input": io.BytesIO(content),
            "wsgi.errors": io.StringIO(), "wsgi.url_scheme": "http", "wsgi.version": (1, 0),
            "wsgi.multithread": False, "wsgi.multiprocess": True, "wsgi.run_once": False,
        }  # fmt: skip
        begin: Any = lambda status, *_: statuses.append(int(status[:3]))  # noqa: E731 - typed
        answer: Any = application(environ, begin)
        for _ in answer:
            pass
        answer.close()
        return statuses[0]

    return call


_made = iter(range(1, 10**9))


def _key() -> str:
    return f"00000000-0000-4000-8000-{next(_made):012d}"


@contextmanager
def _statements() -> Iterator[list[tuple[str, float]]]:
    found: list[tuple[str, float]] = []

    def note(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            found.append((str(sql), time.perf_counter() - began))

    with connection.execute_wrapper(note):
        yield found


def _part(title: str, call: Call, requests: list[Request], reader: Reader) -> str:
    """A third of the requests is counted, a third timed, a third profiled."""
    third = max(len(requests) // 3, 1)
    with _statements() as found:
        statuses = Counter(call(request, reader) for request in requests[:third])
    began = time.process_time()
    for request in requests[third : 2 * third]:
        call(request, reader)
    alone = (time.process_time() - began) / third
    profile = cProfile.Profile(time.process_time)
    profile.enable()
    for request in requests[2 * third : 3 * third]:
        call(request, reader)
    profile.disable()
    shapes: Counter[str] = Counter()
    spent: Counter[str] = Counter()
    for sql, seconds in found:
        shape = " ".join(sql.split())[:150]
        shapes[shape] += 1
        spent[shape] += seconds  # type: ignore[assignment] # a Counter of seconds
    lines = [
        f"# {title}: {alone * 1000:.2f} ms of CPU in Python, {len(found) / third:.2f} statements "
        f"taking {sum(spent.values()) / third * 1000:.2f} ms, answers {dict(statuses)}"
    ]
    lines += [
        f"  {count / third:5.2f} × {spent[shape] / count * 1000:6.2f} ms  {shape}"
        for shape, count in shapes.most_common()
    ]
    return "\n".join([*lines, _functions(profile, "tottime"), _functions(profile, "cumulative")])


def _functions(profile: cProfile.Profile, order: str) -> str:
    stream = io.StringIO()
    pstats.Stats(profile, stream=stream).sort_stats(order).print_stats(LINES)
    lines = stream.getvalue().splitlines()
    start = next((n for n, line in enumerate(lines) if "ncalls" in line), 0)
    return "\n".join(_short(line) for line in lines[start:] if line.strip())


def _short(line: str) -> str:
    if own := OWN.search(line):
        return line[: line.index("/")] + own[0] + line[own.end() :] if "/" in line else line
    return re.sub(r"\S*/(site-packages|python3\.\d+)/", "", line)
