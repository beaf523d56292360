"""A plan as bytes: what an import shows before, does, and can take back afterwards.  Pure."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from people.staff_files.comparing import Plan, Step
from people.staff_files.known import PersonValues, SpellValues


@dataclass
class SignIn:
    """The sign-in of somebody new: a user made for them, or one that was there."""

    person_id: int
    user_id: int
    is_new: bool
    needs_membership: bool


@dataclass
class StoredPlan:
    """Steps without what is said about them, and the spells of people who are not in the file.

    Once `frozen`, every person and spell has its id, and managers are ids of people.
    """

    steps: list[Step] = field(default_factory=list)
    missing: list[tuple[int, int]] = field(default_factory=list)  # spell, person
    sign_ins: list[SignIn] = field(default_factory=list)
    frozen: bool = False


def stored(plan: Plan) -> StoredPlan:
    """What of a plan is kept in one piece."""
    return StoredPlan(plan.steps, [(spell.id, spell.person) for spell in plan.missing])


def pack(plan: StoredPlan) -> bytes:
    """Compact and the same for the same plan."""
    document = {
        "frozen": plan.frozen,
        "steps": [[s.row, s.code, s.person_id, s.spell_id, s.person, s.spell] for s in plan.steps],
        "missing": plan.missing,
        "sign_ins": [[s.person_id, s.user_id, s.is_new, s.needs_membership] for s in plan.sign_ins],
    }
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode(), 1)


def unpack(packed: bytes) -> StoredPlan:
    """The reverse of `pack`."""
    document = json.loads(zlib.decompress(packed))
    return StoredPlan(
        steps=[_step(*parts) for parts in document["steps"]],
        missing=[(spell, person) for spell, person in document["missing"]],
        sign_ins=[SignIn(*parts) for parts in document["sign_ins"]],
        frozen=document["frozen"],
    )


def _step(row: int, code: Any, person_id: int, spell_id: int, person: Any, spell: Any) -> Step:
    return Step(
        row, code, person_id, spell_id,
        PersonValues(*person) if person else None,
        SpellValues(*spell) if spell else None,
    )  # fmt: skip


def fingerprint(packed: bytes) -> str:
    """Whether two plans do the same."""
    return hashlib.sha256(packed).hexdigest()


def freeze(plan: StoredPlan, person_ids: Mapping[int, int], spell_ids: Mapping[int, int]) -> None:
    """Put ids in the place of rows: `person_ids` by row, `spell_ids` by row."""

    def person(reference: int | None) -> int | None:
        return person_ids[-reference] if reference is not None and reference < 0 else reference

    for step in plan.steps:
        step.person_id = person(step.person_id) or 0
        if step.spell is not None:
            step.spell_id = step.spell_id or spell_ids[step.row]
            if step.spell.manager is not None and step.spell.manager < 0:
                step.spell = step.spell._replace(manager=person(step.spell.manager))
    plan.frozen = True
