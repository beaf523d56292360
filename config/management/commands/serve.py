"""`make run`: the whole site on this machine, with a demo organization."""

from __future__ import annotations

import os
import secrets
import signal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import env
from config.supervisor import CannotServe, Supervisor, embedded_servers


class Command(BaseCommand):
    help = "Start embedded servers, migrate, make the demo organization once, and serve."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--without-demo", action="store_true", help="an empty installation")

    def handle(self, *, without_demo: bool, **options: Any) -> None:
        port = env.integer("PORT", 8000, least=1)
        environment = {
            "DEBUG": "no",
            "SECRET_KEY": own_secret(settings.DATA_DIR / "secret-key"),
            "SITE_URL": f"http://127.0.0.1:{port}",
            **os.environ,
            "DATA_DIR": str(settings.DATA_DIR),
            "PYTHONUNBUFFERED": "1",
        }
        supervisor = Supervisor(port=port, environment=environment, say=self.say)
        supervisor.stop_on(signal.SIGINT, signal.SIGTERM)
        try:
            with embedded_servers(settings.DATA_DIR, environment):
                self._serve(supervisor, with_demo=not without_demo)
        except CannotServe as refusal:
            raise CommandError(str(refusal)) from refusal

    def _serve(self, supervisor: Supervisor, *, with_demo: bool) -> None:
        self.say("Preparing the database…")
        supervisor.manage("migrate", "--verbosity", "0")
        supervisor.manage("collectstatic", "--noinput", "--verbosity", "0")
        if with_demo:
            supervisor.manage("demo")
        try:
            supervisor.start()
            supervisor.wait_until_healthy()
            if supervisor.stopping:
                return
            self._tell(supervisor.environment["SITE_URL"], with_demo=with_demo)
            supervisor.watch()
        finally:
            self.say("Stopping…")
            supervisor.stop()

    def _tell(self, address: str, *, with_demo: bool) -> None:
        self.say("")
        self.say(f"Upstander is at  {address}")
        self.say(f"Its mail is at   {address}/dev/mail/")
        sign_ins = settings.DATA_DIR / "demo-sign-ins.txt"
        if with_demo and sign_ins.exists():
            self.say("")
            self.say(sign_ins.read_text(encoding="utf-8").rstrip())
        self.say("")
        self.say("Ctrl-C stops everything.")

    def say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()


def own_secret(path: Path) -> str:
    """This installation's secret, made at the first start and kept beside its data."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii")
