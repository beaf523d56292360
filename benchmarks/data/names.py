"""Names and jobs to make people of."""

from __future__ import annotations

import random
import unicodedata

GIVEN = (
    "Ana", "Bjørn", "Carla", "Dev", "Elif", "Farah", "Grace", "Hiro", "Ines", "Jamal", "Katya",
    "Luis", "Małgorzata", "Noor", "Omar", "Priya", "Quinn", "Rosa", "Sam", "Tom", "Uma", "Viet",
    "Wanda", "Xin", "Yusuf", "Zoë",
)  # fmt: skip
FAMILY = (
    "Abara", "Baker", "Costa", "Diaz", "Ekström", "Flores", "Garcia", "Hall", "Ivanov", "Jones",
    "Kowalska", "Lopez", "Müller", "Nguyen", "O'Brien", "Patel", "Quispe", "Rodríguez", "Singh",
    "Tanaka", "Ueda", "Vega", "Wong", "Young", "Zhang",
)  # fmt: skip
JOBS = (
    "Picker", "Lead Picker", "Driver", "Dispatcher", "Customer Care Specialist", "Accountant",
    "Recruiter", "Counsel", "Account Manager", "Engineer", "Analyst", "Buyer", "Team Lead",
)  # fmt: skip


def person(chance: random.Random) -> tuple[str, str]:
    """A given and a family name."""
    return chance.choice(GIVEN), chance.choice(FAMILY)


def address(given: str, family: str, index: int, domain: str) -> str:
    """An address of ASCII letters, different for every index."""
    plain = unicodedata.normalize("NFKD", f"{given}.{family}").encode("ascii", "ignore").decode()
    plain = plain.lower().replace("'", "")
    return f"{plain}.{index}@{domain}"
