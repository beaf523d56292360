"""Texts that people write for themselves: encrypted under a key of their own.

The key is itself sealed with the installation's secret, so that a copy of the database alone
opens nothing; destroying the key erases every text of that person for good.  A key that no
secret opens is left as it is, with its texts: who writes again gets a further one.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.views.decorators.debug import sensitive_variables
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox
from nacl.utils import random

from people.models import Person
from training.models import PersonKey, PrivateText

Boxes = dict[int, SecretBox]  # by the id of the key, the oldest first


class Unreadable(Exception):
    """No secret of this installation opens this."""


@dataclass(frozen=True)
class Written:
    """What stands in one field."""

    enrollment_id: int
    module: str
    field: str
    text: str = dataclasses.field(repr=False)


@dataclass(frozen=True)
class Everything:
    """All that one person has written, and how much more there is that cannot be read."""

    written: tuple[Written, ...]
    unreadable: int

    @property
    def is_empty(self) -> bool:
        return not (self.written or self.unreadable)


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
    that stands is lost: a text that is new is put below the one there is.  Texts that cannot
    be read stay where they are.
    """
    _lock(person_id)
    boxes = _boxes(person_id) or _fresh_key(organization_id, person_id)
    latest = max(boxes)
    here = PrivateText.objects.filter(enrollment_id=enrollment_id, module=module)
    standing = {each.field: each.text for each in _opened(boxes, here).written}
    for field, text in texts.items():
        kept = text if replacing else merged(standing.get(field, ""), text)
        if kept == standing.get(field, ""):
            continue
        here.filter(field=field, key_id__in=boxes).delete()
        if kept:
            PrivateText.objects.create(
                organization_id=organization_id,
                person_id=person_id,
                enrollment_id=enrollment_id,
                module=module,
                field=field,
                key_id=latest,
                ciphertext=bytes(boxes[latest].encrypt(kept.encode())),
            )


@sensitive_variables()
def read(person_id: int, enrollment_id: int, module: str) -> dict[str, str]:
    """One person's own texts in one module, by field; without those that cannot be read."""
    here = PrivateText.objects.filter(
        person_id=person_id, enrollment_id=enrollment_id, module=module
    )
    return {each.field: each.text for each in _opened(_boxes(person_id), here).written}


@sensitive_variables()
def everything(person_id: int) -> Everything:
    """All texts of one person."""
    return _opened(_boxes(person_id), PrivateText.objects.filter(person_id=person_id))


@transaction.atomic
def erase(person_id: int) -> None:
    """Destroy a person's keys and texts for good."""
    _lock(person_id)
    PrivateText.objects.filter(person_id=person_id).delete()
    PersonKey.objects.filter(person_id=person_id).delete()


@sensitive_variables()
@transaction.atomic
def erase_unreadable(person_id: int) -> None:
    """Destroy, with their keys, the texts that cannot be read, and leave all others."""
    _lock(person_id)
    boxes = _boxes(person_id)
    PersonKey.objects.filter(person_id=person_id).exclude(pk__in=boxes).delete()  # and its texts
    for row in PrivateText.objects.filter(person_id=person_id):
        try:
            _decrypted(boxes, row)
        except Unreadable:
            row.delete()


def merged(standing: str, new: str) -> str:
    """Both texts, unless one holds the other."""
    if not new or new in standing:
        return standing
    if not standing or standing in new:
        return new
    return f"{standing}\n\n{new}"


@sensitive_variables()
def _opened(boxes: Boxes, rows: Iterable[PrivateText]) -> Everything:
    """What the rows say.  Of two in one field the later key's stands below the earlier's."""
    found: dict[tuple[int, str, str], str] = {}
    unreadable = 0
    for row in sorted(rows, key=lambda row: row.key_id):
        place = (row.enrollment_id, row.module, row.field)
        try:
            found[place] = merged(found.get(place, ""), _decrypted(boxes, row))
        except Unreadable:
            unreadable += 1
    return Everything(tuple(Written(*place, text) for place, text in found.items()), unreadable)


@sensitive_variables()
def _decrypted(boxes: Boxes, row: PrivateText) -> str:
    try:
        return boxes[row.key_id].decrypt(bytes(row.ciphertext)).decode()
    except (KeyError, CryptoError) as error:
        raise Unreadable("This text cannot be read.") from error


def _lock(person_id: int) -> None:
    """Whoever keeps or erases texts of one person waits for whoever does so already."""
    Person.objects.select_for_update(no_key=True).values_list("pk").get(pk=person_id)


@sensitive_variables()
def _boxes(person_id: int) -> Boxes:
    """The keys of a person that a secret of this installation opens."""
    boxes: Boxes = {}
    for row in PersonKey.objects.filter(person_id=person_id).order_by("pk"):
        try:
            boxes[row.pk] = SecretBox(_unsealed(bytes(row.wrapped)))
        except Unreadable:
            continue
    return boxes


@sensitive_variables()
def _fresh_key(organization_id: int, person_id: int) -> Boxes:
    fresh = random(SecretBox.KEY_SIZE)
    sealed = bytes(SecretBox(sealing_key(settings.SECRET_KEY)).encrypt(fresh))
    row = PersonKey.objects.create(
        organization_id=organization_id, person_id=person_id, wrapped=sealed
    )
    return {row.pk: SecretBox(fresh)}


@sensitive_variables()
def _unsealed(wrapped: bytes) -> bytes:
    for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]:
        try:
            return SecretBox(sealing_key(secret)).decrypt(wrapped)
        except CryptoError:
            continue
    raise Unreadable("No secret of this installation opens this person's key.")
