"""How forms are drawn, and fields that all apps share."""

import re

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Django's own renderer with our form and field templates."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


_SEPARATORS = re.compile(r"[、,，;；/\s]+")


def split_words(typed: str) -> tuple[str, ...]:
    """The words of one line, however they are separated; each once."""
    return tuple(dict.fromkeys(word for word in _SEPARATORS.split(typed) if word))
