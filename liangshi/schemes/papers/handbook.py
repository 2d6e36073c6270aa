"""《导师工作指导手册》: the scheme as a mentor needs it, from the first meeting to the end of the year."""

from collections.abc import Iterable

from liangshi.domain.scheme import Scheme, mentor_roles
from liangshi.domain.scheme.base import Rule
from liangshi.domain.scheme.document import StatementKind
from liangshi.foundation.papers import Paper, numeral

from .clauses import clauses_of
from .facts import PaperFacts
from .phrases import Clause, Names, names_of
from .printing import write_clauses, write_forms

IN_DANGER = (
    "学生有危险时，先确保人身安全，不离开学生，立即打电话：紧急情况拨打110或120，同时电话告知学校。",
    "只陪伴、倾听、转告，不追问细节，不作诊断，不答应“替你保密”。",
    "把看到的、听到的写成事实，记下时间和学生的原话，交给负责的老师。",
)
HOW_TO_RECORD = (
    "写事实，不下结论。写“本周三次没有交作业”，不写“学习态度差”。",
    "家庭和心理情况只写与帮助学生有关的内容，用平和的词。",
    "补记的按真实日期记，并会注明是补记。",
    "“婉拒”“改约”“改为电话”都是如实的结果，不影响对导师的评价。",
    "不要求拍照留痕，照片从来不是必填。",
    "记录不在于多少，也不按条数考核；能由系统汇成的不重复填写。",
)
FIRST_MEETING = (
    "结对后先约一次面对面的见面，听学生说，少问多听。",
    "说清楚导师能做什么、怎样找到导师、哪些话会保密、哪些情况必须告诉学校。",
    "告诉学生：想和别的老师谈，或者想换导师，都可以提出，不需要理由，也不影响关系。",
    "与班主任、任课教师互通情况；与家长第一次联系，先说孩子的闪光点。",
)


def handbook_document(facts: PaperFacts) -> bytes:
    """The handbook with the forms that mentors use."""
    scheme = facts.in_force
    names = names_of(scheme)
    paper = Paper(facts.titled("导师工作指导手册"), under=f"（依据《{scheme.header.title}》第{facts.ordinal}版编写）")
    for heading, clauses in chapters_of(scheme):
        paper.heading(heading)
        write_clauses(paper, clauses, 1, heading)
    forms = [form for form in scheme.forms if mentor_roles(scheme) & {*form.authors, *form.readers}]
    paper.attachments([form.title for form in forms])
    paper.signed(scheme.header.author, facts.published_on)
    write_forms(paper, forms, names)
    return paper.written()


def chapters_of(scheme: Scheme) -> tuple[tuple[str, tuple[Clause, ...]], ...]:
    """一、…, 二、… with their clauses; a chapter without any is left out."""
    found = [(title, clauses) for title, clauses in _chapters(scheme, names_of(scheme)) if clauses]
    return tuple((f"{numeral(number)}、{title}", clauses) for number, (title, clauses) in enumerate(found, start=1))


def _chapters(scheme: Scheme, names: Names) -> Iterable[tuple[str, tuple[Clause, ...]]]:
    said = {kind: [rule for rule in scheme.statements if rule.kind is kind] for kind in StatementKind}
    people, matching, wellbeing = scheme.people, scheme.matching, scheme.wellbeing
    meaning = [*said[StatementKind.DEFINITION], *said[StatementKind.AIM], *said[StatementKind.PRINCIPLE]]
    mentors = mentor_roles(scheme)
    duties = [rule for rule in scheme.duties if rule.by in mentors]
    students = [rule for rule in scheme.duties if rule.by not in mentors]
    pairing: list[Rule] = [
        *people.mentors, *people.eligibility, *matching.quotas, *matching.ways, *matching.rounds, *matching.declines,
        *matching.several_mentors, *matching.terms, *matching.changes,
    ]  # fmt: skip
    watching: list[Rule] = [
        *wellbeing.watches, *wellbeing.levels, *wellbeing.chains, *wellbeing.family_notices, *wellbeing.referrals,
        *wellbeing.mandatory_reports,
    ]  # fmt: skip
    appraisal = [rule for table, rule in scheme.placed_rules() if table[0] == "appraisal"]
    yield "认识全员导师制", clauses_of(meaning, names)
    yield (
        "导师做什么",
        clauses_of([*scheme.guidance, *scheme.emphases, *people.teams, *said[StatementKind.MANNER]], names),
    )
    yield "怎样结对", clauses_of(pairing, names)
    yield "第一次见面", _advice("第一次见面", FIRST_MEETING)
    yield "日常任务", clauses_of(duties, names)
    yield "关键时刻", clauses_of(scheme.moments, names)
    yield "学生做什么", clauses_of([*said[StatementKind.STUDENT_REQUIREMENT], *students], names)
    yield "心理关怀与危机应对", (Clause("有危险时", "先做下面三件事：", IN_DANGER), *clauses_of(watching, names))
    yield "怎样记录", _advice("怎样记录", HOW_TO_RECORD)
    yield "培训与研究", clauses_of(scheme.training, names)
    yield "考核与激励", clauses_of([*appraisal, *scheme.incentives], names)


def _advice(title: str, points: tuple[str, ...]) -> tuple[Clause, ...]:
    return (Clause(title, "", points),)
