"""The employment that counts on a day, as a join."""

from __future__ import annotations

from datetime import date

from django.db.models import FilteredRelation, Q


def current_employment(path: str, on: date) -> FilteredRelation:
    """Joins the spell that has begun and not ended; `path` leads to employments.

    Spells of one person do not overlap, so the join adds no rows.
    """
    return FilteredRelation(
        path,
        condition=(Q(**{f"{path}__starts_on": None}) | Q(**{f"{path}__starts_on__lte": on}))
        & (Q(**{f"{path}__ends_on": None}) | Q(**{f"{path}__ends_on__gt": on})),
    )
