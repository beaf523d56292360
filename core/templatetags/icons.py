"""The `lucide` tag, with each icon drawn once for each size: `{% lucide "menu" size=20 %}`.

The library's own tag copies and writes the icon's tree at each use, which took a sixth of the
time of a page.  Settings give this one its name.
"""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide as drawn

register = template.Library()


@register.simple_tag
def lucide(name: str, *, size: int | None = 24, **attributes: object) -> SafeString:
    """An icon as inline SVG; `attributes` become those of its <svg>."""
    return _icon(name, size, tuple((key, str(value)) for key, value in attributes.items()))


@lru_cache(maxsize=512)
def _icon(name: str, size: int | None, attributes: tuple[tuple[str, str], ...]) -> SafeString:
    return mark_safe(drawn(name, size=size, **dict(attributes)))  # noqa: S308 - the library escapes
