"""The staff file of the demo organization.  Pure: the same file for the same day."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

GIVEN = """
Ana Marcus Priya Tomasz Lena DeShawn Rosa Amir Grace Samuel Jiwoo Kofi Inés Hana Luis Mia Olu
Fatima Viktor Chloe Diego Aisha Noah Linh Mateo Zofia Omar Ruth Dev Camila Ibrahim Nadia Peter
Yuki Esther Jamal Sofia Henrik Leila Caleb Marisol Arjun Beatriz Tyrone Wei Ivan Naomi Rafael
Greta Malik Paloma Kwame Irina Joaquín Tess Hyun Carmen Elias Dana Bao
"""
FAMILY = """
Ruiz Reed Raman Nowak Ortega Ward Kim Haddad Okafor Jensen Park Mensah Cruz Sato Kowalski Bryant
Adeyemi Novak Thompson Müller García Nguyen Cohen Rossi Silva Hall Diaz Petrov Rivera Watson Abdi
Larsen Moreau Chen O'Brien Patel Walker Soto Björk Mbeki Flores Stein Hughes Yamada Castillo Osei
Fischer Delgado Brandt Lopez Quinn Ali Santos Meyer Tran Cole
"""
UNITS = (  # name, people, jobs, share with an email address
    ("Warehouse", 176, ("Picker", "Packer", "Forklift Operator", "Inventory Clerk"), 0.35),
    ("Drivers", 118, ("Driver", "Driver Trainer", "Route Planner"), 0.6),
    ("Customer Care", 84, ("Care Specialist", "Care Analyst"), 1.0),
    ("Finance", 42, ("Accountant", "Payroll Specialist", "Analyst"), 1.0),
    ("Technology", 38, ("Engineer", "Support Technician"), 1.0),
    ("Leadership", 22, ("Director", "Regional Manager"), 1.0),
)
SITES = (
    ("Chicago Hub, IL", 0.44), ("Joliet DC, IL", 0.22), ("New York Office, NY", 0.16),
    ("Los Angeles DC, CA", 0.13), ("Denver Depot, CO", 0.05),
)  # fmt: skip
HEADER = (
    "Employee ID", "Legal First Name", "Legal Last Name", "Work Email", "Job Title", "Department",
    "Location", "Manager ID", "Hire Date", "Termination Date", "Employment Status",
    "Is People Manager", "Preferred Language",
)  # fmt: skip
DOMAIN = "northwind.example"
ANA = "ana.ruiz@northwind.example"


@dataclass(frozen=True)
class Employee:
    """One row of the demo's staff file."""

    number: str
    given: str
    family: str
    email: str
    job: str
    unit: str
    site: str
    manager: str
    hired: date
    ended: date | None
    status: str
    leads: bool
    language: str

    @property
    def row(self) -> tuple[str, ...]:
        return (
            self.number, self.given, self.family, self.email, self.job, self.unit, self.site,
            self.manager, self.hired.isoformat(), self.ended.isoformat() if self.ended else "",
            self.status, "Yes" if self.leads else "No", self.language,
        )  # fmt: skip


def employees(today: date, seed: int = 7) -> list[Employee]:
    """About 480 people in six units and five sites, with leavers, leave and newcomers."""
    chance = random.Random(seed)  # noqa: S311 - made-up people
    names = _names(chance)
    found: list[Employee] = []
    for unit, count, jobs, with_email in UNITS:
        leaders: list[str] = []
        for place in range(count):
            number = f"{len(found) + 1:06d}"
            leads = place % 18 == 0
            person = _employee(
                chance, number, next(names), unit, leads=leads, today=today, jobs=jobs,
                with_email=with_email, manager=chance.choice(leaders) if leaders else "",
            )  # fmt: skip
            found.append(person)
            if leads:
                leaders.append(number)
    return [_as_ana(person) if person.number == _ana_number() else person for person in found]


def as_csv(people: list[Employee]) -> bytes:
    """The file HR would upload."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    writer.writerows(person.row for person in people)
    return out.getvalue().encode()


def _ana_number() -> str:
    """Ana Ruiz, whose training the demo opens on, works in customer care."""
    return f"{UNITS[0][1] + UNITS[1][1] + 6:06d}"


def _as_ana(person: Employee) -> Employee:
    return replace(
        person, given="Ana", family="Ruiz", email=ANA, site="Chicago Hub, IL", ended=None,
        status="Active", language="English",
    )  # fmt: skip


def _names(chance: random.Random) -> Iterator[tuple[str, str]]:
    pairs = [(given, family) for given in GIVEN.split() for family in FAMILY.split()]
    pairs.remove(("Ana", "Ruiz"))
    chance.shuffle(pairs)
    return iter(pairs)


def _employee(
    chance: random.Random,
    number: str,
    name: tuple[str, str],
    unit: str,
    *,
    leads: bool,
    today: date,
    jobs: tuple[str, ...],
    with_email: float,
    manager: str,
) -> Employee:
    given, family = name
    hired = today - timedelta(days=int(chance.triangular(20, 3400, 700)))
    left = chance.random() < 0.04 and not leads
    ended = today - timedelta(days=chance.randint(10, 300)) if left else None
    on_leave = not left and chance.random() < 0.03
    has_email = leads or chance.random() < with_email
    return Employee(
        number=number,
        given=given,
        family=family,
        email=_email(given, family) if has_email else "",
        job=("Lead " if leads else "") + chance.choice(jobs),
        unit=unit,
        site=chance.choices([s for s, _ in SITES], [share for _, share in SITES])[0],
        manager=manager,
        hired=min(hired, ended - timedelta(days=30)) if ended else hired,
        ended=ended,
        status="Terminated" if left else "On Leave" if on_leave else "Active",
        leads=leads,
        language="Spanish" if chance.random() < 0.12 else "English",
    )


def _email(given: str, family: str) -> str:
    plain = f"{given}.{family}".lower().replace("'", "")
    for accent, letter in zip("áéíóúüöñ", "aeiouuon", strict=True):
        plain = plain.replace(accent, letter)
    return f"{plain}@{DOMAIN}"
