"""Who reads what of a case: the law and the query agree, field by field nobody reads what they may not."""

import io
from datetime import date, timedelta

import pytest
import time_machine
from docx import Document

from liangshi.access.queries import viewer_of
from liangshi.audit.models import Entry
from liangshi.domain.case_access import reaches_case
from liangshi.foundation.sealing import SealBrokenError
from liangshi.people.models import RoleAppointment
from liangshi.wellbeing.case_choices import EntryKind
from liangshi.wellbeing.models import CareLine, Case, CaseAction, CaseEntry, CaseMember, Screening, ScreeningLevel
from liangshi.wellbeing.queries.around import own_care_lines
from liangshi.wellbeing.queries.names import without_names
from liangshi.wellbeing.queries.readers import Why, facts_of, readers_of
from liangshi.wellbeing.services.case_care import LineDraft, NoLineError, say_what_helps
from liangshi.wellbeing.services.case_entries import EntryDraft, write_entry
from liangshi.wellbeing.services.case_law import UnfitForCaseError
from liangshi.wellbeing.services.case_team import ActionDraft, add_action
from liangshi.wellbeing.services.glass import Break, break_glass
from tests.wellbeing.case_world import NOW, SOON, WHY, a_case, by, fresh, in_team, related
from tests.world import PERSONAS, TODAY, World

SECRETS = {
    "trigger": "父母争吵之后整夜没睡",
    "protective": "最信任篮球队的教练",
    "notice": "请今晚不要让他独处",
    "what": "联系市第二医院预约",
    "why": WHY,
}
TEAM_READS = frozenset({"zhou", "gao"})


def full_case(world: World) -> Case:
    """A case with something in each place: gao in the team, wang told one line, li raised the concern."""
    case = a_case(world, raised_by="li")
    in_team(world, case, "gao")
    zhou = by(world, "zhou")
    assessed = {"level": "二级", "trigger": SECRETS["trigger"], "protective": SECRETS["protective"]}
    for kind, content in (
        (EntryKind.ASSESSMENT, assessed),
        (EntryKind.FAMILY_NOTICE, {"to": "母亲", "way": "phone", "text": SECRETS["notice"]}),
    ):
        write_entry(by=zhou, case=case, kind=kind, draft=EntryDraft(NOW.date(), content), now=NOW)
    add_action(by=zhou, case=case, draft=ActionDraft(SECRETS["what"], world.staff["zhou"], SOON, "task"), now=NOW)
    line = LineDraft(world.staff["wang"], "每天早读前打个招呼", SOON)
    say_what_helps(by=zhou, case=case, draft=line, now=NOW)
    return fresh(case)


def variants(world: World) -> list[Case]:
    """A plain case, one about an adult (gao holds it), one of a relative of the counsellor."""
    plain = full_case(world)
    about = a_case(world, "xiaohong", owner="gao", adults=("wang",))
    kin = a_case(world, "xiaogang", owner="zhou")
    related(world, "zhou", "xiaogang")
    break_glass(by=by(world, "lin"), target=plain, draft=Break("要看", 1), now=NOW)
    return [plain, about, kin]


@pytest.mark.parametrize("persona", PERSONAS)
def test_cases_within_reach_are_those_of_the_law(persona: str, world: World) -> None:
    cases = variants(world)
    viewer = by(world, persona)
    seen = set(Case.objects.visible_to(viewer))
    for case in cases:
        assert reaches_case(viewer, facts_of(case)) == (case in seen), case.number


@pytest.mark.parametrize("persona", PERSONAS)
def test_rows_of_a_case_exist_for_its_readers_only(persona: str, world: World) -> None:
    case = full_case(world)
    expected = persona in TEAM_READS
    for model in (CaseEntry, CaseAction):
        assert model.objects.visible_to(by(world, persona)).filter(case=case).exists() == expected
    others = CaseMember.objects.visible_to(by(world, persona)).filter(case=case)
    assert others.exists() == expected


@pytest.mark.parametrize("persona", [name for name in PERSONAS if name not in TEAM_READS])
def test_nobody_else_reads_a_word_of_it_on_any_page(persona: str, world: World, sign_in) -> None:
    case = full_case(world)
    student = world.students["xiaoming"]
    client = sign_in(persona)
    with time_machine.travel(NOW, tick=False):
        for address in (
            "/", "/cases/", "/cases/?show=closed", f"/cases/{case.public_id}/", f"/cases/{case.public_id}/chronology/",
            "/care/", "/care/overview/", "/care/figures/", "/care/glass/", "/notices/", "/audit/",
            f"/people/students/{student.public_id}/", f"/students/{student.public_id}/",
        ):  # fmt: skip
            page = client.get(address).content.decode()
            for name, secret in SECRETS.items():
                assert secret not in page, (address, name)


@pytest.mark.parametrize("persona", sorted(TEAM_READS))
def test_its_readers_read_all_of_it_and_each_reading_is_noted(persona: str, world: World, sign_in) -> None:
    case = full_case(world)
    with time_machine.travel(NOW, tick=False):
        page = sign_in(persona).get(f"/cases/{case.public_id}/").content.decode()
    for secret in SECRETS.values():
        assert secret in page
    row = Entry.unscoped.get(verb="case.read")
    assert (row.subject, row.actor) == (case.public_id, world.account(persona).pk)


def test_the_text_of_a_case_is_sealed_in_the_database_and_bound_to_its_row(world: World) -> None:
    full_case(world)
    stored = CaseEntry.unscoped.values_list("content", flat=True)
    assert not any(secret in text.text for text in stored for secret in SECRETS.values())
    first, second = CaseEntry.unscoped.order_by("pk")[:2]
    moved = second.__dict__["content"]
    first.__dict__["content"] = moved
    with pytest.raises(SealBrokenError):
        _ = first.content


def test_the_page_names_everybody_who_can_read_it_and_nobody_else(world: World) -> None:
    case = full_case(world)
    assert {(one.name, one.why) for one in readers_of(case, NOW)} == {("周心怡", Why.OWNER), ("高建平", Why.TEAM)}
    school = world.schools["mingde"]
    RoleAppointment.unscoped.create(
        account=world.account("chen"), school=school, role="counsellor", starts_on=date(2026, 9, 1)
    )
    break_glass(by=by(world, "lin"), target=case, draft=Break("要看", 1), now=NOW)
    named = {one.name for one in readers_of(case, NOW)}
    assert named == {"周心怡", "高建平", "陈小禾", "林知远"}
    reached = {name for name in PERSONAS if Case.objects.visible_to(by(world, name)).filter(pk=case.pk).exists()}
    assert reached == {"zhou", "gao", "chen", "lin"}
    assert "林知远" not in {one.name for one in readers_of(case, NOW + timedelta(hours=2))}


def test_a_mentor_sees_that_care_is_needed_and_what_to_do_until_the_day(world: World) -> None:
    full_case(world)
    wang = viewer_of(world.account("wang"), TODAY)
    asked = [(row.student, row.text) for row in own_care_lines(wang, NOW.date())]
    assert asked == [(world.students["xiaoming"], "每天早读前打个招呼")]
    assert not own_care_lines(wang, SOON + timedelta(days=1))
    assert not own_care_lines(viewer_of(world.account("li"), TODAY), NOW.date())


def test_a_line_of_care_goes_to_nobody_who_is_kept_away_and_has_words_and_an_end(world: World) -> None:
    case = full_case(world)
    related(world, "chen")
    with pytest.raises(UnfitForCaseError):
        say_what_helps(by=by(world, "zhou"), case=case, draft=LineDraft(world.staff["chen"], "看看", SOON), now=NOW)
    for draft in (LineDraft(world.staff["li"], "", SOON), LineDraft(world.staff["li"], "看看", date(2026, 9, 1))):
        with pytest.raises(NoLineError):
            say_what_helps(by=by(world, "zhou"), case=case, draft=draft, now=NOW)
    assert CareLine.unscoped.count() == 1


def test_the_printed_chronology_hides_other_children_and_keeps_the_own(world: World, sign_in) -> None:
    case = full_case(world)
    draft = EntryDraft(NOW.date(), {"text": "赵小明说钱小红和小红的同桌孙小刚都在场，钱小红先走了"})
    write_entry(by=by(world, "zhou"), case=case, kind=EntryKind.NOTE, draft=draft, now=NOW)
    client = sign_in("zhou")
    with time_machine.travel(NOW, tick=False):
        page = client.get(f"/cases/{case.public_id}/chronology/").content.decode()
        file = client.get(f"/cases/{case.public_id}/chronology.docx").content
    assert "赵小明说学生甲和学生甲的同桌学生乙都在场，学生甲先走了" in page
    words = "\n".join(
        cell.text for table in Document(io.BytesIO(file)).tables for row in table.rows for cell in row.cells
    )
    assert "学生甲" in words
    assert "钱小红" not in words
    assert Entry.unscoped.filter(verb="case.exported").count() == 2


def test_a_given_name_of_somebody_far_away_is_an_ordinary_word() -> None:
    texts = ("健康很重要，王健康也来了", "李明亮很明亮")
    hidden = without_names(texts, "赵小明", ["王健康", "李明亮"], ["李明亮"])
    assert hidden == ("健康很重要，学生甲也来了", "学生乙很学生乙")


def test_the_notice_to_the_family_comes_as_a_paper_with_room_for_their_answer(world: World, sign_in) -> None:
    case = full_case(world)
    entry = CaseEntry.unscoped.get(kind=EntryKind.FAMILY_NOTICE)
    file = sign_in("zhou").get(f"/cases/{case.public_id}/notices/{entry.public_id}.docx").content
    words = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(file)).paragraphs)
    assert SECRETS["notice"] in words
    assert "监护人签名" in words
    assert SECRETS["trigger"] not in words


@pytest.mark.parametrize("persona", PERSONAS)
def test_screening_levels_exist_for_the_counsellor_only_and_not_of_relatives(persona: str, world: World) -> None:
    school = world.schools["mingde"]
    row = Screening.unscoped.create(
        school=school, name="秋季测评", held_on=TODAY, forget_on=date(2027, 9, 1), imported_at=NOW,
        imported_by=world.account("zhou"),
    )  # fmt: skip
    for name in ("xiaoming", "xiaohong"):
        ScreeningLevel.unscoped.create(screening=row, student=world.students[name], level="二级")
    related(world, "zhou", "xiaohong")
    seen = ScreeningLevel.objects.visible_to(by(world, persona)).values_list("student__name", flat=True)
    assert list(seen) == (["赵小明"] if persona == "zhou" else [])


def test_while_one_writes_the_page_names_who_can_read_it(world: World, sign_in) -> None:
    case = full_case(world)
    with time_machine.travel(NOW, tick=False):
        page = sign_in("zhou").get(f"/cases/{case.public_id}/write/note/").content.decode()
    assert "周心怡、高建平" in page
