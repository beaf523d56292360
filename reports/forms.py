"""Forms of the reports' pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organizations.models import Unit
from reports.models import Export
from reports.selection import Selection
from training.models import Assignment

STATUS_CHOICES = [
    ("completed", _("Completed")),
    ("in_progress", _("In progress")),
    ("not_started", _("Not started")),
    ("overdue", _("Overdue")),
    ("waived", _("Waived")),
    ("withdrawn", _("Withdrawn")),
    ("expired", _("Expired")),
]


class ExportForm(forms.Form):
    """What a file is to hold, and how it is written."""

    assignment = forms.ModelChoiceField(
        label=_("Assignment"),
        queryset=Assignment.objects.none(),
        required=False,
        empty_label=_("All assignments"),
    )
    unit = forms.ModelChoiceField(
        label=_("Department"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=pgettext_lazy("filter", "All"),
    )
    status = forms.ChoiceField(
        label=_("Status"),
        choices=[("", pgettext_lazy("filter", "All")), *STATUS_CHOICES],
        required=False,
    )
    format = forms.ChoiceField(
        label=_("Format"),
        choices=[
            (Export.Format.XLSX, _("Excel, to work with")),
            (Export.Format.CSV, _("CSV, for other programs")),
            (Export.Format.PDF, _("PDF, to hand over")),
            (Export.Format.JSON, _("JSON, for machines")),
        ],
        widget=forms.RadioSelect,
        initial=Export.Format.XLSX,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assignment: forms.ModelChoiceField[Any] = self.fields["assignment"]  # type: ignore[assignment] # declared above
        assignment.queryset = Assignment.objects.exclude(state=Assignment.State.DRAFT).order_by(
            "-created_at", "-pk"
        )
        unit: forms.ModelChoiceField[Any] = self.fields["unit"]  # type: ignore[assignment] # declared above
        unit.queryset = Unit.objects.order_by("name")

    @property
    def chosen(self) -> Selection:
        """Of a valid form."""
        assignment, unit = self.cleaned_data["assignment"], self.cleaned_data["unit"]
        return Selection(
            assignment_id=assignment.pk if assignment else None,
            unit_id=unit.pk if unit else None,
            status=self.cleaned_data["status"],
        )
