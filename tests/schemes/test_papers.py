"""The papers in Word: complete, in official Chinese, numbered, with the dates of the school's own calendar."""

import io
import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from docx import Document

from liangshi.domain.duties import Calendar, Exam, Span
from liangshi.domain.scheme import Scheme
from liangshi.domain.scheme.base import Rule
from liangshi.foundation.papers import numeral
from liangshi.people.models import CalendarDay, LeadershipPost, Term
from liangshi.schemes.papers.clauses import ALONE, TOGETHER, clauses_of
from liangshi.schemes.papers.duty_list import duty_list_document
from liangshi.schemes.papers.facts import Level, PaperFacts, Post
from liangshi.schemes.papers.handbook import handbook_document
from liangshi.schemes.papers.phrases import full_width, names_of
from liangshi.schemes.papers.scheme_paper import scheme_document
from liangshi.schemes.queries import catalogue, preset
from liangshi.schemes.queries.terms import school_calendar
from tests.schemes.filed import published
from tests.world import TODAY, World

SignIn = Callable[[str], Client]
KEYS = [entry.key for entry in catalogue()]
TERM = Span(date(2026, 9, 1), date(2027, 1, 30))
CALENDAR = Calendar(
    (TERM, Span(date(2027, 2, 22), date(2027, 7, 10))),
    exams=(Exam("期中考试", Span(date(2026, 11, 9), date(2026, 11, 12))),),
)


def facts(key: str) -> PaperFacts:
    return PaperFacts(
        "清河市明德中学", preset(key).scheme, 2, date(2026, 9, 1), date(2026, 8, 25), "",
        (Post("组长", "林知远", "全面负责"),), (Level("校长", "领导和调度"),),
    )  # fmt: skip


def text(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def subclasses(kind: type[Rule]) -> set[type[Rule]]:
    found = set(kind.__subclasses__())
    return found | {deeper for one in found for deeper in subclasses(one)}


def test_every_kind_of_rule_has_words() -> None:
    assert {one.__name__ for one in subclasses(Rule)} - {one.__name__ for one in {**ALONE, **TOGETHER}} == {"FormRule"}


@pytest.mark.parametrize("key", KEYS)
def test_the_scheme_prints_every_heading_every_form_and_the_leadership_group(key: str) -> None:
    scheme = preset(key).scheme
    printed = text(scheme_document(facts(key)))
    missing = [item.heading for item in scheme.outline if item.heading not in printed]
    assert missing == []
    assert [form.title for form in scheme.forms if form.title not in printed] == []
    assert "林知远" in printed
    assert "本方案自2026年9月1日起施行。" in printed


@pytest.mark.parametrize("key", KEYS)
def test_no_paper_shows_a_key_or_a_doubled_stop(key: str) -> None:
    written = [scheme_document(facts(key)), handbook_document(facts(key)),
               duty_list_document(facts(key), CALENDAR, TERM, "第一学期")]  # fmt: skip
    for content in written:
        printed = text(content)
        assert re.findall(r"[a-z]+[_-][a-z]+", printed) == []
        assert re.findall(r"[。；，：]{2,}|None|（）|“”", printed) == []
        assert re.findall(r"[\u4e00-\u9fff][,;:?!(]", printed) == []


def test_the_garbled_words_of_a_source_are_printed_in_the_wording_of_the_preset() -> None:
    printed = text(scheme_document(facts("shewopo-primary")))
    assert "德育为先”的方针" in printed
    assert "得方针" not in printed


def test_a_clause_with_its_own_wording_prints_it() -> None:
    scheme = preset("wuhu-2022").scheme
    duty = scheme.duties[0].model_copy(update={"wording": "导师要常和家长说说话"})
    found = clauses_of([duty], names_of(scheme))
    assert (found[0].title, found[0].text) == (duty.title, "导师要常和家长说说话。")


@pytest.mark.parametrize(
    ("key", "rule", "words"),
    [
        ("shewopo-primary", "talk", "导师每周与每名学生谈心谈话至少1次。其中，对特殊学生，每天至少1次。"),
        ("shewopo-primary", "quota", "每位导师一般指导3至5名学生，最多不超过8名。"),
        ("wuhu-2022", "home-visit", "导师每学年不定期对每名学生家访至少1次，每学年实现全覆盖。"),
        ("wuhu-2022", "growth-message", "导师每学期为每名学生撰写成长寄语1份，每学期实现全覆盖。于学期末完成。"),
        ("wuhu-2022", "quota", "每位导师原则上不超过15名学生。确需超过的，写明理由。"),
        ("shewopo-primary", "veto-ethics", "先听取导师陈述，再由领导小组决定，本学年考核作废。"),
        ("shewopo-primary", "leadership-meeting", "每两周1次"),
        (
            "wuhu-2022",
            "moment-study-change",
            "导师应在3个上学日内完成“谈心谈话”，在5个上学日内完成“家校沟通”，必要时告知家长。",
        ),
        ("wuhu-2022", "subject-choice", "导师应及时对每名学生进行选科指导。适用于高中。"),
    ],
)
def test_rules_read_as_an_office_would_write_them(key: str, rule: str, words: str) -> None:
    scheme: Scheme = preset(key).scheme
    found = scheme.rule(rule)
    assert found is not None
    assert words in clauses_of([found], names_of(scheme))[0].text


def test_the_duty_list_names_the_last_days_of_the_term() -> None:
    printed = text(duty_list_document(facts("shewopo-primary"), CALENDAR, TERM, "第一学期"))
    assert "9月30日、10月31日、11月30日、12月31日、1月29日前" in printed
    assert "期中考试（11月9日至11月11日）" in printed
    assert "特殊学生：每天至少1次。" in printed


def test_what_is_due_at_the_end_of_the_year_carries_the_year() -> None:
    printed = text(duty_list_document(facts("school-five-steps"), CALENDAR, TERM, "第一学期"))
    assert "2027年" in printed


def test_the_handbook_tells_what_to_do_in_danger_before_anything_else_of_wellbeing() -> None:
    printed = text(handbook_document(facts("baiyin-2025")))
    assert "立即打电话" in printed
    assert printed.index("立即打电话") < printed.index("时刻关注心理健康")


def test_pages_are_a4_with_the_margins_of_official_papers_and_numbers_at_the_outer_side() -> None:
    document = Document(io.BytesIO(scheme_document(facts("wuhu-2022"))))
    section = document.sections[0]
    margins = [round(side.mm) for side in (section.top_margin, section.bottom_margin, section.left_margin)]
    assert (round(section.page_width.mm), round(section.page_height.mm), margins) == (210, 297, [37, 35, 28])
    assert section.footer.paragraphs[0].text == "—  —"
    assert document.settings.odd_and_even_pages_header_footer


def test_no_page_holds_the_signature_alone() -> None:
    document = Document(io.BytesIO(duty_list_document(facts("wuhu-2022"), CALENDAR, TERM, "第一学期")))
    row = document.tables[-1].rows[-1]
    assert all(line.paragraph_format.keep_with_next for cell in row.cells for line in cell.paragraphs)
    after = [line for line in document.paragraphs if not line.text]
    assert after[-1].paragraph_format.keep_with_next
    assert not document.tables[0].rows[-1].cells[0].paragraphs[0].paragraph_format.keep_with_next


def test_numbers_are_written_as_offices_write_them() -> None:
    assert [numeral(number) for number in (1, 10, 12, 20, 34)] == ["一", "十", "十二", "二十", "三十四"]


def test_stops_between_chinese_are_full_width_and_others_stay() -> None:
    assert full_width("动之以情,晓之以理;(含民办)1:15") == "动之以情，晓之以理；（含民办）1:15"


def test_the_schools_calendar_is_read_with_its_days_off_and_exams(world: World) -> None:
    school = world.schools["mingde"]
    for day in (1, 2):
        CalendarDay.unscoped.create(school=school, date=date(2026, 10, day), kind="holiday", name="国庆节")
    for day in (9, 10):
        CalendarDay.unscoped.create(school=school, date=date(2026, 11, day), kind="exam", name="期中考试")
    calendar = school_calendar(school.pk, TODAY)
    assert calendar is not None
    assert not calendar.is_school_day(date(2026, 10, 1))
    assert calendar.exams == (Exam("期中考试", Span(date(2026, 11, 9), date(2026, 11, 11))),)


def test_a_teacher_downloads_the_papers_and_a_student_does_not(world: World, sign_in: SignIn) -> None:
    LeadershipPost.unscoped.create(
        school=world.schools["mingde"], staff=world.staff["lin"], post="组长", charge="全面负责"
    )
    published(world)
    for kind in ("scheme", "handbook", "duty_list"):
        answer = sign_in("li").get(f"/scheme/papers/{kind}/")
        assert answer.status_code == 200
        assert "明德中学" in text(answer.content)
        assert sign_in("xiaoming").get(f"/scheme/papers/{kind}/").status_code == 404
    assert "林知远" in text(sign_in("li").get("/scheme/papers/scheme/").content)
    assert sign_in("li").get("/scheme/papers/novel/").status_code == 404


def test_a_school_without_a_scheme_or_without_terms_is_told_so(world: World, sign_in: SignIn) -> None:
    assert "还没有施行的方案" in sign_in("li").get("/scheme/papers/").content.decode()
    assert sign_in("li").get("/scheme/papers/scheme/").status_code == 404
    published(world)
    Term.unscoped.filter(school=world.schools["mingde"]).delete()
    answer = sign_in("li").get("/scheme/papers/duty_list/", follow=True)
    assert "请先在“学校”里设好学期" in answer.content.decode()
