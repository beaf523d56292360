"""Forms of an organization's settings and members."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from organizations.permissions import Role

ROLE_WORDS = {
    Role.EMPLOYEE: _("Employee: takes training"),
    Role.FACILITATOR: _("Facilitator: leads cohorts, sees who in them is ready"),
    Role.HR_ADMIN: _("HR admin: people, assignments, reminders, reports, settings"),
    Role.AUTHOR: _("Author: writes and publishes courses"),
    Role.AUDITOR: _("Auditor: reads completion records and the audit trail"),
    Role.OWNER: _("Owner: all that HR does, and who is a member"),
}
_REGIONS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian",
            "Pacific")  # fmt: skip


def time_zones() -> list[tuple[str, Any]]:
    """Zones by region, as a select shows them in groups."""
    names = sorted(available_timezones())
    groups = [
        (region, [(name, _city(name)) for name in names if name.startswith(f"{region}/")])
        for region in _REGIONS
    ]
    return [("UTC", "UTC"), *groups]


def _city(zone: str) -> str:
    return zone.split("/", 1)[1].replace("_", " ").replace("/", ", ")


class SettingsForm(forms.ModelForm):  # type: ignore[type-arg] # not generic at run time
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=time_zones,
        help_text=_("For people whose site has none of its own."),
    )
    quick_exit_url = forms.URLField(
        label=_("Quick exit goes to"),
        assume_scheme="https",
        help_text=_("Where “Leave this page quickly” leads: a harmless site."),
    )

    class Meta:
        model = Organization
        fields = [
            "name", "language", "industry", "time_zone", "work_starts", "work_ends",
            "quick_exit_url", "support", "reply_to",
        ]  # fmt: skip
        help_texts = {
            "industry": _("Stories that happen at such a place are offered first."),
            "support": _(
                "Shown to everybody who takes training: whom to talk to, one route a paragraph; "
                "**two stars** make a name bold. "
                "Name at least one person outside the line of management, and one outside the "
                "organization."
            ),
            "reply_to": _("Who reads what people answer to training mail."),
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "organization"}),
            "work_starts": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "work_ends": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "support": forms.Textarea(attrs={"rows": 8}),
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("work_starts"), cleaned.get("work_ends")
        if starts and ends and starts >= ends:
            self.add_error("work_ends", _("The working day must end after it starts."))
        return cleaned


class RolesForm(forms.Form):
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=list(ROLE_WORDS.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one role.")},
    )


class NewMemberForm(RolesForm):
    email = forms.EmailField(
        label=_("Email address"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ["email", "name", "roles"]
