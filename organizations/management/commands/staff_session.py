"""Begins an operator's visit to an organization."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from organizations import scoping
from organizations.actions import visiting
from organizations.models import Organization


class Command(BaseCommand):
    help = "Give an operator a temporary membership of two hours. The organization sees it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organization", required=True, help="the organization's slug")
        parser.add_argument("--user", required=True, help="the operator's email address")
        parser.add_argument("--reason", required=True, help="why; kept in the audit trail")

    def handle(self, *args: Any, organization: str, user: str, reason: str, **options: Any) -> None:
        visited = Organization.objects.filter(slug=organization).first()
        if visited is None:
            raise CommandError(f"There is no organization {organization!r}.")
        operator = User.objects.filter(email=user.lower()).first()
        if operator is None:
            raise CommandError(f"There is no user {user!r}.")
        try:
            with scoping.within(visited):
                session = visiting.visit(visited, operator, reason=reason, at=timezone.now())
        except visiting.NoVisit as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"{operator} may work in {visited} until {session.ends_at:%Y-%m-%d %H:%M} UTC."
        )
