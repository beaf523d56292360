"""Every kind of module there is."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from courses.kinds.base import Kind, ModuleContent
from courses.kinds.check.content import Check
from courses.kinds.check.play import CheckKind
from courses.kinds.lesson.content import Lesson
from courses.kinds.lesson.play import LessonKind
from courses.kinds.plan.content import Plan
from courses.kinds.plan.play import PlanKind
from courses.kinds.reflection.content import Reflection
from courses.kinds.reflection.play import ReflectionKind
from courses.kinds.scenario.content import Scenario
from courses.kinds.scenario.play import ScenarioKind
from courses.kinds.sorting.content import Sorting
from courses.kinds.sorting.play import SortingKind
from courses.kinds.survey.content import Survey
from courses.kinds.survey.play import SurveyKind

Module = Annotated[
    Lesson | Reflection | Sorting | Plan | Check | Survey | Scenario, Field(discriminator="kind")
]

KINDS: dict[str, Kind[Any]] = {
    kind.name: kind
    for kind in (
        LessonKind(), ReflectionKind(), SortingKind(), PlanKind(), CheckKind(), SurveyKind(),
        ScenarioKind(),
    )
}  # fmt: skip


def of(module: ModuleContent) -> Kind[Any]:
    """The kind that plays a module."""
    return KINDS[module.kind]  # type: ignore[attr-defined] # every member of Module has one
