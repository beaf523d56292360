"""Opening the waves in which an instrument is asked."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction

from assessments import keys
from assessments.instruments import InstrumentDefinition, digest
from assessments.models import Instrument, Wave, WaveSet
from organizations.models import Organization


def wave_for(
    organization: Organization,
    *,
    subject: str,
    kind: str,
    instrument: dict[str, Any],
    title: str,
    at: datetime,
) -> Wave:
    """The wave of a kind in the set of one subject ("assignment:12"), made when first needed.

    Waves of one subject share a key, so that a person's baseline and closing can be paired.
    """
    known = (
        Wave.objects.filter(wave_set__subject=subject, kind=kind)
        .select_related("wave_set", "instrument")
        .first()
    )
    if known is not None:
        return known
    wave_set = _wave_set(organization, subject=subject, title=title)
    wave, _ = Wave.objects.get_or_create(
        wave_set=wave_set,
        kind=kind,
        defaults={
            "organization": organization,
            "instrument": _edition(organization, instrument, at=at),
        },
    )
    return wave


def _wave_set(organization: Organization, *, subject: str, title: str) -> WaveSet:
    if found := WaveSet.objects.filter(subject=subject).first():
        return found
    name = uuid4()
    public_key = keys.create(name)
    try:
        with transaction.atomic():
            return WaveSet.objects.create(
                organization=organization,
                subject=subject,
                title=title[:200],
                key_name=name,
                public_key=public_key,
            )
    except IntegrityError:  # somebody else was quicker: theirs is the set
        keys.destroy(name)
        return WaveSet.objects.get(subject=subject)


def _edition(organization: Organization, definition: dict[str, Any], *, at: datetime) -> Instrument:
    parsed = InstrumentDefinition.model_validate(definition)
    fingerprint = digest(definition)
    editions = Instrument.objects.filter(slug=parsed.slug)
    if found := editions.filter(digest=fingerprint).first():
        return found
    try:
        with transaction.atomic():
            return Instrument.objects.create(
                organization=organization,
                slug=parsed.slug,
                edition=editions.count() + 1,
                definition=definition,
                digest=fingerprint,
                created_at=at,
            )
    except IntegrityError:  # somebody else was quicker: look again
        return _edition(organization, definition, at=at)
