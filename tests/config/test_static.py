"""Addresses of static files are worked out once, and are those of the manifest."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from config.static import StaticFiles


@pytest.fixture
def files(tmp_path: Path, settings: Any) -> StaticFiles:
    settings.DEBUG = False
    manifest = {"paths": {"site/base.css": "site/base.123.css"}, "version": "1.1", "hash": "9"}
    (tmp_path / "staticfiles.json").write_text(json.dumps(manifest))
    return StaticFiles(location=str(tmp_path), base_url="/static/")


def test_a_file_has_its_digest_in_its_address(files: StaticFiles) -> None:
    first, second = files.url("site/base.css"), files.url("site/base.css")

    assert (first, second) == ("/static/site/base.123.css",) * 2


def test_a_file_that_was_not_collected_is_refused_each_time(files: StaticFiles) -> None:
    for _ in range(2):
        with pytest.raises(ValueError, match="Missing staticfiles manifest entry"):
            files.url("site/nothing.css")
