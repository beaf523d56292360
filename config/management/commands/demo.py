"""Make the demo organization, once."""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from config.demo import building


class Command(BaseCommand):
    help = "Make the demo organization unless it exists; its sign-ins go into DATA_DIR."

    def handle(self, **options: Any) -> None:
        if building.exists():
            return
        self.stdout.write("Making a demo organization (once, about half a minute)…")
        self.stdout.flush()
        sign_ins = building.build(now=timezone.now())
        width = max(len(each.who) for each in sign_ins)
        lines = [f"{each.who:{width}}  {each.how}\n" for each in sign_ins]
        path = settings.DATA_DIR / "demo-sign-ins.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.writelines(lines)
