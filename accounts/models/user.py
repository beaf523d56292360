from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str | None, password: str | None = None, **fields: Any) -> User:
        """A sign-in.  Without an email address it is one that access cards open."""
        user = self.model(email=email.lower() if email else None, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A sign-in.  Knows nothing of employers; what it may do is in its memberships."""

    class Appearance(models.TextChoices):
        SYSTEM = "system", _("As this device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    email = models.EmailField(_("Email address"), null=True, blank=True, unique=True)
    name = models.CharField(_("Name"), max_length=200, blank=True, default="")
    language = models.CharField(_("Language"), max_length=8, blank=True, default="")
    appearance = models.CharField(
        _("Appearance"), max_length=6, choices=Appearance, default=Appearance.SYSTEM
    )
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False)
    second_factor_offered_at = models.DateTimeField(null=True, blank=True)
    joined_at = models.DateTimeField(default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []  # type: ignore[misc] # the base has it per class

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(email=None) | Q(email=Lower("email")), name="user_emails_are_lower_case"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email or f"user {self.pk}"

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0] if self.name else ""
