"""What somebody wrote for themselves, set out by course and part: for a page, and for a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses.contents import CourseContent
from courses.kinds import registry
from training import events
from training.actions.private_texts import Written
from training.queries import Standing, content_of


@dataclass(frozen=True)
class Note:
    prompt: str
    text: str


@dataclass(frozen=True)
class NotesOfPart:
    slug: str
    title: str
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class NotesOfCourse:
    enrollment_id: int
    title: str
    cycle: str
    is_open: bool  # its parts can be opened and written in
    parts: tuple[NotesOfPart, ...]

    @property
    def count(self) -> int:
        return sum(len(part.notes) for part in self.parts)

    @property
    def name(self) -> str:
        """The title, and the cycle unless the title says it."""
        return self.title if self.cycle in self.title else f"{self.title}, {self.cycle}"


def by_course(
    written: Iterable[Written], standings: Iterable[Standing]
) -> tuple[NotesOfCourse, ...]:
    """The course assigned last comes first; parts and questions stand in their own order."""
    texts: dict[int, dict[str, dict[str, str]]] = {}
    for each in written:
        parts = texts.setdefault(each.enrollment_id, {})
        parts.setdefault(each.module, {})[each.field] = each.text
    latest_first = sorted(standings, key=lambda each: each.enrollment_id, reverse=True)
    return tuple(
        _of_course(each, texts[each.enrollment_id])
        for each in latest_first
        if each.enrollment_id in texts
    )


def _of_course(standing: Standing, texts: dict[str, dict[str, str]]) -> NotesOfCourse:
    original = content_of(standing.version_id, standing.digest)
    content = original.in_language(get_language() or original.language)
    return NotesOfCourse(
        enrollment_id=standing.enrollment_id,
        title=content.title,
        cycle=standing.cycle,
        is_open=standing.status not in events.ENDED,
        parts=tuple(_parts(content, texts)),
    )


def _parts(content: CourseContent, texts: dict[str, dict[str, str]]) -> Iterator[NotesOfPart]:
    for module in content.modules:
        answered = registry.of(module).answered(module, texts.get(module.slug, {}))
        if answered:
            notes = tuple(Note(prompt, _plain(text)) for prompt, text in answered)
            yield NotesOfPart(module.slug, module.title, notes)


def _plain(text: str) -> str:
    """Lines end as everywhere else; forms send them with a carriage return."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def as_file(courses: Iterable[NotesOfCourse], *, employer: str, on: date) -> str:
    """All of it as plain text, to be read anywhere."""
    day = date_format(on, _("l, F j, Y"))
    lines = [_("Your notes"), f"{employer}, {day}"]
    for course in courses:
        lines += ["", "", *_underlined(course.name, "=")]
        for part in course.parts:
            lines += ["", *_underlined(part.title, "-")]
            for note in part.notes:
                lines += ["", *([note.prompt, ""] if note.prompt else []), note.text]
    return "\n".join(lines) + "\n"


def _underlined(title: str, line: str) -> list[str]:
    return [title, line * len(title)]
