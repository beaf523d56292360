"""What the layouts need to know of the page that extends them."""

from __future__ import annotations

from django import template
from django.template import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY

register = template.Library()


@register.simple_tag(takes_context=True)
def nav_current(context: Context) -> str:
    """The key that a page gives in `{% block nav_current %}people{% endblock %}`, or nothing."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block("nav_current") if blocks else None
    return str(block.nodelist.render(context)).strip() if block else ""
