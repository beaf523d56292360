"""Runs the whole site on one machine: servers, migrations, demo data, web, worker, beat.

Children are started in sessions of their own, so that Ctrl-C reaches them only through
here, in order: web first, then beat and worker, the servers last.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

from config.embedded import servers

GRACE = 15.0  # seconds a child has to finish what it is doing
_PR_SET_PDEATHSIG = 1


class CannotServe(Exception):
    """The site cannot be started; says why and what to do."""


def _die_with_parent() -> None:
    """Ask Linux to end this child should the supervisor be killed; elsewhere do nothing."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@contextlib.contextmanager
def embedded_servers(data: Path, environment: dict[str, str]) -> Iterator[None]:
    """Start what DATABASE_URL and REDIS_URL do not name, and stop it in the end."""
    started: list[Callable[[], None]] = []
    try:
        if not (environment.get("DATABASE_URL") or environment.get("DATABASE_URL_FILE")):
            directory = data / "postgres"
            server = servers.postgres(directory)
            started.append(lambda: servers.stop_postgres(directory))
            servers.ensure_database(server, "upstander")
            environment["DATABASE_URL"] = server.url("upstander")
        if not (environment.get("REDIS_URL") or environment.get("REDIS_URL_FILE")):
            environment["REDIS_URL"] = servers.redis_url(data / "redis")
            started.append(lambda: servers.stop_redis(data / "redis"))
        yield
    finally:
        for stop in reversed(started):
            stop()


class Supervisor:
    """Web, worker and beat as children; ends them all when one ends or when told to."""

    def __init__(self, *, port: int, environment: dict[str, str], say: Callable[[str], None]):
        self.port, self.environment, self.say = port, environment, say
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.stopping = False

    def commands(self) -> dict[str, list[str]]:
        cores = os.cpu_count() or 2
        python = sys.executable
        celery = [python, "-W", "ignore", "-m", "celery", "--quiet", "-A", "config.celery:app"]
        return {
            "worker": [*celery, "worker", "--concurrency", str(cores), "--loglevel", "WARNING"],
            "beat": [*celery, "beat", "--loglevel", "WARNING", "--pidfile", ""],
            "web": [
                python, "-m", "gunicorn", "--config", "config/gunicorn.py",
                "--bind", f"127.0.0.1:{self.port}", "config.wsgi:application",
            ],
        }  # fmt: skip

    def manage(self, *arguments: str) -> None:
        """Run one management command to its end; raises CannotServe if it fails."""
        command = [sys.executable, "manage.py", *arguments]
        if subprocess.run(command, env=self.environment, check=False).returncode:  # noqa: S603 - ours
            raise CannotServe(f"manage.py {arguments[0]} did not succeed; see above.")

    def start(self) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", self.port))
            except OSError as error:
                raise CannotServe(
                    f"Port {self.port} is taken. Choose another: PORT=8001 make run"
                ) from error
        for name, command in self.commands().items():
            self.children[name] = subprocess.Popen(  # noqa: S603 - our own commands
                command,
                env=self.environment,
                start_new_session=True,
                preexec_fn=_die_with_parent,  # noqa: PLW1509 - one thread, before any is made
            )

    def wait_until_healthy(self, seconds: float = 120) -> None:
        """Until /healthz says ok; raises CannotServe if a child ends or time runs out."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and not self.stopping:
            self._refuse_dead_children()
            try:
                address = f"http://127.0.0.1:{self.port}/healthz"
                with urllib.request.urlopen(address, timeout=5) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                pass
            signal.sigtimedwait([], 0.3)
        if not self.stopping:
            raise CannotServe("The site did not become healthy in two minutes.")

    def watch(self) -> None:
        """Until told to stop; raises CannotServe when a child ends by itself."""
        while not self.stopping:
            self._refuse_dead_children()
            signal.sigtimedwait([], 0.5)

    def _refuse_dead_children(self) -> None:
        for name, child in self.children.items():
            if child.poll() is not None and not self.stopping:
                raise CannotServe(f"The {name} process ended (exit code {child.returncode}).")

    def stop_on(self, *signals: signal.Signals) -> None:
        def stop(number: int, frame: FrameType | None) -> None:
            self.stopping = True

        for number in signals:
            signal.signal(number, stop)

    def stop(self) -> None:
        """End every child: politely, then for good."""
        self.stopping = True
        for name in ("web", "beat", "worker"):
            if (child := self.children.get(name)) and child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + GRACE
        for child in self.children.values():
            try:
                child.wait(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(child.pid, signal.SIGKILL)
                child.wait()
