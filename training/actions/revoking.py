"""Revoking a certificate: it stays as it was issued, and a fact beside it says that it is void."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from organizations import audit
from training.due import local_day
from training.models import Certificate, Revocation

WORDS = 3  # a reason has at least


class NotRevocable(Exception):
    """The certificate cannot be revoked like this; the message says why."""


class AlreadyRevoked(NotRevocable):
    """Once is for good, and the first reason stands."""


class Unexplained(NotRevocable):
    """A reason of less than a few words explains nothing to whoever reads the record."""


@transaction.atomic
def revoke(certificate: Certificate, *, by: User, at: datetime, reason: str) -> Revocation:
    """Say that a certificate is no longer valid, with an audit entry that gives the reason.

    Locks the certificate; leaves it, the completion and its events alone.
    """
    said = " ".join(reason.split())
    if len(said.split()) < WORDS:
        raise Unexplained(_("Say why in a few words, three at least. It stays in the record."))
    certificate = (
        Certificate.objects.select_for_update(of=("self",))
        .select_related("organization", "enrollment__person", "enrollment__assignment")
        .get(pk=certificate.pk)
    )
    earlier = Revocation.objects.filter(certificate=certificate).first()
    if earlier is not None:
        day = date_format(earlier.revoked_on, _("F j, Y"))
        raise AlreadyRevoked(_("This certificate was already revoked on %(day)s.") % {"day": day})
    revocation = Revocation.objects.create(
        organization=certificate.organization,
        certificate=certificate,
        reason=said,
        by=by,
        at=at,
        revoked_on=local_day(at, certificate.organization.time_zone),
    )
    enrollment = certificate.enrollment
    audit.record(
        certificate.organization,
        "certificate.revoked",
        certificate,
        by=by,
        at=at,
        label=f"{enrollment.person.name}, {enrollment.assignment.title}",
        reason=said,
    )
    return revocation
