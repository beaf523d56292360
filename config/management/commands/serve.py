"""`make run`: the whole site on this machine, with a demo organization."""

from __future__ import annotations

import os
import signal
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
            **os.environ,
            "DATA_DIR": str(settings.DATA_DIR),
            "SITE_URL": os.environ.get("SITE_URL", f"http://127.0.0.1:{port}"),
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
