"""Forms of HR's cohort pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organizations.models import Membership, Site, Unit
from training.models import Assignment


class CohortForm(forms.Form):
    """A name and the assignment it takes together."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("As its people will read it, for example “Drivers, morning shift”."),
    )
    assignment = forms.ModelChoiceField(
        label=_("Assignment"), queryset=Assignment.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: forms.ModelChoiceField[Assignment] = self.fields["assignment"]  # type: ignore[assignment] # declared above
        chosen.queryset = Assignment.objects.filter(state=Assignment.State.ACTIVE).order_by(
            "-created_at"
        )


class JoinForm(forms.Form):
    """Whom to look for: by unit, site, and words."""

    unit = forms.ModelChoiceField(
        label=_("Department"), queryset=Unit.objects.none(), required=False, empty_label=_("Any")
    )
    site = forms.ModelChoiceField(
        label=_("Site"), queryset=Site.objects.none(), required=False, empty_label=_("Any")
    )
    q = forms.CharField(label=_("Name, employee number or email"), required=False, max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, places in (("unit", Unit.objects.all()), ("site", Site.objects.all())):
            field: forms.ModelChoiceField[Any] = self.fields[name]  # type: ignore[assignment] # as above
            field.queryset = places.order_by("name")


class LeadersForm(forms.Form):
    """Who leads a cohort."""

    leaders = forms.MultipleChoiceField(
        label=_("Facilitators"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, members: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: forms.MultipleChoiceField = self.fields["leaders"]  # type: ignore[assignment] # as above
        field.choices = [(str(member.pk), str(member.user)) for member in members]
