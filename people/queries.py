"""Reads of people: who is employed, how an import finds them, what a page shows of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import (
    Count,
    Exists,
    F,
    ForeignKey,
    ManyToOneRel,
    Model,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
)

from organizations.models import Site, Unit
from people.models import AccessCard, Employment, ImportRow, Person, RememberedMapping, StaffImport
from people.staff_files.known import PersonValues, Spell, SpellValues, Staff


def current(on: date) -> QuerySet[Person]:
    """People employed on a day, each with that spell as the one item of `spells`."""
    spells = Employment.objects.current(on)
    return Person.objects.filter(Exists(spells.filter(person=OuterRef("pk")))).prefetch_related(
        Prefetch(
            "employments",
            queryset=spells.select_related("unit", "site", "manager").order_by("starts_on", "pk"),
            to_attr="spells",
        )
    )


def employment_on(person: Person, on: date) -> Employment | None:
    """The spell somebody is in on a day."""
    return (
        Employment.objects.current(on)
        .filter(person=person)
        .select_related("unit", "site")
        .order_by("-starts_on", "-pk")
        .first()
    )


def zone_name(person: Person) -> str:
    """The time zone somebody works in: that of their site, else their organization's."""
    zone = (
        Employment.objects.filter(person=person, site__isnull=False)
        .order_by(F("ends_on").desc(nulls_first=True), F("starts_on").desc(nulls_last=True))
        .values_list("site__time_zone", flat=True)
        .first()
    )
    return zone or person.organization.time_zone


# For imports ----------------------------------------------------------------------------


def staff() -> Staff:
    """Everybody with all their spells, as `comparing` wants them: three queries."""
    people = {
        pk: PersonValues(given, family, preferred, email, language)
        for pk, given, family, preferred, email, language in Person.objects.values_list(
            "pk", "given_name", "family_name", "preferred_name", "email", "language"
        )
    }
    spells = tuple(
        Spell(pk, person, _spell_values(values))
        for pk, person, *values in Employment.objects.order_by(
            F("starts_on").asc(nulls_first=True), F("ends_on").asc(nulls_last=True), "pk"
        ).values_list(
            "pk",
            "person_id",
            "number",
            "unit__name",
            "site__name",
            "job_title",
            "manager_id",
            "is_manager",
            "starts_on",
            "ends_on",
            "on_leave",
            "leave_until",
        )
    )
    confirmed = Site.objects.filter(confirmed=True).values_list("name", flat=True)
    return Staff(people, spells, frozenset(name.lower() for name in confirmed))


def _spell_values(values: list[Any]) -> SpellValues:
    number, unit, site, job_title, manager, is_manager, starts, ends, on_leave, until = values
    return SpellValues(
        number, unit or "", site or "", job_title, manager, is_manager,
        _iso(starts), _iso(ends), on_leave, _iso(until),
    )  # fmt: skip


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def units_by_name() -> dict[str, int]:
    """Lower-case name → id."""
    return {name.lower(): pk for pk, name in Unit.objects.values_list("pk", "name")}


def sites_by_name() -> dict[str, int]:
    """Lower-case name → id."""
    return {name.lower(): pk for pk, name in Site.objects.values_list("pk", "name")}


def remembered_mapping() -> dict[str, str]:
    """Normalized header → field name, "" for a column that was left out."""
    return dict(RememberedMapping.objects.values_list("header", "field"))


def imports() -> QuerySet[StaffImport]:
    """All imports, the latest first, without their files."""
    return StaffImport.objects.select_related("by").defer("content", "plan").order_by("-created_at")


def latest_applied() -> StaffImport | None:
    """The one import that can be undone."""
    return imports().filter(stage=StaffImport.Stage.APPLIED).order_by("-applied_at", "-pk").first()


def unconfirmed_sites() -> QuerySet[Site]:
    """Sites that an import made and nobody has looked at."""
    return Site.objects.filter(confirmed=False)


def sites_to_show(*, everything: bool) -> QuerySet[Site]:
    """Sites to be confirmed, or all, those to be confirmed first."""
    found = Site.objects.order_by("confirmed", "name")
    return found if everything else found.filter(confirmed=False)


def people_by_site(on: date) -> dict[int, int]:
    """Site → how many people work there on a day."""
    rows = (
        Employment.objects.current(on)
        .exclude(site=None)
        .values_list("site")
        .annotate(count=Count("pk"))
    )
    return dict(rows)


def rows_of(staff_import: StaffImport) -> QuerySet[ImportRow]:
    """What there is to say about an import's rows, in the order of the file."""
    return ImportRow.objects.filter(staff_import=staff_import).order_by("number", "pk")


def with_records(people: Iterable[int]) -> set[int]:
    """Which of these people something outside this package refers to.

    Whoever has been enrolled, has completed, attended or led something has records; they are
    found by asking every table that points at people, whichever packages there are.
    """
    wanted = list(people)
    found: set[int] = set()
    for field in foreign_keys_to(Person):
        if field.model._meta.app_label != Person._meta.app_label:
            found |= referred_to(field, wanted)
    return found


def foreign_keys_to(model: type[Model]) -> list[ForeignKey[Any, Any]]:
    """Every foreign key that points at a model, also those without a way back."""
    relations = model._meta.get_fields(include_hidden=True)
    return [
        relation.field
        for relation in relations
        if isinstance(relation, ManyToOneRel) and isinstance(relation.field, ForeignKey)
    ]


def referred_to(field: ForeignKey[Any, Any], wanted: Iterable[int]) -> set[int]:
    """Which of these ids some row names in this foreign key."""
    rows = field.model._default_manager.filter(**{f"{field.attname}__in": list(wanted)})
    return set(rows.order_by().values_list(field.attname, flat=True).distinct())


# For access cards -----------------------------------------------------------------------


def without_email(on: date) -> QuerySet[Employment]:
    """Current spells of people who have no email address, in the order they are handed out."""
    return (
        Employment.objects.current(on)
        .filter(person__email=None)
        .select_related("person", "person__access_card", "unit", "site")
        .order_by("site__name", "unit__name", "person__family_name", "person__given_name", "pk")
    )


def is_id(text: str) -> bool:
    """Whether an address or a form has a number here that can be somebody's id."""
    return text.isascii() and text.isdecimal() and len(text) < 19


def cards_filter(found: QuerySet[Employment], chosen: Mapping[str, str]) -> QuerySet[Employment]:
    """By words of the name or number, unit, site, and whether there is a card in use."""
    unit, site, card = chosen.get("unit", ""), chosen.get("site", ""), chosen.get("card", "")
    people = [int(pk) for pk in chosen.get("people", "").split(".") if is_id(pk)]
    if people:  # as ticked in the list of people
        found = found.filter(person__in=people)
    if is_id(unit):
        found = found.filter(unit=int(unit))
    if is_id(site):
        found = found.filter(site=int(site))
    for word in chosen.get("q", "").split()[:4]:
        found = found.filter(
            Q(number__icontains=word)
            | Q(person__given_name__icontains=word)
            | Q(person__preferred_name__icontains=word)
            | Q(person__family_name__icontains=word)
        )
    if card == "none":
        found = found.filter(person__access_card=None)
    if card == "unused":
        found = found.filter(person__access_card__chosen_at=None)
    return found


def units_without_email(on: date) -> list[tuple[int, str, int]]:
    """Units with people who need a card: (id, name, how many)."""
    return list(
        without_email(on)
        .exclude(unit=None)
        .order_by("unit__name")
        .values_list("unit", "unit__name")
        .annotate(count=Count("pk"))
    )


def sites_without_email(on: date) -> list[tuple[int, str, int]]:
    """Sites with people who need a card: (id, name, how many)."""
    return list(
        without_email(on)
        .exclude(site=None)
        .order_by("site__name")
        .values_list("site", "site__name")
        .annotate(count=Count("pk"))
    )


def people_for_cards(ids: list[int], on: date) -> list[Person]:
    """Of these people, those who are employed and have no email address."""
    found = without_email(on).filter(person__in=ids).select_related("person__organization")
    return [spell.person for spell in found]


def open_cards(on: date) -> QuerySet[AccessCard]:
    """Cards of people who are employed and not on leave, locked until the transaction ends."""
    at_work = Employment.objects.current(on).filter(person=OuterRef("person"), on_leave=False)
    return (
        AccessCard.objects.filter(Exists(at_work))
        .select_for_update(of=("self",))
        .select_related("person", "person__user")
    )


def card_of(number: str, on: date) -> AccessCard | None:
    """The card of the employee with this number; leading zeros may be left out."""
    number = number.strip()
    if number.isascii() and number.isdigit():
        same = {"number__regex": f"^0*{number.lstrip('0') or '0'}$"}
    else:
        same = {"number__iexact": number}
    spell = Employment.objects.current(on).filter(person=OuterRef("person"), **same)
    return open_cards(on).filter(Exists(spell)).order_by("pk").first()


def number_of(person: Person, on: date) -> str:
    """The employee number of a current spell."""
    spell = employment_on(person, on)
    return spell.number if spell else ""
