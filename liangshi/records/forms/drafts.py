"""What a device sends of a form that is being written."""

import json

from django import forms

from liangshi.records.services.drafts import LONGEST


class DraftKeyForm(forms.Form):
    """Which form."""

    key = forms.RegexField(r"^[a-z][a-z0-9:._-]*$", max_length=120)


class DraftForm(forms.Form):
    """Its values by field name, each a list."""

    content = forms.CharField(max_length=LONGEST, strip=False)

    def clean_content(self) -> dict[str, list[str]]:
        """The values, where they have the shape of a form."""
        try:
            sent = json.loads(self.cleaned_data["content"])
        except ValueError as error:
            raise forms.ValidationError("json", code="json") from error
        if not isinstance(sent, dict):
            raise forms.ValidationError("shape", code="shape")
        for values in sent.values():
            if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
                raise forms.ValidationError("shape", code="shape")
        return sent
