"""Taking somebody's answers in, so that nobody can find out whose they were.

Nothing here is logged, audited or timed.  The answers are sealed before they touch the
database, in a transaction that holds nothing else; completion is recorded by the caller in
another, afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.views.decorators.debug import sensitive_variables
from nacl.public import PublicKey, SealedBox

from assessments import keys
from assessments.instruments import InstrumentDefinition
from assessments.models import Holding, Wave
from assessments.pseudonyms import pseudonym


class WaveClosed(Exception):
    """The survey is over; answers are no longer taken."""


@sensitive_variables()
def submit(
    wave: Wave, *, person_uuid: UUID, answers: Mapping[str, object], stratum: str = ""
) -> None:
    """Seal the answers of one person in one wave and put them into the holding table.

    Answers that the wave does not ask for are dropped; none at all is a valid submission.
    Twice is once: the second is recognized by its pseudonym when the holding is opened.
    Must be called outside a transaction (raises RuntimeError), so that no other row shares
    its transaction id.
    """
    if transaction.get_connection().in_atomic_block and not _in_test_transaction():
        raise RuntimeError("Answers are stored in a transaction of their own.")
    if wave.closed_on is not None:
        raise WaveClosed("This survey has closed.")
    definition = InstrumentDefinition.model_validate(wave.instrument.definition)
    given = definition.valid_answers(wave.kind, answers)
    key = keys.read(wave.wave_set.key_name).pseudonym_key
    content = json.dumps(
        {
            "pseudonym": pseudonym(key, person_uuid).hex(),
            "stratum": stratum,
            "answers": given,
        }
    ).encode()
    # Padded, so that the length of the sealed bytes does not tell how much was answered.
    padded = content.ljust((len(content) // 4096 + 1) * 4096)
    sealed = SealedBox(PublicKey(bytes(wave.wave_set.public_key))).encrypt(padded)
    Holding.objects.create(organization_id=wave.organization_id, wave=wave, sealed=sealed)


def _in_test_transaction() -> bool:
    """Django's test case wraps each test in atomic blocks that mark themselves."""
    blocks = transaction.get_connection().atomic_blocks
    return bool(blocks) and all(getattr(block, "_from_testcase", False) for block in blocks)
