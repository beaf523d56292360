"""Access cards: issued by HR, opened by their owners, who then choose a PIN of their own."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import trust
from accounts.models import User
from organizations import audit
from organizations.models import Organization
from people import pins, queries
from people.actions.importing import today
from people.actions.sign_ins import ensure_sign_ins
from people.models import AccessCard, Employment, Person

MOST_AT_ONCE = 400
PRINTED_FOR = timedelta(days=30)
FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)
SHOWN_FOR = timedelta(minutes=10)  # the same form sent again shows the same cards


@dataclass(frozen=True)
class IssuedCard:
    """A card as it is printed.  The PIN can be read here and nowhere else."""

    person: Person
    number: str
    pin: str
    unit: str
    site: str


class AlreadyShown(Exception):
    """The PINs of this form have been shown; they cannot be shown again."""


def issue(
    people: Iterable[Person], *, by: User, at: datetime, key: str | None = None
) -> list[IssuedCard]:
    """Give each person a card with a one-time PIN; an earlier card of theirs opens no more.

    People without a current employment number get none.  `key` is of the form: sent again
    within minutes it shows the same cards and changes nothing; later it raises AlreadyShown.
    """
    key = key or secrets.token_urlsafe(16)
    wanted = {person.pk: person for person in people}
    if not wanted:
        return []
    organization = next(iter(wanted.values())).organization
    on = today(organization, at)
    spells = list(
        Employment.objects.current(on)
        .filter(person__in=wanted)
        .select_related("person", "unit", "site")
    )
    order = {pk: place for place, pk in enumerate(wanted)}
    spells.sort(key=lambda spell: order[spell.person_id])
    cards = [_issued(spell, key) for spell in spells]
    if _seen_before(key, at):
        return cards
    hashes = _hashed([card.pin for card in cards])
    _store(organization, cards, hashes, key=key, by=by, at=at)
    return cards


@transaction.atomic
def _store(
    organization: Organization,
    cards: list[IssuedCard],
    hashes: list[str],
    *,
    key: str,
    by: User,
    at: datetime,
) -> None:
    ensure_sign_ins([card.person for card in cards], at=at)
    AccessCard.objects.bulk_create(
        [
            AccessCard(
                organization=organization, person=card.person, pin_hash=pin_hash,
                batch=_batch(key), issued_at=at, expires_at=at + PRINTED_FOR,
            )
            for card, pin_hash in zip(cards, hashes, strict=True)
        ],
        update_conflicts=True,
        unique_fields=["person"],
        update_fields=[
            "pin_hash", "batch", "issued_at", "expires_at", "chosen_at", "failures",
            "locked_until",
        ],
    )  # fmt: skip
    audit.record(organization, "cards.issued", organization, by=by, at=at, count=len(cards))


def _issued(spell: Employment, key: str) -> IssuedCard:
    return IssuedCard(
        person=spell.person,
        number=spell.number,
        pin=pins.printed(key, spell.person_id, settings.SECRET_KEY),
        unit=spell.unit.name if spell.unit else "",
        site=spell.site.name if spell.site else "",
    )


def _batch(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _seen_before(key: str, at: datetime) -> bool:
    first = AccessCard.objects.filter(batch=_batch(key)).order_by("issued_at").first()
    if first is None:
        return False
    if first.issued_at < at - SHOWN_FOR:
        raise AlreadyShown
    return True


def _hashed(printed: list[str]) -> list[str]:
    """argon2 lets go of the interpreter, so two threads keep two cores busy."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(lambda pin: pins.hashed(pin, settings.SECRET_KEY), printed))


# Signing in -----------------------------------------------------------------------------


class Refusal(Enum):
    NO_MATCH = auto()  # also: no such card, locked, on leave, gone
    EXPIRED = auto()
    OTHER_WAY = auto()


class CardRefused(Exception):
    """The card does not open; the message says what to do and not which part was wrong."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(_words(refusal))
        self.refusal = refusal


def _words(refusal: Refusal) -> str:
    if refusal is Refusal.EXPIRED:
        return _("This card is older than 30 days. Ask HR for a new one.")
    if refusal is Refusal.OTHER_WAY:
        return _("Your sign-in needs more than a card. Use your email address instead.")
    return _(
        "This number and PIN do not open a card. Check both. After five tries a card rests for "
        "15 minutes; HR can issue a new one at any time."
    )


def open_card(organization: Organization, *, number: str, pin: str, at: datetime) -> AccessCard:
    """The card that this number and PIN open, or CardRefused.

    Takes as long for a number that nobody has.  The fifth failure locks the card for a while;
    people on leave, and those who have left, have no card that opens.
    """
    found = _tried(organization, number, pins.normalized(pin), at)
    if isinstance(found, Refusal):
        raise CardRefused(found)
    return found


@transaction.atomic
def _tried(organization: Organization, number: str, pin: str, at: datetime) -> AccessCard | Refusal:
    card = queries.card_of(number, today(organization, at))
    peppers = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    right = pins.matches(pin, card.pin_hash if card else pins.NOBODY, peppers)
    if card is None or (card.locked_until and card.locked_until > at):
        return Refusal.NO_MATCH
    if not right:
        card.failures += 1
        if card.failures >= FAILURES:
            card.failures, card.locked_until = 0, at + LOCKED_FOR
        card.save(update_fields=["failures", "locked_until"])
        return Refusal.NO_MATCH
    if card.chosen_at is None and card.expires_at and card.expires_at < at:
        return Refusal.EXPIRED
    if not _opens_by_card(card.person.user):
        return Refusal.OTHER_WAY
    card.failures, card.locked_until = 0, None
    card.save(update_fields=["failures", "locked_until"])
    return card


def _opens_by_card(user: User | None) -> bool:
    """Whether a card may sign somebody in.

    Not where the sign-in has an address: it may belong to another organization, too, whose
    people no card of this one opens, even if this one's staff file no longer has the address.
    """
    return user is not None and user.email is None and not trust.is_trusted(user)


class WeakPin(Exception):
    """The chosen PIN will not do; the message says why."""


@transaction.atomic
def choose_pin(
    organization: Organization, *, card_id: int, stamp: str, pin: str, at: datetime
) -> AccessCard:
    """Put a PIN of the owner's own in the place of the printed one.

    `stamp` says which printed PIN was shown to have been right; if HR has issued another card
    since, or the person has gone on leave, CardRefused.  Raises WeakPin.
    """
    card = queries.open_cards(today(organization, at)).filter(pk=card_id).first()
    if card is None or stamp_of(card) != stamp or not _opens_by_card(card.person.user):
        raise CardRefused(Refusal.NO_MATCH)
    pin = pins.normalized(pin)
    number = queries.number_of(card.person, today(organization, at))
    if weakness := pins.weakness(pin, number):
        raise WeakPin(_weakness_words(weakness))
    if pins.matches(pin, card.pin_hash, [settings.SECRET_KEY]):
        raise WeakPin(_("Choose another PIN than the printed one."))
    card.pin_hash = pins.hashed(pin, settings.SECRET_KEY)
    card.chosen_at = at
    card.save(update_fields=["pin_hash", "chosen_at"])
    return card


def stamp_of(card: AccessCard) -> str:
    """Differs for each PIN that a card has had."""
    return hashlib.sha256(card.pin_hash.encode()).hexdigest()[:24]


def _weakness_words(weakness: pins.Weakness) -> str:
    return {
        pins.Weakness.NOT_DIGITS: _("Use digits only."),
        pins.Weakness.TOO_SHORT: _("Use at least 6 digits."),
        pins.Weakness.TOO_LONG: _("Use at most 12 digits."),
        pins.Weakness.TOO_SIMPLE: _("This PIN is easy to guess. Mix the digits more."),
        pins.Weakness.IS_NUMBER: _("Choose another PIN than your employee number."),
    }[weakness]
