"""Totals and signatures below a table."""

import re

from .grid import Line
from .words import as_text

_FOOTER = re.compile(
    r"^(合计|总计|小计|共计|共\d*人|[男女]生[::共]|[男女]生?\d+人"
    r"|备注|说明|注[::]|注意|制表|填表|审核|填报|班主任签|校长签|日期[::])"
)


def first_text(line: Line) -> str:
    """What the line begins with."""
    return next((text for text in map(as_text, line.cells) if text), "")


def is_footer(line: Line, columns: int) -> bool:
    """A telling first word, and not a full row of so many columns."""
    if not _FOOTER.match(first_text(line)):
        return False
    values = {text for text in map(as_text, line.cells) if text}
    return len(values) <= max(2, columns // 2)
