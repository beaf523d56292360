"""Template filters for Markdown."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

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


@register.filter
def spoken(text: str) -> SafeString:
    """A line of speech in quotation marks; Spanish sets the full stop behind them."""
    said = markdown.to_inline_html(text)
    if (get_language() or "").startswith("es") and said.endswith("."):
        return SafeString(f"“{said[:-1]}”.")
    return SafeString(f"“{said}”")
