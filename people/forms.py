"""Forms of imports, sites and access cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from core.spreadsheets import Unreadable
from organizations.forms import time_zones
from organizations.models import Site
from people.models import StaffImport
from people.staff_files.columns import DATE_FIELDS, Field
from people.staff_files.dates import Order

FIELD_NAMES = {
    Field.NUMBER: _("Employee number"),
    Field.GIVEN_NAME: _("First name"),
    Field.FAMILY_NAME: _("Last name"),
    Field.FULL_NAME: _("Whole name in one cell"),
    Field.PREFERRED_NAME: _("Preferred name"),
    Field.EMAIL: _("Email address"),
    Field.JOB_TITLE: _("Job title"),
    Field.UNIT: _("Department"),
    Field.SITE: _("Location"),
    Field.MANAGER: _("Manager’s employee number"),
    Field.STARTS_ON: _("Hire date"),
    Field.ENDS_ON: _("Last day of employment"),
    Field.STATUS: _("Status (active, on leave, terminated)"),
    Field.LEAVE_UNTIL: _("Back from leave on"),
    Field.IS_MANAGER: _("Manages people (yes or no)"),
    Field.LANGUAGE: _("Language"),
}
ORDERS = [
    ("", _("As the dates themselves say")),
    (Order.MDY.value, _("Month first: 12/31/2026")),
    (Order.DMY.value, _("Day first: 31.12.2026")),
]


class UploadForm(forms.Form):
    """A staff file.  `key` makes the same form sent twice one import."""

    file = forms.FileField(
        label=_("Staff file"),
        help_text=_("CSV or XLSX, up to 25 MB, one row for each person, headers in the first row."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        error_messages={
            "empty": _("The file is empty. Export it again and check that it has rows.")
        },
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def add_reason(self, error: Unreadable) -> None:
        """What is wrong with the file, beside the field."""
        self.add_error("file", error.reason)

    @property
    def upload(self) -> UploadedFile[Any]:
        found: UploadedFile[Any] = self.cleaned_data["file"]
        return found


class ColumnsForm(forms.Form):
    """What each column of a file means, and how its dates are written."""

    def __init__(
        self,
        headers: Sequence[str],
        mapping: dict[Field, int],
        orders: dict[str, str],
        data: Any = None,
    ) -> None:
        super().__init__(data)
        chosen = {column: field.value for field, column in mapping.items()}
        choices = [
            ("", _("Leave this column out")),
            *((f.value, n) for f, n in FIELD_NAMES.items()),
        ]
        for column, header in enumerate(headers):
            self.fields[f"column-{column}"] = forms.ChoiceField(
                label=_("Column “%(header)s” holds") % {"header": header or column + 1},
                choices=choices,
                required=False,
                initial=chosen.get(column, ""),
            )
        for field in DATE_FIELDS:
            if field in mapping:
                self.fields[f"order-{field.value}"] = forms.ChoiceField(
                    label=_("%(field)s is written") % {"field": FIELD_NAMES[field]},
                    choices=ORDERS,
                    required=False,
                    initial=orders.get(field.value, ""),
                )
        self.width = len(headers)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        seen: dict[str, int] = {}
        for column in range(self.width):
            name = data.get(f"column-{column}")
            if name and name in seen:
                self.add_error(
                    f"column-{column}",
                    _("“%(field)s” is chosen twice.") % {"field": FIELD_NAMES[Field(name)]},
                )
            elif name:
                seen[name] = column
        return data

    @property
    def mapping(self) -> dict[Field, int]:
        """The columns as chosen."""
        return {
            Field(name): column
            for column in range(self.width)
            if (name := self.cleaned_data.get(f"column-{column}"))
        }

    @property
    def orders(self) -> dict[Field, Order]:
        """Only those chosen by hand."""
        return {
            field: Order(order)
            for field in DATE_FIELDS
            if (order := self.cleaned_data.get(f"order-{field.value}"))
        }


class ApplyForm(forms.Form):
    """What happens to people who are not in the file."""

    missing = forms.ChoiceField(
        label=_("People who are not in this file"),
        choices=[
            (StaffImport.Missing.KEEP, _("Keep them as they are")),
            (StaffImport.Missing.END, _("They have left: end their employment today")),
        ],
        initial=StaffImport.Missing.KEEP,
        widget=forms.RadioSelect,
        required=False,
    )

    def clean_missing(self) -> str:
        return self.cleaned_data["missing"] or StaffImport.Missing.KEEP.value


class SiteForm(forms.ModelForm):  # type: ignore[type-arg] # not subscriptable when it runs
    """Where a site is: what decides when its people's days end and which rules hold."""

    class Meta:
        model = Site
        fields = ["time_zone", "country", "region"]
        labels = {
            "time_zone": _("Time zone"),
            "country": _("Country code"),
            "region": _("State or region code"),
        }
        help_texts = {"country": _("Such as US or CA."), "region": _("Such as IL or ON.")}

    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones)

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).upper()

    def clean_region(self) -> str:
        return str(self.cleaned_data["region"]).upper()


class _SitesThatAreThere(forms.BaseModelFormSet):  # type: ignore[type-arg] # as above
    """As many forms as there are sites, whatever number comes back from the browser."""

    def total_form_count(self) -> int:
        return min(super().total_form_count(), self.initial_form_count())

    def initial_form_count(self) -> int:
        return min(super().initial_form_count(), len(self.get_queryset()))


SiteFormSet = forms.modelformset_factory(
    Site, form=SiteForm, formset=_SitesThatAreThere, extra=0, edit_only=True
)


class OrganizationCodeForm(forms.Form):
    """Which organization somebody with an access card belongs to."""

    code = forms.SlugField(
        label=_("Organization code"),
        help_text=_("It is on your card, below the address."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "organization", "autocapitalize": "none"}),
    )

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).lower()


class CardForm(forms.Form):
    """Employee number and PIN."""

    number = forms.CharField(
        label=_("Employee number"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "username", "class": "code"}),
    )
    pin = forms.CharField(
        label=_("PIN"),
        max_length=20,
        help_text=_("The six digits on your card, or the PIN you chose."),
        widget=forms.PasswordInput(
            attrs={"autocomplete": "current-password", "inputmode": "numeric", "class": "code"}
        ),
    )


class NewPinForm(forms.Form):
    """A PIN of one's own."""

    pin = forms.CharField(
        label=_("New PIN"),
        max_length=20,
        help_text=_("6 to 12 digits that nobody guesses: not your birthday, not 123456."),
        widget=forms.PasswordInput(
            attrs={"autocomplete": "new-password", "inputmode": "numeric", "class": "code"}
        ),
    )
    again = forms.CharField(
        label=_("The same PIN again"),
        max_length=20,
        widget=forms.PasswordInput(
            attrs={"autocomplete": "new-password", "inputmode": "numeric", "class": "code"}
        ),
    )
