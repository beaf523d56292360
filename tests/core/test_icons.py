"""Icons are drawn once, and are the library's."""

from __future__ import annotations

from django.template import Context, Template
from lucide.templatetags.lucide import lucide


def test_the_tag_draws_what_the_library_draws() -> None:
    page = Template(
        '{% load lucide %}{% lucide "menu" size=20 class="wide-only" %}{% lucide name %}'
    )

    assert page.render(Context({"name": "x"})) == (
        lucide("menu", size=20, **{"class": "wide-only"}) + lucide("x")
    )


def test_attributes_from_a_page_are_escaped() -> None:
    page = Template('{% load lucide %}{% lucide "menu" title=title %}')

    drawn = page.render(Context({"title": '"><script>'}))

    assert "<script>" not in drawn
