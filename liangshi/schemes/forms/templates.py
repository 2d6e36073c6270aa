"""The upload of a Word template, and what pages say when it is refused."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liangshi.schemes.papers.inspection import LARGEST, Fault, TemplateRefusedError

FAULT_WORDS = {
    Fault.TOO_LARGE: gettext_lazy("文件太大或内容太多，请不要超过 %(limit)s MB，图片请压缩后再放进去。"),
    Fault.NOT_WORD: gettext_lazy("这不是可以打开的 Word 文件，请另存为 docx 再上传。"),
    Fault.ACTIVE: gettext_lazy("文件里有宏、控件或嵌入的对象，为了安全不能使用，请去掉后再上传。"),
    Fault.EXTERNAL: gettext_lazy("文件引用了外部的图片、模板或文件，请改为放在文档里面。"),
    Fault.FETCHING_FIELD: gettext_lazy("文件里有会读取外部内容的域（%(field)s），请删去后再上传。"),
    Fault.SYNTAX: gettext_lazy("字段的写法不完整。请检查花括号是否成对，for 与 endfor、if 与 endif 是否对应。%(said)s"),
    Fault.NOT_ALLOWED: gettext_lazy("模板里只能用字段、循环和条件，不能用“%(what)s”。"),
    Fault.UNKNOWN_FIELD: gettext_lazy("没有名为“%(field)s”的字段，请对照下面的字段表修改。"),
    Fault.TOO_LONG: gettext_lazy("按这个模板生成的文件太长，请检查循环的写法。"),
}


def fault_words(refused: TemplateRefusedError) -> str:
    """Why a template is refused, in one sentence."""
    return str(FAULT_WORDS[refused.fault]) % refused.facts


class TemplateForm(forms.Form):
    """One docx file."""

    file = forms.FileField(
        label=gettext_lazy("Word 模板"),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
        help_text=gettext_lazy("docx 文件，不超过 2 MB。上传后先试着生成一份，看过预览再启用。"),
        error_messages={"required": gettext_lazy("请先选择一个文件。"), "empty": gettext_lazy("这个文件是空的。")},
    )

    def content(self) -> bytes:
        """The bytes, never more than may be read."""
        read: bytes = self.cleaned_data["file"].read(LARGEST + 1)
        return read

    def file_name(self) -> str:
        """The name as the school gave it, shortened."""
        name: str = self.cleaned_data["file"].name
        return name[-120:] or _("模板")
