"""What the field template asks about a field."""

from __future__ import annotations

from django import forms, template
from django.forms import BoundField

register = template.Library()


@register.filter
def is_check(field: BoundField) -> bool:
    """Whether the label goes after the control: a single checkbox."""
    return isinstance(field.field.widget, forms.CheckboxInput)
