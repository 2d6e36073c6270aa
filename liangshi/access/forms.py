"""Forms of the access app."""

from django import forms
from django.contrib.auth import authenticate
from django.utils.translation import gettext_lazy as _

from liangshi.people.models import Account, School


class SignInForm(forms.Form):
    """School, name or number, password."""

    school = forms.CharField(label=_("学校"), max_length=80)
    number = forms.CharField(label=_("姓名或编号"), max_length=60)
    password = forms.CharField(label=_("密码"), widget=forms.PasswordInput, strip=False)

    account: Account

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        school = School.unscoped.filter(name=cleaned.get("school", "")).first()
        username = f"{school.code}:{cleaned.get('number', '')}" if school else ""
        account = authenticate(username=username, password=cleaned.get("password", ""))
        if account is None:
            raise forms.ValidationError(_("学校、编号或密码不对,请再试一次。"))
        self.account = account
        return cleaned
