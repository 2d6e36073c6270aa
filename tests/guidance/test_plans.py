"""Plans in versions, goals, stage evaluations: written together, sensitive parts sealed, told on a day, answered."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from liangshi.guidance.models import Evaluation, Goal, PlanVersion
from liangshi.guidance.queries.plans import all_answers, evaluations_of, paper
from liangshi.guidance.services import evaluations, goals, plans
from liangshi.guidance.services.evaluations import EvaluationDraft
from liangshi.guidance.services.goals import GoalDraft
from liangshi.guidance.services.plans import PlanDraft
from liangshi.guidance.services.refusals import MovedError, NothingWrittenError, NotYoursError
from liangshi.notices.models import Notice
from liangshi.people.models import School

from .conftest import NOW, Guided, publish

SignIn = Callable[[str], Client]
FULL = {"state": "数学好", "family": "父母常年在外", "wishes": "考上师范", "aim_short": "每天预习"}
GOAL = GoalDraft(kind="goal", field="学业辅导", horizon="short", text="每天背十个单词", by_when=date(2026, 10, 1))
STAGE = EvaluationDraft("期中", NOW.date(), {"study": "进步明显", "mind": "最近睡不好", "change": "晚上少一张卷子"})

FORMS = """
[[forms]]
id = "own-plan"
title = "成长计划"
kind = "guidance_plan"
authors = ["mentor"]
readers = ["guardian"]
source = { document = "校", place = "四", words = "计划" }
reading = "导师写。"
fields = [
  { key = "aims", label = "目标（四能四会）", type = "long_text" },
  { key = "home", label = "家里的情况", type = "long_text", sensitivity = "sensitive", readers = ["mentor"], purpose = "帮助学生" },
  { key = "note", label = "只给班主任", readers = ["homeroom_teacher"] },
]
"""  # noqa: E501


def write(guided: Guided, person: str = "li", seen: int = 0, **answers: str) -> PlanVersion:
    return plans.write_plan(
        by=guided.by(person), student=guided.student(),
        draft=PlanDraft(seen, answers or FULL, ("学业辅导",), date(2026, 10, 15)), now=NOW,
    )  # fmt: skip


def read_by(guided: Guided, person: str, row: PlanVersion | Evaluation) -> set[str]:
    """The labels of the answers that a person reads."""
    answers = paper(guided.by(person), guided.world.students["xiaoming"], row).answers
    return {answer.key for answer in answers}


def test_a_change_is_a_new_version_and_the_old_one_stays(guided: Guided) -> None:
    first = write(guided)
    second = write(guided, seen=1, wishes="想当老师")
    assert (first.ordinal, second.ordinal) == (1, 2)
    first.refresh_from_db()
    assert all_answers(first)["wishes"] == "考上师范"


def test_two_who_write_at_once_do_not_overwrite_each_other(guided: Guided) -> None:
    write(guided)
    with pytest.raises(MovedError):
        write(guided, "xiaoming", wishes="旧页面上的话")
    assert write(guided, "xiaoming", seen=1, wishes="新页面上的话").ordinal == 2


@pytest.mark.parametrize("person", ["wang", "gao", "shen", "zhou", "xiaogang", "zhaoma"])
def test_nobody_writes_the_plan_but_the_student_and_the_mentor(person: str, guided: Guided) -> None:
    with pytest.raises(NotYoursError):
        write(guided, person)


def test_an_empty_plan_is_not_kept(guided: Guided) -> None:
    with pytest.raises(NothingWrittenError):
        plans.write_plan(by=guided.by("li"), student=guided.student(), draft=PlanDraft(0, {}), now=NOW)


def test_what_the_family_is_like_is_sealed_and_read_by_those_who_care_only(guided: Guided) -> None:
    row = write(guided)
    with connection.cursor() as cursor:
        cursor.execute("select answers, sealed from guidance_planversion")
        stored = "".join(map(str, cursor.fetchone()))
    assert "父母常年在外" not in stored
    for person in ("li", "wang", "zhou"):
        assert "family" in read_by(guided, person, row)
    for person in ("xiaoming", "zhaoma", "shen", "lin"):
        assert "family" not in read_by(guided, person, row)


def test_what_the_student_writes_leaves_the_sealed_part_as_it_was(guided: Guided) -> None:
    write(guided)
    row = write(guided, "xiaoming", seen=1, wishes="想当老师", family="学生猜到了这一栏")
    assert all_answers(row) == {"wishes": "想当老师", "family": "父母常年在外"}


def test_the_scheme_says_which_fields_there_are_who_writes_and_who_reads(guided: Guided) -> None:
    version = publish(guided.world, FORMS)
    with pytest.raises(NotYoursError):
        write(guided, "xiaoming", aims="会学习")
    row = write(guided, aims="会学习", home="奶奶带大", note="导师写不了这一栏")
    assert (row.scheme_version, row.form) == (version, "own-plan")
    assert all_answers(row) == {"aims": "会学习", "home": "奶奶带大"}
    assert read_by(guided, "li", row) == {"aims", "home"}
    assert read_by(guided, "wang", row) == read_by(guided, "xiaoming", row) == {"aims"}


def test_guardians_read_a_plan_from_the_day_on_which_they_were_told(guided: Guided) -> None:
    row = write(guided)
    assert not PlanVersion.objects.visible_to(guided.by("zhaoma")).exists()
    with pytest.raises(plans.NotYetError):
        plans.tell_plan(by=guided.by("li"), plan=row, on=NOW.date() + timedelta(days=1), now=NOW)
    with pytest.raises(NotYoursError):
        plans.tell_plan(by=guided.by("wang"), plan=row, on=NOW.date(), now=NOW)
    plans.tell_plan(by=guided.by("li"), plan=row, on=NOW.date(), now=NOW)
    assert PlanVersion.objects.visible_to(guided.by("zhaoma")).get() == row
    assert not PlanVersion.objects.visible_to(guided.by("sunba")).exists()
    with pytest.raises(plans.ToldAlreadyError):
        plans.tell_plan(by=guided.by("li"), plan=row, on=NOW.date(), now=NOW)


def test_goals_are_set_by_both_reached_and_changed_for_others(guided: Guided) -> None:
    xiaoming = guided.world.students["xiaoming"]
    first = goals.set_goal(by=guided.by("xiaoming"), student=xiaoming, draft=GOAL, now=NOW)
    second = goals.set_goal(by=guided.by("li"), student=xiaoming, draft=GOAL, now=NOW)
    goals.reach_goal(by=guided.by("li"), goal=first, words="坚持了三周", now=NOW)
    after = goals.change_goal(by=guided.by("xiaoming"), goal=second, draft=GOAL, words="太多了", now=NOW)
    states = {goal.pk: goal.state for goal in Goal.unscoped.all()}
    assert states == {first.pk: "reached", second.pk: "changed", after.pk: "active"}
    with pytest.raises(MovedError):
        goals.reach_goal(by=guided.by("li"), goal=first, words="", now=NOW)


def test_others_do_not_set_goals_and_no_goal_lies_behind(guided: Guided) -> None:
    xiaoming = guided.world.students["xiaoming"]
    for person in ("wang", "gao", "xiaogang", "zhaoma"):
        with pytest.raises(NotYoursError):
            goals.set_goal(by=guided.by(person), student=xiaoming, draft=GOAL, now=NOW)
    gone = GoalDraft("goal", "学业辅导", "short", "昨天的事", by_when=date(2026, 9, 9))
    with pytest.raises(goals.DayGoneError):
        goals.set_goal(by=guided.by("li"), student=xiaoming, draft=gone, now=NOW)


def test_subject_choice_is_a_goal_in_senior_high_only(guided: Guided) -> None:
    xiaoming = guided.world.students["xiaoming"]
    draft = GoalDraft("subject_choice", "生涯规划", "middle", "想好选物理还是历史")
    assert goals.set_goal(by=guided.by("li"), student=xiaoming, draft=draft, now=NOW).kind == "subject_choice"
    School.unscoped.filter(pk=xiaoming.school_id).update(stage="junior")
    xiaoming.school.refresh_from_db()
    with pytest.raises(goals.KindNotOfferedError):
        goals.set_goal(by=guided.by("li"), student=xiaoming, draft=draft, now=NOW)


def evaluated(guided: Guided) -> Evaluation:
    return evaluations.write_evaluation(by=guided.by("li"), student=guided.student(), draft=STAGE, now=NOW)


def told(guided: Guided) -> Evaluation:
    row = evaluated(guided)
    evaluations.tell_evaluation(by=guided.by("li"), evaluation=row, on=NOW.date(), now=NOW)
    row.refresh_from_db()
    return row


def test_an_evaluation_exists_for_the_family_once_it_was_told(guided: Guided) -> None:
    row = evaluated(guided)
    for person in ("xiaoming", "zhaoma"):
        assert not Evaluation.objects.visible_to(guided.by(person)).exists()
    evaluations.tell_evaluation(by=guided.by("li"), evaluation=row, on=NOW.date(), now=NOW)
    for person in ("xiaoming", "zhaoma"):
        assert read_by(guided, person, Evaluation.objects.visible_to(guided.by(person)).get()) == {"study", "change"}
    for person in ("xiaogang", "sunba"):
        assert not Evaluation.objects.visible_to(guided.by(person)).exists()
    assert set(Notice.unscoped.filter(kind="evaluation.told").values_list("account__name", flat=True)) == {
        "赵小明", "刘桂芳",
    }  # fmt: skip


def test_the_mind_is_read_by_those_who_care_and_by_nobody_else(guided: Guided) -> None:
    row = told(guided)
    readers = {
        person for person in ("li", "wang", "zhou", "shen", "lin", "gao") if "mind" in read_by(guided, person, row)
    }
    assert readers == {"li", "wang", "zhou"}


def test_an_evaluation_is_changed_until_it_is_told(guided: Guided) -> None:
    row, li = evaluated(guided), guided.by("li")
    better = EvaluationDraft("期中", NOW.date(), {"change": "每周运动三次"}, revision=1)
    evaluations.change_evaluation(by=li, evaluation=row, draft=better, now=NOW)
    row.refresh_from_db()
    assert (all_answers(row), row.revision) == ({"change": "每周运动三次"}, 2)
    with pytest.raises(MovedError):
        evaluations.change_evaluation(by=li, evaluation=row, draft=better, now=NOW)
    evaluations.tell_evaluation(by=li, evaluation=row, on=NOW.date(), now=NOW)
    with pytest.raises(plans.ToldAlreadyError):
        evaluations.change_evaluation(by=li, evaluation=row, draft=better, now=NOW)


@pytest.mark.parametrize("person", ["wang", "gao", "shen", "zhou", "xiaoming", "zhaoma"])
def test_nobody_evaluates_or_tells_but_the_mentor(person: str, guided: Guided) -> None:
    row = evaluated(guided)
    with pytest.raises(NotYoursError):
        evaluations.write_evaluation(by=guided.by(person), student=guided.student(), draft=STAGE, now=NOW)
    with pytest.raises(NotYoursError):
        evaluations.tell_evaluation(by=guided.by(person), evaluation=row, on=NOW.date(), now=NOW)


def test_student_and_guardian_answer_once_each_and_do_not_read_each_other(guided: Guided) -> None:
    row, xiaoming = told(guided), guided.world.students["xiaoming"]
    for person, words in (("xiaoming", "我会试"), ("zhaoma", "谢谢老师")):
        evaluations.answer_evaluation(by=guided.by(person), evaluation=row, text=words, now=NOW)
    for person, seen in (("xiaoming", ["我会试"]), ("zhaoma", ["谢谢老师"]), ("li", ["我会试", "谢谢老师"])):
        shown = evaluations_of(guided.by(person), [xiaoming.pk]).get()
        assert [answer.text for answer in shown.answered] == seen
    with pytest.raises(evaluations.AnsweredAlreadyError):
        evaluations.answer_evaluation(by=guided.by("xiaoming"), evaluation=row, text="再说一句", now=NOW)
    for stranger in ("sunba", "xiaogang", "li"):
        with pytest.raises(NotYoursError):
            evaluations.answer_evaluation(by=guided.by(stranger), evaluation=row, text="不是我的", now=NOW)


def test_what_was_not_told_is_not_answered(guided: Guided) -> None:
    row = evaluated(guided)
    with pytest.raises(NotYoursError):
        evaluations.answer_evaluation(by=guided.by("xiaoming"), evaluation=row, text="猜到了", now=NOW)


@time_machine.travel(NOW, tick=False)
def test_no_page_of_the_family_shows_a_sensitive_word(guided: Guided, sign_in: SignIn) -> None:
    plans.tell_plan(by=guided.by("li"), plan=write(guided), on=NOW.date(), now=NOW)
    told(guided)
    child = guided.world.students["xiaoming"].public_id
    pages = [
        sign_in("xiaoming").get(reverse("guidance:plan", args=[child])),
        sign_in("xiaoming").get(reverse("guidance:plan_write", args=[child])),
        sign_in("xiaoming").get(reverse("guidance:told")),
        sign_in("zhaoma").get(reverse("guidance:told")),
    ]
    for page in pages:
        text = page.content.decode()
        assert page.status_code == 200
        assert not [word for word in ("父母常年在外", "家庭情况", "最近睡不好", "心理状态") if word in text]
    assert "考上师范" in pages[0].content.decode()
    assert "晚上少一张卷子" in pages[3].content.decode()


@time_machine.travel(NOW, tick=False)
def test_through_pages_the_plan_is_written_changed_and_read_in_its_first_version(
    guided: Guided, sign_in: SignIn
) -> None:
    child = guided.world.students["xiaoming"].public_id
    desk, phone = sign_in("li"), sign_in("xiaoming")
    write_at, read_at = (reverse(f"guidance:{name}", args=[child]) for name in ("plan_write", "plan"))
    first = {
        "revision": 0,
        "wishes": "考上师范",
        "family": "单亲",
        "strategies": ["学业辅导"],
        "review_on": "2026-10-15",
    }
    assert desk.post(write_at, first).status_code == 303
    assert "单亲" not in phone.get(write_at).content.decode()
    assert phone.post(write_at, {"revision": 1, "wishes": "当老师", "reason": "想清楚了"}).status_code == 303
    assert phone.post(write_at, {"revision": 1, "wishes": "旧页"}).status_code == 422
    assert "单亲" in desk.get(read_at).content.decode()
    assert "考上师范" in desk.get(f"{read_at}?version=1").content.decode()


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("name", ["plan", "evaluations"])
def test_pages_ask_a_fixed_number_of_statements(
    name: str, guided: Guided, sign_in: SignIn, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for number in range(4):
        write(guided, seen=number)
        goals.set_goal(by=guided.by("li"), student=guided.student(), draft=GOAL, now=NOW)
    told(guided)
    client = sign_in("li")
    with django_assert_max_num_queries(16):  # type: ignore[attr-defined]
        client.get(reverse(f"guidance:{name}", args=[guided.world.students["xiaoming"].public_id]))
