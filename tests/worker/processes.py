"""Real worker and web processes on the test's own database, which a test may kill."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


def until(condition: Callable[[], bool], *, seconds: float = 120, every: float = 0.05) -> None:
    """Wait for something that another process does; fails when it does not come about."""
    pause, deadline = threading.Event(), time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"Nothing happened in {seconds} seconds.")
        pause.wait(every)


def database_url() -> str:
    """The address of the database this test runs on."""
    parameters = connection.get_connection_params()
    host, port = parameters.get("host", ""), parameters.get("port", "")
    user, password = parameters.get("user", ""), parameters.get("password", "")
    name = connection.settings_dict["NAME"]
    return (
        f"postgres://{quote(user)}:{quote(password)}@/{name}"
        f"?host={quote(str(host), safe='')}" + (f"&port={port}" if port else "")
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Processes:
    """Starts processes of the product with one environment; ends all of them in the end."""

    def __init__(self, environment: dict[str, str], logs: Path) -> None:
        self.environment = {**os.environ, **environment}
        self.logs = logs
        self.running: list[subprocess.Popen[bytes]] = []

    def worker(self, *, at: datetime | None = None) -> subprocess.Popen[bytes]:
        """A Celery worker of one process; with `at`, one whose clock starts there."""
        return self.start(
            "-m", *(["tests.worker.clock", at.isoformat()] if at else []),
            "celery", "--quiet", "-A", "config.celery:app", "worker",
            "--concurrency", "1", "--loglevel", "WARNING",
        )  # fmt: skip

    def beat(self) -> subprocess.Popen[bytes]:
        """What starts tasks by the clock."""
        return self.start(
            "-m", "celery", "--quiet", "-A", "config.celery:app", "beat",
            "--loglevel", "WARNING", "--pidfile", "",
        )  # fmt: skip

    def web(self, port: int, *, at: datetime | None = None) -> subprocess.Popen[bytes]:
        """The site on a port of the loopback address; with `at`, its clock starts there."""
        return self.start(
            "-m", *(["tests.worker.clock", at.isoformat()] if at else []),
            "gunicorn", "--config", "config/gunicorn.py",
            "--bind", f"127.0.0.1:{port}", "config.wsgi:application",
        )  # fmt: skip

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """This Python with these arguments."""
        return self.run([sys.executable, "-W", "ignore", *arguments])

    def run(self, command: list[str]) -> subprocess.Popen[bytes]:
        """Any command, in a session of its own."""
        log = (self.logs / f"process-{len(self.running)}.log").open("wb")
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        log.close()
        self.running.append(process)
        return process

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """As a power cut would: the process and its children, at once."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def kill_all(self) -> None:
        for process in self.running:
            if process.poll() is None:
                self.kill(process)
