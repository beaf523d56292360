"""Opening holdings: in shuffled batches, never fewer than the threshold at once."""

from __future__ import annotations

import json
import secrets
from datetime import date
from typing import Any

from django.db import transaction
from nacl.public import SealedBox

from assessments import keys
from assessments.instruments import InstrumentDefinition
from assessments.models import Holding, Response, Wave


@transaction.atomic
def open_batch(wave_id: int, *, closing: bool = False) -> int:
    """Turn a wave's holdings into responses; returns how many holdings were opened.

    With fewer holdings than the wave's threshold nothing happens, unless the wave is
    closing.  All responses of a batch are written by one statement in the order of fresh
    random ids, so that neither transaction id nor place on disk tells one from another.
    Sets without any answer, of people who skipped the survey, are let go of.
    """
    wave = (
        Wave.objects.select_for_update(of=("self",))
        .select_related("wave_set", "instrument")
        .get(pk=wave_id)
    )
    holdings = list(Holding.objects.filter(wave=wave).select_for_update())
    if not holdings or (len(holdings) < wave.threshold and not closing):
        return 0
    secrets.SystemRandom().shuffle(holdings)
    box = SealedBox(keys.read(wave.wave_set.key_name).private_key)
    definition = InstrumentDefinition.model_validate(wave.instrument.definition)
    opened = [_response(wave, definition, box.decrypt(bytes(h.sealed))) for h in holdings]
    answered = [response for response in opened if response.answers]
    Response.objects.bulk_create(
        sorted(answered, key=lambda response: response.id), ignore_conflicts=True
    )
    Holding.objects.filter(pk__in=[holding.pk for holding in holdings]).delete()
    return len(holdings)


def _response(wave: Wave, definition: InstrumentDefinition, content: bytes) -> Response:
    opened: dict[str, Any] = json.loads(content)
    return Response(
        organization_id=wave.organization_id,
        wave=wave,
        pseudonym=bytes.fromhex(opened["pseudonym"]),
        stratum=opened["stratum"],
        answers=opened["answers"],
        scores=definition.scores(opened["answers"]),
    )


def close_wave(wave_id: int, *, on: date) -> None:
    """Take no more answers, open what is held and, after the last wave, destroy the key."""
    with transaction.atomic():
        wave = Wave.objects.select_for_update().select_related("wave_set").get(pk=wave_id)
        if wave.closed_on is None:
            Wave.objects.filter(pk=wave.pk).update(closed_on=on)
            open_batch(wave.pk, closing=True)
        still_open = Wave.objects.filter(wave_set=wave.wave_set, closed_on=None).exists()
    if not still_open:
        keys.destroy(wave.wave_set.key_name)
