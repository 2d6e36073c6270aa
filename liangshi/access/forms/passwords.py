"""Choosing a password."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from liangshi.access.passwords import ADVICE
from liangshi.people.choices import Stage
from liangshi.people.models import Account, Region, School
from liangshi.people.services.accounts import SetUpDraft


def new_password_field(**options: Any) -> forms.CharField:
    """A password to be chosen."""
    return forms.CharField(
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        **options,
    )


class TwiceForm(forms.Form):
    """A new password, twice."""

    new_password = new_password_field(label=_("新密码"), help_text=ADVICE)
    again = new_password_field(label=_("再输入一次"))

    def owner(self) -> Account:
        """For whom the password is."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """Both alike, and not weak for this owner."""
        cleaned = super().clean() or {}
        password, again = cleaned.get("new_password"), cleaned.get("again")
        if password and again and password != again:
            self.add_error("again", gettext("两次输入的不一样，请再输入一次。"))
        elif password and again:
            try:
                validate_password(password, self.owner())
            except forms.ValidationError as error:
                self.add_error("new_password", error)
        return cleaned


class NewPasswordForm(TwiceForm):
    """The first own password, instead of a one-time one."""

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def owner(self) -> Account:
        return self.account


class ChangePasswordForm(NewPasswordForm):
    """Another password, by somebody who knows the present one."""

    present = forms.CharField(
        label=_("现在的密码"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ["present", "new_password", "again"]


class SetUpForm(TwiceForm):
    """The first page of an empty installation."""

    school = forms.CharField(label=_("学校全称"), help_text=_("例如：清河市明德中学"), max_length=80)
    stage = forms.ChoiceField(label=_("学段"), choices=Stage.choices, widget=forms.RadioSelect, initial=Stage.SENIOR)
    region = forms.CharField(label=_("所在地区"), help_text=_("市、区或县，例如：清河市"), max_length=60)
    name = forms.CharField(label=_("您的姓名"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    number = forms.CharField(
        label=_("您的工号"),
        help_text=_("登录时用。没有工号可以自己定一个，例如 T001。"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    field_order = ["school", "stage", "region", "name", "number", "new_password", "again"]

    def owner(self) -> Account:
        """The administrator to be, not stored yet."""
        cleaned = self.cleaned_data
        region = Region(name=cleaned.get("region", ""))
        school = School(name=cleaned.get("school", ""), region=region)
        return Account(name=cleaned.get("name", ""), number=cleaned.get("number", ""), school=school)

    def draft(self) -> SetUpDraft:
        """What was said, frozen."""
        cleaned = self.cleaned_data
        return SetUpDraft(
            school=cleaned["school"],
            stage=Stage(cleaned["stage"]),
            region=cleaned["region"],
            name=cleaned["name"],
            number=cleaned["number"],
            password=cleaned["new_password"],
        )
