from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext

from organizations.models import Organization
from organizations.ownership import ScopedManager, addressable


class MessageQuerySet(models.QuerySet["Message"]):
    def unsent(self) -> MessageQuerySet:
        return self.filter(state=Message.State.PROMISED)

    def due(self, at: datetime) -> MessageQuerySet:
        """Promised, wanted by now, and certain not to have reached the mail server."""
        return self.unsent().filter(handed_over_at=None, not_before__lte=at)


MessageManager = ScopedManager.from_queryset(MessageQuerySet)


class Message(models.Model):
    """One email, promised once under a key.

    The text is not stored: the letter of this `kind` is composed from `reference` at the
    moment of sending, when its reason is looked at again (outbox.letters).

    `handed_over_at` is committed just before the mail server is given the last line of the
    mail.  Until then the mail cannot have been sent; from then on it is never sent again
    (docs/decisions/0002-mail-once.md).
    """

    class State(models.TextChoices):
        PROMISED = "promised"
        SENT = "sent"
        WITHHELD = "withheld"  # the reason for it was gone when it was to be sent
        FAILED = "failed"  # the last try failed, or the address is suppressed

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    reference = models.JSONField(default=dict)  # ids only
    recipient = models.EmailField()
    language = models.CharField(max_length=8, default="en")
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROMISED)
    subject = models.CharField(max_length=200, blank=True, default="")  # known once sent
    # Why withheld, failed or put off: in English, put into the reader's language by `why`.
    reason = models.CharField(max_length=200, blank=True, default="")
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    created_at = models.DateTimeField()
    handed_over_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = MessageManager()

    # The instant the letter is composed for; known only while it is being composed.
    composed_at: datetime | None = None

    class Meta:
        constraints = [
            addressable("message"),
            models.UniqueConstraint(F("organization"), F("key"), name="mail_once"),
            models.CheckConstraint(
                condition=Q(state="promised", settled_at=None)
                | ~Q(state="promised") & Q(settled_at__isnull=False),
                name="settled_means_dated",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(handed_over_at__isnull=False),
                name="sent_means_handed_over",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organization", "id"],
                condition=Q(state="promised"),
                name="messages_to_send",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def why(self) -> str:
        """The reason, in the active language."""
        return gettext(self.reason) if self.reason else ""


class Suppression(models.Model):
    """An address that is not written to: it bounced, or its owner asked."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    address = models.EmailField()
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = ScopedManager["Suppression"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(F("organization"), Lower("address"), name="suppressed_once"),
        ]

    def __str__(self) -> str:
        return self.address
