"""Confirming where sites are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.models import User
from organizations import audit
from organizations.models import Organization, Site


@transaction.atomic
def confirm(
    organization: Organization,
    changed: Iterable[Site],
    *,
    seen: Iterable[Site],
    by: User,
    at: datetime,
) -> int:
    """Save the sites that were changed and confirm all that were seen; how many were new to it."""
    for site in changed:
        site.save(update_fields=["time_zone", "country", "region"])
    waiting = Site.objects.filter(pk__in=[site.pk for site in seen], confirmed=False)
    names = list(waiting.values_list("name", flat=True))
    count = waiting.update(confirmed=True)
    if count:
        audit.record(organization, "sites.confirmed", organization, by=by, at=at, sites=names)
    return count
