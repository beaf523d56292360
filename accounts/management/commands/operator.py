"""Makes somebody an operator of this installation, or ends it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from accounts.models import User


class Command(BaseCommand):
    help = "Make EMAIL an operator: somebody who may begin a staff session. Has no other power."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--end", action="store_true", help="be an operator no longer")

    def handle(self, *args: Any, email: str, end: bool, **options: Any) -> None:
        user = User.objects.filter(email=email.lower()).first() or User.objects.create_user(email)
        user.is_operator = not end
        user.save(update_fields=["is_operator"])
        state = "no longer an operator" if end else "an operator"
        self.stdout.write(f"{user.email} is {state}.")
