from __future__ import annotations

from django.template import Context, Template
from django.utils import translation

PAGE = Template(
    "{% load i18n remembering %}{% remember 'test piece' key %}{{ said }}"
    "{% csrf_token %}{% translate 'Yes' %}{% endremember %}"
)


def shown(**context: str) -> str:
    return PAGE.render(Context(context))


def test_a_piece_is_rendered_once_for_each_key_and_language() -> None:
    first = shown(key="1", said="first", csrf_token="a")

    assert "first" in shown(key="1", said="second", csrf_token="a") == first
    assert "second" in shown(key="2", said="second", csrf_token="a")
    with translation.override("es"):
        assert "third" in shown(key="1", said="third", csrf_token="a")


def test_every_page_gets_its_own_form_token() -> None:
    shown(key="3", said="x", csrf_token="one")

    assert 'value="two"' in shown(key="3", said="x", csrf_token="two")


def test_what_is_remembered_is_still_escaped() -> None:
    assert "&lt;b&gt;" in shown(key="4", said="<b>", csrf_token="a")
