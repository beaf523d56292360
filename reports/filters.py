"""How HR narrows the list of people: everything is in the address."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from organizations.models import Site, Unit
from people.models import Person
from reports.forms import STATUS_CHOICES
from reports.queries import people as people_queries
from training.models import Assignment

HERE, AWAY, LEFT, EVERYBODY = "here", "on_leave", "left", "everybody"

ORDERS = {
    "name": ("family_name", "given_name", "pk"),
    "number": ("number", "pk"),
    "unit": ("unit_name", "family_name", "given_name", "pk"),
    "site": ("site_name", "family_name", "given_name", "pk"),
}


class PeopleFilter(django_filters.FilterSet):  # type: ignore[misc] # it has no types
    """Without anything chosen: everybody who works here."""

    q = django_filters.CharFilter(
        label=_("Name, employee number or email"), method="filter_q", max_length=100
    )
    assignment = django_filters.ModelChoiceFilter(
        label=_("Assignment"), queryset=lambda _request: _started(), empty_label=None, method="keep"
    )
    status = django_filters.ChoiceFilter(
        label=_("Where they stand"),
        choices=[*STATUS_CHOICES, ("none", _("Not enrolled"))],
        empty_label=_("Any"),
        method="filter_status",
    )
    unit = django_filters.ChoiceFilter(
        label=_("Department"), choices=[], empty_label=_("Any"), method="filter_unit"
    )
    site = django_filters.ModelChoiceFilter(
        label=_("Site"),
        queryset=lambda _request: Site.objects.order_by("name"),
        empty_label=_("Any"),
        method="filter_site",
    )
    who = django_filters.ChoiceFilter(
        label=_("Who"),
        choices=[
            (AWAY, _("On leave")),
            (LEFT, _("Left")),
            (EVERYBODY, _("Everybody, left or not")),
        ],
        empty_label=_("Works here"),
        method="keep",
    )
    email = django_filters.ChoiceFilter(
        label=_("Email"),
        choices=[("none", _("No email address")), ("some", _("Has an email address"))],
        empty_label=_("Any"),
        method="filter_email",
    )

    class Meta:
        model = Person
        fields: list[str] = []

    def __init__(
        self, data: Any, *, at: datetime, assignment: Assignment | None, **kwargs: Any
    ) -> None:
        self.at, self.assignment = at, assignment
        super().__init__(data, queryset=people_queries.people(at=at), **kwargs)
        units: list[tuple[str, Any]] = [("none", _("No department"))]
        units += [
            (str(pk), name) for pk, name in Unit.objects.order_by("name").values_list("pk", "name")
        ]
        self.filters["unit"].extra["choices"] = units

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        found: QuerySet[Any] = super().filter_queryset(queryset)
        who = self.form.cleaned_data.get("who")
        if who == LEFT:
            return found.filter(current__isnull=True)
        if who == AWAY:
            return found.filter(on_leave=True)
        return found if who == EVERYBODY else found.filter(current__isnull=False)

    def keep(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        del name, value
        return queryset

    def filter_q(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        del name
        return people_queries.named(queryset, value)

    def filter_status(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        del name
        if self.assignment is None:
            return queryset if value == "none" else queryset.none()
        return people_queries.standing(queryset, self.assignment.pk, value, at=self.at)

    def filter_unit(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        del name
        if value == "none":
            return queryset.filter(unit_id_=None)
        return queryset.filter(unit_id_=value)

    def filter_site(self, queryset: QuerySet[Any], name: str, value: Site) -> QuerySet[Any]:
        del name
        return queryset.filter(site_id_=value.pk)

    def filter_email(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        del name
        return queryset.filter(email__isnull=value == "none")


def order(found: QuerySet[Any], sort: str) -> QuerySet[Any]:
    """By one of ORDERS; a leading minus turns the first column around."""
    columns = ORDERS.get(sort.removeprefix("-"), ORDERS["name"])
    if sort.startswith("-"):
        columns = (f"-{columns[0]}", *columns[1:])
    return found.order_by(*columns)


def _started() -> QuerySet[Assignment]:
    return Assignment.objects.exclude(state=Assignment.State.DRAFT).order_by(
        "state", "-activated_at", "-pk"
    )
