"""Addresses that mail came back from."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from organizations import audit
from organizations.models import Organization
from outbox.models import Suppression


@transaction.atomic
def bounce(organization: Organization, address: str, *, reason: str, at: datetime) -> Suppression:
    """Stop writing to an address.  Twice is once; the first reason stays."""
    address = address.strip().lower()
    found = Suppression.objects.filter(address__iexact=address).first()
    if found is not None:
        return found
    Suppression.objects.bulk_create(
        [Suppression(organization=organization, address=address, reason=reason[:200], at=at)],
        ignore_conflicts=True,
    )
    suppression = Suppression.objects.get(address__iexact=address)
    audit.record(organization, "mail.bounced", suppression, by=None, at=at)
    return suppression


@transaction.atomic
def write_again(organization: Organization, address: str, *, at: datetime) -> bool:
    """Lift a suppression, for an address that works again; says whether there was one."""
    found = Suppression.objects.filter(address__iexact=address.strip()).first()
    if found is None:
        return False
    audit.record(organization, "mail.written_to_again", found, by=None, at=at)
    found.delete()
    return True
