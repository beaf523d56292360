"""Forms of training: a new assignment, and corrections."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.models import Course
from organizations.models import Site, Unit
from people.models import Employment
from training.actions.assigning import Draft
from training.audience import AudienceRule, Managers
from training.due import DueRule
from training.models import Assignment


class DayInput(forms.DateInput):
    """A day, by the browser's own calendar."""

    input_type = "date"

    def __init__(self, **attrs: Any) -> None:
        super().__init__(format="%Y-%m-%d", attrs=attrs)


# A slip of the finger in a year must not reach the arithmetic of days, which ends at 9999.
DAYS = [MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2199, 12, 31))]


class ReasonForm(forms.Form):
    """Why a record is corrected."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("It stays in the record, with your name."),
        max_length=200,
        error_messages={
            "required": gettext_lazy(
                "Say why, so that somebody who reads the record understands it."
            )
        },
    )


class DueForm(ReasonForm):
    due_on = forms.DateField(label=gettext_lazy("New due date"), widget=DayInput(), validators=DAYS)


WHO = [
    ("everybody", gettext_lazy("Everybody who is employed")),
    ("matching", gettext_lazy("People who match what is chosen below")),
    ("named", gettext_lazy("Only the people named below")),
]
MANAGERS = [
    (Managers.ANY.value, gettext_lazy("It does not matter")),
    (Managers.ONLY.value, gettext_lazy("Only people who manage others")),
    (Managers.NOT.value, gettext_lazy("Only people who manage nobody")),
]


class AssignmentForm(forms.Form):
    """A course, an audience and a due rule, as HR says them."""

    course = forms.ModelChoiceField(
        Course.objects.none(), label=gettext_lazy("Course"), empty_label=None
    )
    title = forms.CharField(
        label=gettext_lazy("Name of this assignment"),
        help_text=gettext_lazy("People see it on their page. Example: Everyone, yearly."),
        max_length=200,
    )
    cycle = forms.CharField(
        label=gettext_lazy("Training year"),
        help_text=gettext_lazy("A short label that stays in the records. Example: 2026-27."),
        max_length=20,
    )
    who = forms.ChoiceField(
        label=gettext_lazy("Who takes it"), choices=WHO, widget=forms.RadioSelect
    )
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label=gettext_lazy("In these departments"),
        help_text=gettext_lazy("Those below them count, too. None chosen: any department."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sites = forms.ModelMultipleChoiceField(
        Site.objects.none(),
        label=gettext_lazy("At these sites"),
        help_text=gettext_lazy("None chosen: any site."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    managers = forms.ChoiceField(
        label=gettext_lazy("Managers"), choices=MANAGERS, widget=forms.RadioSelect
    )
    hired_from = forms.DateField(
        label=gettext_lazy("Hired on or after"), required=False, widget=DayInput(), validators=DAYS
    )
    hired_to = forms.DateField(
        label=gettext_lazy("Hired on or before"), required=False, widget=DayInput(), validators=DAYS
    )
    people = forms.CharField(
        label=gettext_lazy("And these people"),
        help_text=gettext_lazy("Employee numbers or work email addresses, one on each line."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    without_units = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label=gettext_lazy("But not these departments"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    without_sites = forms.ModelMultipleChoiceField(
        Site.objects.none(),
        label=gettext_lazy("But not these sites"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    without_people = forms.CharField(
        label=gettext_lazy("And not these people"),
        help_text=gettext_lazy("Employee numbers or work email addresses, one on each line."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    due_on = forms.DateField(
        label=gettext_lazy("Due on"),
        help_text=gettext_lazy("Late begins when this day is over where the person is."),
        required=False,
        widget=DayInput(),
        validators=DAYS,
    )
    due_days = forms.IntegerField(
        label=gettext_lazy("Days that everybody gets at least"),
        help_text=gettext_lazy(
            "Counted from the hire date or from this assignment, whichever is later. With a date "
            "above, the later day counts: nobody who joins later starts out late."
        ),
        required=False,
        min_value=1,
        max_value=730,
    )
    keeps_open = forms.BooleanField(
        label=gettext_lazy("Enroll people who join later"),
        help_text=gettext_lazy("Checked every hour, as long as this assignment is open."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units, sites = Unit.objects.order_by("name"), Site.objects.order_by("name")
        courses = Course.objects.filter(current_version__isnull=False).order_by("title")
        for name, queryset in (
            ("course", courses), ("units", units), ("without_units", units),
            ("sites", sites), ("without_sites", sites),
        ):  # fmt: skip
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = queryset

    def clean_people(self) -> tuple[int, ...]:
        return found_people(self.cleaned_data["people"])

    def clean_without_people(self) -> tuple[int, ...]:
        return found_people(self.cleaned_data["without_people"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("hired_from"), data.get("hired_to")
        if first and last and first > last:
            self.add_error("hired_to", _("This is before the first hire date."))
        if "due_on" in data and "due_days" in data and not (data["due_on"] or data["due_days"]):
            self.add_error("due_on", _("Give a date, or a number of days below."))
        if not self.errors and self.rule.is_empty:
            self.add_error("who", _("Nobody is meant yet. Choose departments, sites or people."))
        return data

    @property
    def rule(self) -> AudienceRule:
        """The audience that the form describes."""
        data = self.cleaned_data
        matching = data["who"] == "matching"
        return AudienceRule(
            everybody=data["who"] == "everybody",
            units=_ids(data["units"]) if matching else (),
            sites=_ids(data["sites"]) if matching else (),
            managers=Managers(data["managers"]) if matching else Managers.ANY,
            hired_from=data["hired_from"] if matching else None,
            hired_to=data["hired_to"] if matching else None,
            people=data["people"],
            without_units=_ids(data["without_units"]),
            without_sites=_ids(data["without_sites"]),
            without_people=data["without_people"],
        )

    @property
    def plan(self) -> Draft:
        """What the form describes; only when it is valid."""
        data = self.cleaned_data
        return Draft(
            title=data["title"],
            course=data["course"],
            cycle=data["cycle"],
            audience=self.rule,
            due=DueRule(on=data["due_on"], days=data["due_days"]),
            keeps_open=data["keeps_open"],
        )


def first_values(on: date) -> dict[str, Any]:
    """What a new form suggests: everybody, two weeks, the training year of a day."""
    begins = on.year if on.month >= 7 else on.year - 1
    return {
        "who": "everybody",
        "managers": Managers.ANY.value,
        "cycle": f"{begins}-{(begins + 1) % 100:02d}",
        "due_days": 14,
        "keeps_open": True,
    }


def values_of(assignment: Assignment) -> dict[str, Any]:
    """The form's values for a plan that is changed."""
    rule = AudienceRule.model_validate(assignment.audience)
    due = DueRule.model_validate(assignment.due)
    who = "everybody" if rule.everybody else "matching" if rule.filters else "named"
    return {
        "course": assignment.course_id,
        "title": assignment.title,
        "cycle": assignment.cycle,
        "who": who,
        **rule.model_dump(include={"units", "sites", "without_units", "without_sites"}),
        "managers": rule.managers.value,
        "hired_from": rule.hired_from,
        "hired_to": rule.hired_to,
        "people": _numbers(rule.people),
        "without_people": _numbers(rule.without_people),
        "due_on": due.on,
        "due_days": due.days,
        "keeps_open": assignment.keeps_open,
    }


def found_people(text: str) -> tuple[int, ...]:
    """The people behind employee numbers and addresses; refuses those it cannot find."""
    asked = [line.strip() for line in text.replace(",", "\n").splitlines() if line.strip()]
    if not asked:
        return ()
    spells = Employment.objects.filter(ends_on=None)
    by_number = dict(spells.filter(number__in=asked).values_list("number", "person_id"))
    emails = [line.lower() for line in asked if "@" in line]
    by_email = {
        str(email).lower(): person_id
        for email, person_id in spells.filter(person__email__in=emails).values_list(
            "person__email", "person_id"
        )
    }
    found = {line: by_number.get(line) or by_email.get(line.lower()) for line in asked}
    if missing := [line for line, person_id in found.items() if person_id is None]:
        raise forms.ValidationError(
            _("Nobody employed here has: %(missing)s.") % {"missing": ", ".join(missing[:10])}
        )
    return tuple(dict.fromkeys(person_id for person_id in found.values() if person_id))


def _ids(rows: Any) -> tuple[int, ...]:
    return tuple(row.pk for row in rows)


def _numbers(people: tuple[int, ...]) -> str:
    """Employee numbers, one on each line."""
    spells = Employment.objects.filter(person__in=people).order_by("number")
    return "\n".join(dict(spells.values_list("person_id", "number")).values())
