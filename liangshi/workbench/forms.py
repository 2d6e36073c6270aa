"""Forms of the workbench."""

from django import forms
from django.utils.translation import gettext_lazy as _

from liangshi.workbench.queries import AuditFilter

KINDS = (
    ("", _("全部内容")),
    ("student", _("学生")),
    ("staff", _("教师")),
    ("guardian", _("监护人")),
    ("classgroup", _("班级")),
    ("roleappointment", _("角色")),
    ("academicyear", _("学年")),
    ("calendarday", _("校历")),
    ("club", _("社团")),
    ("school", _("学校")),
)


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
