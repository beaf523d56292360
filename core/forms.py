"""One field template for every form: label, hint, control, error, in that order."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class FieldGroupRenderer(TemplatesSetting):
    field_template_name = "forms/field.html"
    form_template_name = "forms/form.html"
