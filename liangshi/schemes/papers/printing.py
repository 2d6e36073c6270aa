"""Sections and forms written into a paper, numbered 一、（一）1.（1）."""

from collections.abc import Callable, Iterable

from liangshi.domain.scheme.forms import FieldType, FormField, FormRule
from liangshi.domain.scheme.vocabulary import Sensitivity
from liangshi.foundation.papers import LEAD_FONT, TEXT_FONT, Paper, numeral

from .phrases import Clause, Names, said
from .sections import Section

Numbering = Callable[[int], str]
NUMBERED: tuple[Numbering, ...] = (
    lambda number: f"（{numeral(number)}）",
    lambda number: f"{number}. ",
    lambda number: f"（{number}）",
    lambda number: "①②③④⑤⑥⑦⑧⑨⑩"[number - 1] if number <= 10 else f"{number}）",
)
"""Numbers of what stands below a heading of depth 1, 2, 3."""
SHORT_LABEL = 5
"""Characters of a label that stand in one line with （必填）."""
BLANK_LINES = {FieldType.LONG_TEXT: 3}


def numbered(depth: int, number: int) -> str:
    """The number of what stands below a heading of that depth: （一） below 一、."""
    return NUMBERED[min(depth, len(NUMBERED)) - 1](number)


def write_sections(paper: Paper, sections: Iterable[Section]) -> None:
    """Every heading with its clauses."""
    for section in sections:
        paper.heading(section.words, section.depth)
        if section.text:
            paper.text(said(section.text))
        write_clauses(paper, section.clauses, section.depth, section.heading)


def write_clauses(paper: Paper, clauses: tuple[Clause, ...], depth: int, heading: str = "") -> None:
    """Clauses below a heading of that depth; one alone needs no number."""
    alone = len(clauses) == 1
    for number, clause in enumerate(clauses, start=1):
        if alone:
            lead = "" if clause.title in heading or heading in clause.title else said(clause.title)
        else:
            lead = f"{numbered(depth, number)}{said(clause.title)}"
        points_at = depth if not alone else depth - 1
        _write_clause(paper, clause, lead, LEAD_FONT if depth == 1 else TEXT_FONT, points_at)


def _write_clause(paper: Paper, clause: Clause, lead: str, font: str, depth: int) -> None:
    if lead or clause.text:
        paper.text(clause.text, lead=lead, lead_font=font, hold=bool(clause.points or clause.grid))
    for number, point in enumerate(clause.points, start=1):
        paper.text(point, lead=NUMBERED[min(depth, len(NUMBERED) - 1)](number), lead_font=TEXT_FONT)
    if clause.grid:
        paper.table(clause.grid.head, clause.grid.rows, clause.grid.widths)


def write_forms(paper: Paper, forms: Iterable[FormRule], names: Names, first: int = 1) -> None:
    """Each form as an attachment with its blanks."""
    for number, form in enumerate(forms, start=first):
        paper.attachment(number, form.title)
        write_form(paper, form, names)


def write_form(paper: Paper, form: FormRule, names: Names) -> None:
    """The blanks of a form, and below them who fills it in, who reads it, who keeps it."""
    if form.composed_of:
        paper.text(said(f"本档案由{names.papers(form.composed_of)}自动汇成，不另填写"))
    else:
        paper.table(("项目", "内容"), [row_of(field) for field in form.fields], (2, 5))
    readers = "仅填写人本人可看，愿意时再分享" if form.private else ""
    readers = readers or (f"可查看：{names.roles(form.readers)}" if form.readers else "")
    paper.note(f"说明：{said(f'填写：{names.roles(form.authors)}', readers, f'保管：{names.role(form.keeper)}')}")
    guarded = [field for field in form.fields if field.sensitivity in (Sensitivity.SENSITIVE, Sensitivity.RESTRICTED)]
    for field in guarded:
        readers = f"只给{names.roles(field.readers)}看" if field.readers else "只给据此采取行动的人看"
        paper.note(said(f"“{field.label}”属敏感内容，{readers}{f'，用于{field.purpose}' if field.purpose else ''}"))


def row_of(field: FormField) -> tuple[str, str]:
    """The label of a blank and the blank."""
    return _label(field), _blank(field)


def _label(field: FormField) -> str:
    if not field.required:
        return field.label
    return f"{field.label}{'' if len(field.label) <= SHORT_LABEL else chr(10)}（必填）"


def _blank(field: FormField) -> str:
    hint = f"（{field.hint}）" if field.hint else ""
    if field.choices:
        return "　".join(f"□{choice}" for choice in field.choices)
    if field.type is FieldType.YES_NO:
        return "□是　□否"
    if field.type is FieldType.SCALE and field.scale:
        return "　".join(f"□{point}" for point in range(1, field.scale + 1))
    if field.type in (FieldType.DATE, FieldType.DATETIME):
        return f"　　　　年　　月　　日{hint}"
    if field.type is FieldType.SIGNATURE:
        return "　　　　　　　　　　　　　　年　　月　　日"
    return hint + "\n" * BLANK_LINES.get(field.type, 0)
