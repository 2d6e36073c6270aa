"""One's own account."""

from django import forms
from django.utils.translation import gettext_lazy as _


class EmailForm(forms.Form):
    """Where notices are announced."""

    email = forms.EmailField(
        label=_("邮箱"),
        required=False,
        help_text=_("有新通知时往这里发一封提醒；邮件里没有具体内容。不填就不发。"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
