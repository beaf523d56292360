"""Markdown of content packs, as safe HTML."""

from __future__ import annotations

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_parser = MarkdownIt("commonmark", {"html": False, "typographer": True}).enable(
    ["table", "smartquotes", "replacements"]
)
_TAGS = {
    "p", "strong", "em", "ul", "ol", "li", "blockquote", "h2", "h3", "h4", "a", "br", "hr",
    "table", "thead", "tbody", "tr", "th", "td", "code",
}  # fmt: skip


@lru_cache(maxsize=4096)
def to_html(text: str) -> SafeString:
    """Blocks of Markdown; raw HTML in it comes out as text."""
    return _clean(_parser.render(text))


@lru_cache(maxsize=4096)
def to_inline_html(text: str) -> SafeString:
    """One line of Markdown, without a paragraph around it."""
    return _clean(_parser.renderInline(text))


def _clean(html: str) -> SafeString:
    cleaned = nh3.clean(
        html, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"https", "mailto", "tel"}
    )
    return mark_safe(cleaned)  # noqa: S308 - nh3 has just cleaned it
