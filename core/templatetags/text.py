"""Template filters for Markdown."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from core import markdown

register = template.Library()


@register.filter(name="markdown")
def as_markdown(text: str) -> SafeString:
    """Blocks of Markdown, as HTML."""
    return markdown.to_html(text)


@register.filter
def inline_markdown(text: str) -> SafeString:
    """One line of Markdown, as HTML."""
    return markdown.to_inline_html(text)
