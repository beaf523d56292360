"""The site under measurement: servers, web, worker and mail sink, all of them temporary."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import cached_property
from http.client import HTTPConnection
from pathlib import Path
from typing import IO

from redis import Redis

from config.supervisor import embedded_servers

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = "benchmarks.settings"
# What the environment may hold that belongs to another installation.
FOREIGN = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SECRET_KEY")


class NotRunning(Exception):
    """A part of the site did not come up."""


class Sink:
    """The mail sink's process."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "benchmarks" / "sink.py")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip
        self.port = int(self._out.readline())

    @property
    def _out(self) -> IO[str]:
        assert self.process.stdout is not None
        return self.process.stdout

    def taken(self) -> int:
        """How many mails have come so far."""
        assert self.process.stdin is not None
        self.process.stdin.write("?\n")
        self.process.stdin.flush()
        return int(self._out.readline())


class Site:
    """The running site; `roots` are the processes whose CPU time is ours."""

    def __init__(self, data: Path, port: int, sink: Sink) -> None:
        self.data, self.port, self.sink = data, port, sink
        self.environment = dict(os.environ)
        self.children: dict[str, subprocess.Popen[bytes]] = {}

    @cached_property
    def roots(self) -> set[int]:
        """Ourselves, the servers (which detach from who starts them), the rest below us."""
        postmaster = (self.data / "postgres" / "postmaster.pid").read_text().split()[0]
        cache = Redis.from_url(os.environ["REDIS_URL"]).info("server")["process_id"]
        return {os.getpid(), int(postmaster), int(cache)}

    def start_web(self) -> None:
        """The real gunicorn, as config/gunicorn.py has it."""
        gunicorn = [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py"]
        address = ["--bind", f"127.0.0.1:{self.port}"]
        self._start("web", [*gunicorn, *address, "config.wsgi:application"])
        self._wait_for_web()

    def _start(self, name: str, command: list[str]) -> None:
        if name in self.children:
            return
        self.children[name] = subprocess.Popen(
            command, env=self.environment, cwd=ROOT, start_new_session=True,
            stdout=sys.stderr, stderr=sys.stderr,
        )  # fmt: skip

    def _wait_for_web(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self.children["web"].poll() is not None:
                raise NotRunning("gunicorn ended at once; see above")
            asking = HTTPConnection("127.0.0.1", self.port, timeout=5)
            try:
                asking.request("GET", "/bare/")
                asking.getresponse()
                return  # it answers
            except OSError:
                time.sleep(0.1)
            finally:
                asking.close()
        raise NotRunning("gunicorn did not answer in a minute")

    def stop(self, name: str) -> None:
        """End one child, politely, then for good."""
        child = self.children.pop(name, None)
        if child is not None:
            end(child)


def end(child: subprocess.Popen[bytes] | subprocess.Popen[str]) -> None:
    """Stop a process that leads a session of its own, and whatever it started."""
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(timeout=15)
        except subprocess.TimeoutExpired:
            child.kill()
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def prepare_environment(data: Path, *, mail_port: int, port: int) -> None:
    """Make this process, and all that it starts, use the temporary site."""
    for name in FOREIGN:
        os.environ.pop(name, None)
        os.environ.pop(f"{name}_FILE", None)
    os.environ.update(
        DATA_DIR=str(data), DEBUG="no", SECRET_KEY=secrets.token_urlsafe(40), LOG_LEVEL="CRITICAL",
        DJANGO_SETTINGS_MODULE=SETTINGS, EMAIL_URL=f"smtp://127.0.0.1:{mail_port}",
        SITE_URL=f"http://127.0.0.1:{port}", TASKS_IN_PROCESS="no",
    )  # fmt: skip


@contextlib.contextmanager
def site() -> Iterator[Site]:
    """Servers started, migrated, static files collected; everything stopped and removed."""
    for number in (signal.SIGINT, signal.SIGTERM):  # also where a shell had it ignored
        signal.signal(number, _interrupt)
    data = Path(tempfile.mkdtemp(prefix="upstander-bench-"))
    sink = Sink()
    try:
        port = free_port()
        prepare_environment(data, mail_port=sink.port, port=port)
        addresses: dict[str, str] = {}
        with embedded_servers(data, addresses):
            os.environ.update(addresses)
            running = Site(data, port, sink)
            try:
                _set_up()
                yield running
            finally:
                for name in list(running.children):
                    running.stop(name)
                _leave_database()
    finally:
        end(sink.process)
        shutil.rmtree(data, ignore_errors=True)


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _set_up() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)


def _leave_database() -> None:
    from django.db import connections

    with contextlib.suppress(Exception):  # set-up may have failed before there was one
        connections.close_all()
