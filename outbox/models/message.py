from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from organizations.models import Organization
from organizations.ownership import ScopedManager, addressable


class MessageQuerySet(models.QuerySet["Message"]):
    def unsent(self) -> MessageQuerySet:
        return self.filter(state=Message.State.PROMISED)


MessageManager = ScopedManager.from_queryset(MessageQuerySet)


class Message(models.Model):
    """One email, promised once under a key.

    The text is not stored: the letter of this `kind` is composed from `reference` at the
    moment of sending, when its reason is looked at again (outbox.letters).
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
    reason = models.CharField(max_length=200, blank=True, default="")  # why withheld or failed
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = MessageManager()

    class Meta:
        constraints = [
            addressable("message"),
            models.UniqueConstraint(F("organization"), F("key"), name="mail_once"),
            models.CheckConstraint(
                condition=Q(state="promised", settled_at=None)
                | ~Q(state="promised") & Q(settled_at__isnull=False),
                name="settled_means_dated",
            ),
        ]
        indexes = [
            models.Index(
                fields=["not_before"], condition=Q(state="promised"), name="messages_to_send"
            ),
        ]

    def __str__(self) -> str:
        return self.key


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
