"""Giving us a file."""

from django import forms
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    """One file, as the school has it."""

    file = forms.FileField(
        label=_("名册文件"),
        help_text=_("xlsx、xls、ods 或 csv。学校自己的表格就可以，上传后先看预览，不会马上写入。"),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt"}),
        error_messages={"required": _("请先选择一个文件。")},
    )
