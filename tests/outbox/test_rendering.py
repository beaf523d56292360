from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Origin
from django.utils import translation

from outbox import rendering
from outbox.envelopes import message_id
from outbox.letters import Letter
from outbox.rendering import inlined, letter
from reminders import wording
from reminders.planning import Kind

MAIL = Path(settings.BASE_DIR) / "templates" / "mail"


class Organization:
    name = "Fish & Chips <Ltd>"
    reply_to = "learning@fish.example"


def a_letter(**changed: object) -> Letter:
    words = wording.Words(
        subject="A subject",
        headline="A headline",
        greeting="Hello O'Brien,",
        paragraphs=("One & two.",),
        due="Due Friday, December 11",
        button="Start",
        after=("After.",),
        why="Because.",
    )
    context = {
        "organization": Organization,
        "language": "en",
        "words": words,
        "button": "Start",
        "button_url": "https://site.example/x?a=1&b=2",
        **changed,
    }
    return letter("reminders/mail/reminder", context, subject="A subject")


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_every_tag_with_a_class_carries_its_style() -> None:
    styled = [attributes for _, attributes in Tags(a_letter().html).found if "class" in attributes]
    assert len(styled) > 10
    assert all(attributes.get("style") for attributes in styled)


def test_html_is_escaped_and_text_is_not() -> None:
    made = a_letter()
    assert "Fish &amp; Chips &lt;Ltd&gt;" in made.html
    assert "Fish & Chips <Ltd>" in made.text
    assert "Hello O'Brien," in made.text
    assert "https://site.example/x?a=1&b=2" in made.text
    assert 'href="https://site.example/x?a=1&amp;b=2"' in made.html


def test_there_is_one_button_and_no_table_that_a_screen_reader_meets() -> None:
    tags = Tags(a_letter().html).found
    assert [a["href"] for tag, a in tags if tag == "a"] == ["https://site.example/x?a=1&b=2"]
    assert [tag for tag, _ in tags if tag in {"table", "img", "script", "link"}] == []
    assert [tag for tag, _ in tags if tag == "h1"] == ["h1"]


def test_the_text_has_no_gaps() -> None:
    assert "\n\n\n" not in a_letter().text
    assert not re.search(r"[ \t]\n", a_letter().text)


def test_a_class_that_means_nothing_is_refused_when_the_template_is_read() -> None:
    with pytest.raises(LookupError, match="nothing-of-the-kind"):
        inlined('<p class="nothing-of-the-kind">')


def test_styles_are_put_in_once_for_each_template(monkeypatch: pytest.MonkeyPatch) -> None:
    a_letter()
    read: list[Origin] = []
    original = rendering.InliningLoader.get_contents

    def counted(self: rendering.InliningLoader, origin: Origin) -> str:
        read.append(origin)
        return original(self, origin)

    monkeypatch.setattr(rendering.InliningLoader, "get_contents", counted)
    a_letter()
    assert read == []


def test_dark_screens_and_phones_have_rules_for_classes_that_exist() -> None:
    known = set(re.findall(r"^\.([a-z-]+)", (MAIL / "mail.css").read_text(), re.MULTILINE))
    used = set(re.findall(r"\.([a-z-]+)(?=[ ,{])", (MAIL / "dark.css").read_text()))
    assert used <= known


def test_the_mail_colors_are_the_tokens() -> None:
    """Spot check of the conversion: paper, ink, brand in light and dark."""
    light, dark = (MAIL / "mail.css").read_text(), (MAIL / "dark.css").read_text()
    for color in ("#faf7f2", "#18222f", "#005753"):
        assert color in light
    for color in ("#0f141a", "#eeebe5", "#73c9c1"):
        assert color in dark


def test_the_message_id_is_its_own_for_each_organization_and_key() -> None:
    ids = {message_id(o, k, domain="x.example") for o in (1, 2) for k in ("a", "b")}
    assert len(ids) == 4
    assert message_id(1, "a", domain="x.example") in ids


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("started", [True, False])
def test_every_reminder_says_what_it_is_about_and_shames_nobody(kind: Kind, started: bool) -> None:
    from datetime import date

    with translation.override("en"):
        words = wording.write(
            wording.Facts(
                kind=kind,
                organization="Northwind",
                course="Stepping in",
                called="Ana",
                started=started,
                due_on=date(2026, 12, 11),
                today=date(2026, 12, 15),
                asked_by="",
                can_reply=True,
            )
        )
    said = " ".join([words.subject, words.headline, *words.paragraphs, *words.after]).lower()
    assert "stepping in" in words.subject.lower()
    assert not {"late", "overdue", "failed", "must", "!", "immediately"} & set(
        re.findall(r"\w+|!", said)
    )
