"""Why a file cannot be read, and what helps."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from liangshi.roster.sniffing import Refusal

_SAVE_AS = _("请在 Excel 或 WPS 里打开它，另存为“Excel 工作簿（.xlsx）”，再上传一次。")
_WORDS = {
    Refusal.EMPTY: (_("文件是空的。"), _("请检查是不是选错了文件，或者文件还没有保存。")),
    Refusal.TOO_LARGE: (
        _("文件有 %(megabytes)s MB，超过了 %(limit)s MB。"),
        _("名册通常很小。请删去图片和多余的工作表，或者按年级分成几个文件。"),
    ),
    Refusal.PROGRAM: (_("这是一个程序，不是表格。"), _("它没有被打开。如果别人告诉您这是名册，请先向对方确认。")),
    Refusal.NOT_A_TABLE: (_("这不是表格文件。"), _("可以导入 xlsx、xls、ods 和 csv 文件。")),
    Refusal.WORD: (
        _("这是文字文档，不是表格。"),
        _("请把文档里的表格复制到 Excel 或 WPS 表格里，保存为 xlsx 再上传。"),
    ),
    Refusal.PDF: (_("这是 PDF 文件。"), _("PDF 里的表格无法可靠读取，请向提供者要原来的表格文件。")),
    Refusal.PICTURE: (_("这是图片。"), _("请上传表格文件（xlsx、xls、ods 或 csv）。")),
    Refusal.WEB_PAGE: (_("这是网页，里面没有表格。"), _("可以导入 xlsx、xls、ods 和 csv 文件。")),
    Refusal.ENCRYPTED: (_("文件有打开密码。"), _("请在 Excel 或 WPS 里打开它，取消打开密码后保存，再上传一次。")),
    Refusal.BOMB: (
        _("文件展开后有 %(megabytes)s MB，远远超出名册的大小，因此没有打开。"),
        _("请新建一个表格，只复制名册内容过去，保存后再上传。"),
    ),
    Refusal.DAMAGED: (_("文件不完整或已损坏。"), _SAVE_AS),
    Refusal.UNREADABLE_TEXT: (_("看不懂这个文本文件的编码。"), _SAVE_AS),
    Refusal.TOO_MANY_ROWS: (_("表格超过 %(limit)s 行。"), _("请按年级分成几个文件，一个一个导入。")),
    Refusal.TOO_MANY_COLUMNS: (
        _("表格超过 %(limit)s 列。"),
        _("常见原因是最右边很远的地方有一个不小心留下的字。请只保留名册的列，保存后再上传。"),
    ),
    Refusal.TOO_MANY_SHEETS: (_("文件里超过 %(limit)s 张工作表。"), _("请分成几个文件，一个一个导入。")),
    Refusal.TOO_HEAVY: (
        _("打开这个文件要用的内存或时间太多，已经停下。"),
        _("常见原因是表格最下面或最右边很远的地方有一个不小心留下的字。请新建一个表格，只复制名册内容过去，再上传。"),
    ),
}


def refusal_words(code: str, params: Mapping[str, int | str]) -> tuple[str, str]:
    """(what is the matter, what helps)."""
    matter, cure = _WORDS[Refusal(code)]
    return str(matter) % params, str(cure)
