"""Texts that people write for themselves: encrypted under a key of their own.

The key is itself sealed with the installation's secret, so that a copy of the database alone
opens nothing; destroying the key erases every text of that person for good.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from django.conf import settings
from django.db import transaction
from django.views.decorators.debug import sensitive_variables
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox
from nacl.utils import random

from training.models import PersonKey, PrivateText


class Unreadable(Exception):
    """No secret of this installation opens this person's key."""


def sealing_key(secret: str) -> bytes:
    """The key that seals people's keys, derived from a secret of the installation."""
    return hashlib.blake2b(
        secret.encode(), digest_size=SecretBox.KEY_SIZE, person=b"upstander-person"
    ).digest()


@sensitive_variables()
@transaction.atomic
def keep(
    organization_id: int,
    person_id: int,
    enrollment_id: int,
    module: str,
    texts: Mapping[str, str],
    *,
    replacing: bool,
) -> None:
    """Store texts by field.  An empty one removes what stood there.

    With `replacing` false (the page they come from was no longer the current one) nothing
    that stands is lost: a text that is new is put below the one there is.
    """
    box = SecretBox(_key(organization_id, person_id))
    standing = _read(box, enrollment_id, module)
    for field, text in texts.items():
        kept = text if replacing else merged(standing.get(field, ""), text)
        if not kept:
            PrivateText.objects.filter(
                enrollment_id=enrollment_id, module=module, field=field
            ).delete()
        elif kept != standing.get(field):
            PrivateText.objects.update_or_create(
                enrollment_id=enrollment_id,
                module=module,
                field=field,
                defaults={
                    "organization_id": organization_id,
                    "person_id": person_id,
                    "ciphertext": bytes(box.encrypt(kept.encode())),
                },
            )


@sensitive_variables()
def read(person_id: int, enrollment_id: int, module: str) -> dict[str, str]:
    """One person's own texts in one module, by field."""
    found = PersonKey.objects.filter(person_id=person_id).first()
    if found is None:
        return {}
    return _read(SecretBox(_unsealed(bytes(found.wrapped))), enrollment_id, module)


def erase(person_id: int) -> None:
    """Destroy a person's key and texts for good."""
    with transaction.atomic():
        PrivateText.objects.filter(person_id=person_id).delete()
        PersonKey.objects.filter(person_id=person_id).delete()


def merged(standing: str, new: str) -> str:
    """Both texts, unless one holds the other."""
    if not new or new in standing:
        return standing
    if not standing or standing in new:
        return new
    return f"{standing}\n\n{new}"


def _read(box: SecretBox, enrollment_id: int, module: str) -> dict[str, str]:
    rows = PrivateText.objects.filter(enrollment_id=enrollment_id, module=module)
    return {row.field: box.decrypt(bytes(row.ciphertext)).decode() for row in rows}


def _key(organization_id: int, person_id: int) -> bytes:
    """This person's key, made when it is first needed; the row is locked."""
    fresh = random(SecretBox.KEY_SIZE)
    sealed = bytes(SecretBox(sealing_key(settings.SECRET_KEY)).encrypt(fresh))
    PersonKey.objects.bulk_create(
        [PersonKey(organization_id=organization_id, person_id=person_id, wrapped=sealed)],
        ignore_conflicts=True,
    )
    row = PersonKey.objects.select_for_update().get(person_id=person_id)
    return _unsealed(bytes(row.wrapped))


def _unsealed(wrapped: bytes) -> bytes:
    for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]:
        try:
            return SecretBox(sealing_key(secret)).decrypt(wrapped)
        except CryptoError:
            continue
    raise Unreadable("No secret of this installation opens this person's key.")
