from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from courses.contents import InvalidContent
from courses.packs import read_pack
from tests.courses import content


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack of one lesson and one survey."""
    survey = content.survey()
    write(tmp_path / "instrument.yaml", survey.pop("instrument"))
    write(tmp_path / "modules" / "reading.yaml", content.lesson())
    write(tmp_path / "modules" / "opening.yaml", {**survey, "instrument": "small"})
    write(tmp_path / "course.yaml", content.course() | {"modules": ["reading", "opening"]})
    return tmp_path


def write(path: Path, data: content.Data) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.safe_dump(data, sort_keys=False), "utf-8")


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(InvalidContent) as refusal:
        read_pack(folder)
    return refusal.value.problems


def test_a_folder_becomes_content_with_the_instrument_in_its_surveys(folder: Path) -> None:
    read = read_pack(folder)

    assert [module.slug for module in read.modules] == ["reading", "opening"]
    assert read.module("opening").definition["slug"] == "small"  # type: ignore[attr-defined] # a survey


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "modules" / "reading.yaml").unlink()

    assert problems_of(folder) == ["modules/reading.yaml: is missing"]


def test_a_file_nobody_asked_for_is_named(folder: Path) -> None:
    write(folder / "modules" / "extra.yaml", content.lesson("extra"))

    assert problems_of(folder) == [
        "modules/extra.yaml: is not in the list of modules in course.yaml"
    ]


def test_broken_yaml_is_told_with_its_line(folder: Path) -> None:
    (folder / "modules" / "reading.yaml").write_text("slug: reading\ntitle: [")

    [problem] = problems_of(folder)
    assert problem.startswith("modules/reading.yaml, line 2: ")


def test_a_key_written_twice_is_refused(folder: Path) -> None:
    path = folder / "modules" / "reading.yaml"
    path.write_text(path.read_text() + "title: Again\n")

    [problem] = problems_of(folder)
    assert problem.startswith("modules/reading.yaml, line ")
    assert problem.endswith("“title” is there twice")


def test_a_mistake_is_placed_in_its_file(folder: Path) -> None:
    write(folder / "modules" / "reading.yaml", content.lesson(minutes=0))

    assert problems_of(folder) == ["modules/reading.yaml › minutes: should be at least 1"]


def test_a_clock_time_and_a_yes_are_text_without_quotes(folder: Path) -> None:
    lesson = (folder / "modules" / "reading.yaml").read_text()
    (folder / "modules" / "reading.yaml").write_text(lesson.replace("title: One", "title: 21:04"))

    page = read_pack(folder).module("reading").pages[0]  # type: ignore[attr-defined] # a lesson
    assert page.title == "21:04"


def test_every_broken_file_is_told_at_once(folder: Path) -> None:
    (folder / "modules" / "reading.yaml").unlink()
    (folder / "modules" / "opening.yaml").write_bytes(b"\xff\xfe")

    assert problems_of(folder) == [
        "modules/reading.yaml: is missing",
        "modules/opening.yaml: should be saved as UTF-8",
    ]
