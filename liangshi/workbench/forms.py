"""Forms of the workbench."""

from django import forms
from django.utils.translation import gettext_lazy as _

from liangshi.workbench.queries import AuditFilter
from liangshi.workbench.words import KIND_WORDS

KINDS = (("", _("全部内容")), *KIND_WORDS.items())


class AuditFilterForm(forms.Form):
    """Which entries the page shows."""

    person = forms.CharField(required=False, max_length=60)
    kind = forms.ChoiceField(required=False, choices=KINDS)
    subject = forms.CharField(required=False, max_length=60)
    readings = forms.BooleanField(required=False)

    def wanted(self) -> AuditFilter:
        """What was asked for; nonsense asks for nothing in particular."""
        self.full_clean()
        asked = self.cleaned_data
        return AuditFilter(
            person=asked.get("person") or "",
            kind=asked.get("kind") or "",
            subject=asked.get("subject") or "",
            only_readings=bool(asked.get("readings")),
        )
