"""The interface is complete in Spanish, and what is served is what was translated."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

CATALOG = Path(settings.BASE_DIR) / "locale" / "es" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")


@pytest.fixture(scope="module")
def catalog() -> polib.POFile:
    return polib.pofile(str(CATALOG))


def texts(entry: polib.POEntry | polib.MOEntry) -> list[tuple[str, str]]:
    """Each original with its translation."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    return [(entry.msgid, entry.msgstr_plural[0]), (entry.msgid_plural, entry.msgstr_plural[1])]


def test_every_message_is_translated(catalog: polib.POFile) -> None:
    missing = [e.msgid for e in catalog if e.fuzzy or not all(said for _, said in texts(e))]
    assert missing == []


def test_every_translation_has_the_same_gaps_to_fill(catalog: polib.POFile) -> None:
    """A plural may say "one" in a word where the original has its number, and the other way."""

    def gaps(text: str) -> set[str]:
        return set(PLACEHOLDER.findall(text))

    wrong = [
        said
        for entry in catalog
        for original, said in texts(entry)
        if not gaps(said) <= gaps(entry.msgid) | gaps(entry.msgid_plural)
        or (not entry.msgid_plural and gaps(said) != gaps(original))
    ]
    assert wrong == []


def test_what_is_served_is_what_was_translated(catalog: polib.POFile) -> None:
    """`make messages` compiles; a catalog that was changed and not compiled fails here."""
    served = polib.mofile(str(CATALOG.with_suffix(".mo")))
    assert {(e.msgctxt, e.msgid): texts(e) for e in served} == {
        (e.msgctxt, e.msgid): texts(e) for e in catalog
    }


def test_every_message_of_the_product_is_in_the_catalog(
    catalog: polib.POFile, tmp_path: Path
) -> None:
    if shutil.which("xgettext") is None:
        pytest.skip("There is no xgettext on this machine (Debian: apt-get install gettext).")
    names = [path.name for path in Path(settings.BASE_DIR).iterdir() if path.is_dir()]
    left_out = {".venv", "tests", "benchmarks", "var", "docs", "locale", "requirements"}
    for name in names:
        if name not in left_out and not name.startswith("."):
            (tmp_path / name).symlink_to(Path(settings.BASE_DIR) / name)
    (tmp_path / "locale").mkdir()
    alone = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "--locale", "es",
         "--extension", "py,html,txt", "--symlinks", "--no-location"],
        cwd=tmp_path, env=alone, check=True, capture_output=True,
    )  # fmt: skip
    found = polib.pofile(str(tmp_path / "locale" / "es" / "LC_MESSAGES" / "django.po"))
    known = {(e.msgctxt, e.msgid, e.msgid_plural) for e in catalog}
    assert {(e.msgctxt, e.msgid, e.msgid_plural) for e in found} - known == set()


@pytest.mark.parametrize(
    ("accepted", "heading"), [("es", "Entrar"), ("es-MX,es;q=0.9", "Entrar"), ("fr", "Sign in")]
)
@pytest.mark.django_db
def test_a_page_speaks_the_language_the_browser_asks_for(accepted: str, heading: str) -> None:
    response = Client(headers={"accept-language": accepted}).get("/account/login/")
    assert f"<title>{heading}" in " ".join(response.content.decode().split())


def test_dates_stand_in_spanish_order() -> None:
    from datetime import date

    from django.utils.formats import date_format
    from django.utils.translation import gettext as _

    with translation.override("es"):
        assert date_format(date(2026, 12, 11), _("l, F j, Y")) == "viernes 11 de diciembre de 2026"


def test_no_template_fixes_the_order_of_a_date() -> None:
    fixed = re.compile(r'date:"[^"]*[FM] j')
    assert [
        path.name
        for path in (Path(settings.BASE_DIR) / "templates").rglob("*.html")
        if fixed.search(path.read_text("utf-8"))
    ] == []
