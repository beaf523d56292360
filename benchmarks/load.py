"""The load: so many connections to this machine, each one reader at a time, for so long.

A process of its own that knows nothing of Django: it reads a plan (loading.Plan) as JSON
from its input, and writes what happened as JSON.  HTTP/1.1 over kept-alive sockets, and no
more work for each answer than finding its end, so that it takes little from the site that
it measures; it says how much.  It ends by itself.
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import time
from collections import Counter, deque
from typing import Any
from uuid import uuid4

MOST_CONNECTIONS = 64
MOST_SECONDS = 120.0
END_OF_HEAD = b"\r\n\r\n"


class Run:
    """What all connections share: the plan, the queue of readers, what was measured."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.host, self.port = plan["host"], int(plan["port"])
        if self.host not in ("127.0.0.1", "localhost"):
            raise SystemExit("the load goes to this machine only")
        self.script = [_Request(**each) for each in plan["script"]]
        self.readers: deque[dict[str, str]] = deque(plan["readers"])
        self.again = bool(plan["again"])
        self.connections = min(int(plan["connections"]), MOST_CONNECTIONS, len(self.readers))
        self.warm = float(plan["warm"])
        self.seconds = min(float(plan["seconds"]), MOST_SECONDS)
        self.answers: list[tuple[str, float, float]] = []  # name, when, seconds
        self.failures: Counter[str] = Counter()
        self.ran_out_at: float | None = None
        self.live = self.connections
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def next_reader(self) -> dict[str, str] | None:
        if self.readers:
            return self.readers.popleft()
        if self.ran_out_at is None:
            self.ran_out_at = time.perf_counter()
        return None

    def leave(self) -> None:
        self.live -= 1
        if self.live == 0 and not self.over.done():
            self.over.set_result(None)


class _Request:
    """One line of the script; `{name}` in path and body stands for a reader's value."""

    def __init__(self, name: str, method: str, path: str, body: str, statuses: list[int]) -> None:
        self.name, self.method, self.path, self.body = name, method, path, body
        self.statuses = frozenset(statuses)

    def bytes_for(self, reader: dict[str, str], host: str) -> bytes:
        path, body = self.path, self.body
        for name, value in reader.items():
            path = path.replace(f"{{{name}}}", value)
            body = body.replace(f"{{{name}}}", value)
        head = (
            f"{self.method} {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {reader['cookie']}\r\n"
            "Accept: text/html\r\nAccept-Language: en\r\n"
        )
        if self.method == "POST":
            body = body.replace("{key}", str(uuid4()))
            head += (
                "Content-Type: application/x-www-form-urlencoded\r\n"
                f"Content-Length: {len(body.encode())}\r\n"
            )
        return f"{head}\r\n{body}".encode()


class Connection(asyncio.Protocol):
    """One browser: sends the next request as soon as the last is answered."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.reader = run.next_reader()
        self.position = 0
        self.buffer = bytearray()
        self.sent_at = self.pair_at = 0.0
        self.ended = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: asyncio.Transport = transport  # type: ignore[assignment] # TCP has this one
        self.send()

    def send(self) -> None:
        if self.position == len(self.run.script):
            self.position = 0
            if not self.run.again:
                self.reader = self.run.next_reader()
        if self.reader is None:
            self.end()
            return
        request = self.run.script[self.position]
        self.sent_at = time.perf_counter()
        if not request.name.startswith("+"):
            self.pair_at = self.sent_at
        self.transport.write(request.bytes_for(self.reader, f"{self.run.host}:{self.run.port}"))

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        end = self.buffer.find(END_OF_HEAD)
        if end < 0:
            return
        head = bytes(self.buffer[:end]).decode("latin-1")
        if not _whole(head, self.buffer, end + len(END_OF_HEAD)):
            return
        self.buffer.clear()
        self.answered(int(head[9:12]), head)

    def answered(self, status: int, head: str) -> None:
        request, now = self.run.script[self.position], time.perf_counter()
        started = self.pair_at if request.name.startswith("+") else self.sent_at
        self.position += 1
        sign_in = "/account/login" in _header(head, "location")
        if status in request.statuses and not sign_in:
            self.run.answers.append((request.name, now, now - started))
        else:
            self.run.failures[f"{request.name} {'signed out' if sign_in else status}"] += 1
        if not self.run.over.done():
            self.send()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.ended and not self.run.over.done():
            self.run.failures["connection lost"] += 1
            self.end()

    def end(self) -> None:
        if not self.ended:
            self.ended = True
            self.run.leave()
            self.transport.close()


def _header(head: str, name: str) -> str:
    for line in head.split("\r\n")[1:]:
        key, _, value = line.partition(":")
        if key.strip().lower() == name:
            return value.strip()
    return ""


def _whole(head: str, buffer: bytearray, body: int) -> bool:
    """Whether all of an answer has come."""
    if length := _header(head, "content-length"):
        return len(buffer) - body >= int(length)
    if "chunked" in _header(head, "transfer-encoding"):
        return buffer.endswith(b"0\r\n\r\n")
    return True  # 204 and 304 have no body


async def measure(plan: dict[str, Any]) -> dict[str, Any]:
    run = Run(plan)
    loop, began, cpu = asyncio.get_running_loop(), time.perf_counter(), _cpu()
    for _ in range(run.connections):
        await loop.create_connection(lambda: Connection(run), run.host, run.port)
    try:
        await asyncio.wait_for(asyncio.shield(run.over), run.warm + run.seconds)
    except TimeoutError:
        run.over.set_result(None)
    return _summary(run, began, time.perf_counter(), cpu)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _summary(run: Run, began: float, ended: float, cpu: float) -> dict[str, Any]:
    """Of the time in which every connection was at work, the warm-up left out."""
    until = min(run.ran_out_at or ended, ended)
    start = began + run.warm if until - began > 2 * run.warm else began
    used = _cpu() - cpu
    taken: dict[str, list[float]] = {}
    for name, at, seconds in run.answers:
        if start <= at <= until:
            taken.setdefault(name, []).append(seconds)
    return {
        "seconds": until - start,
        "answers": {name: _spread(each) for name, each in taken.items()},
        "total": Counter(name for name, _, _ in run.answers),
        "failures": run.failures,
        "ran_out": run.ran_out_at is not None,
        "cpu_seconds": used,
        "cpu_share": used / max(ended - began, 0.001),
    }


def _spread(seconds: list[float]) -> dict[str, float]:
    ordered = sorted(seconds)

    def at(share: float) -> float:
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000

    return {"count": len(ordered), "p50": at(0.5), "p95": at(0.95), "p99": at(0.99)}


if __name__ == "__main__":
    json.dump(asyncio.run(measure(json.load(sys.stdin))), sys.stdout)
