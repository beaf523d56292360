"""Forms of sign-in: allauth's, with labels instead of placeholders and our words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class Labelled:
    """No placeholder stands in for a label; `words` gives labels and hints by field."""

    words: dict[str, tuple[Any, Any]] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in self.words:
                field.label, field.help_text = self.words[name]
            if name == "code":
                field.widget.attrs.update(
                    {"class": "code", "autocapitalize": "characters", "spellcheck": "false"}
                )


class LoginForm(Labelled, account_forms.LoginForm):  # type: ignore[misc] # allauth is untyped
    words = {
        "login": (_("Email address"), ""),
        "password": (_("Password"), ""),
        "remember": (_("Keep me signed in on this device"), ""),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username webauthn"


class RequestLoginCodeForm(Labelled, account_forms.RequestLoginCodeForm):  # type: ignore[misc] # as above
    words = {"email": (_("Email address"), _("The one your employer writes to you at."))}


class ConfirmLoginCodeForm(Labelled, account_forms.ConfirmLoginCodeForm):  # type: ignore[misc] # as above
    words = {"code": (_("Code from the mail"), "")}


class ResetPasswordForm(Labelled, account_forms.ResetPasswordForm):  # type: ignore[misc] # as above
    words = {"email": (_("Email address"), "")}


class ResetPasswordKeyForm(Labelled, account_forms.ResetPasswordKeyForm):  # type: ignore[misc] # as above
    words = {
        "password1": (_("New password"), _("At least 12 characters. A short sentence works well.")),
        "password2": (_("New password, once more"), ""),
    }


class SetPasswordForm(Labelled, account_forms.SetPasswordForm):  # type: ignore[misc] # as above
    words = ResetPasswordKeyForm.words


class ChangePasswordForm(Labelled, account_forms.ChangePasswordForm):  # type: ignore[misc] # as above
    words = {"oldpassword": (_("Current password"), ""), **ResetPasswordKeyForm.words}


class ReauthenticateForm(Labelled, account_forms.ReauthenticateForm):  # type: ignore[misc] # as above
    words = {"password": (_("Password"), "")}


class SecondFactorForm(Labelled, mfa_forms.AuthenticateForm):  # type: ignore[misc] # as above
    words = {
        "code": (
            _("Code"),
            _("Six digits from your authenticator app, or one of your recovery codes."),
        )
    }


class ReauthenticateByCodeForm(Labelled, mfa_forms.ReauthenticateForm):  # type: ignore[misc] # as above
    words = SecondFactorForm.words


class ActivateAppForm(Labelled, ActivateTOTPForm):  # type: ignore[misc] # as above
    words = {"code": (_("Code that the app shows now"), "")}


class AddPasskeyForm(Labelled, AddWebAuthnForm):  # type: ignore[misc] # as above
    words = {
        "name": (_("Name"), _("To tell it from others: “My phone”, “Office laptop”.")),
        "passwordless": (
            _("Let it sign me in on its own, without a password"),
            _("It will ask for your fingerprint, your face or the PIN of the device."),
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


def _languages() -> list[tuple[str, Any]]:
    return [("", _("As my browser says")), *settings.LANGUAGES]


class PreferencesForm(forms.ModelForm):  # type: ignore[type-arg] # not generic at run time
    language = forms.ChoiceField(label=_("Language"), required=False, choices=_languages)

    class Meta:
        model = User
        fields = ["name", "language", "appearance"]
        labels = {"name": _("Name")}
        help_texts = {
            "name": _("How this site speaks to you. Your training records keep your employer's.")
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "appearance": forms.RadioSelect,
        }
