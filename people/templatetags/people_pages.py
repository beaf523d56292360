"""What the pages of people ask of their data."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def of_site(counts: Mapping[int, int], site: int) -> int:
    """How many people work at a site."""
    return counts.get(site, 0)
