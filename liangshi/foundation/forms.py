"""How forms are drawn."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Django's own renderer with our form and field templates."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
