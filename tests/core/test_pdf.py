from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from core import pdf
from core.pdf import NotRendered

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_a_template_that_is_broken_says_which_and_never_quotes_its_data(
    settings: Any, tmp_path: Any
) -> None:
    folder = tmp_path / "templates" / "pdf"
    folder.mkdir(parents=True)
    (folder / "broken.typ").write_text("#json(bytes(sys.inputs.data)).missing")
    settings.BASE_DIR = tmp_path

    with pytest.raises(NotRendered, match=r"broken\.typ") as refusal:
        pdf.render("broken.typ", {"secret": "quoted"}, title="x", language="en", at=NOON)

    assert "quoted" not in str(refusal.value)
    assert refusal.value.__cause__ is None
