"""Cards of guidance: the student's own side; what waits for the mentor and for an adult who was asked."""

from collections.abc import Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liangshi.domain.access import Capability, Viewer
from liangshi.foundation.templatetags.liangshi import month_day
from liangshi.guidance.choices import ReflectionState
from liangshi.guidance.models import Reflection
from liangshi.guidance.queries.first_screen import (
    awaiting_answer,
    goals_ahead,
    last_answer,
    next_talks,
    reviews_due,
    waiting_for,
)
from liangshi.guidance.queries.forms import reflection_terms
from liangshi.guidance.queries.reflections import asked_week, mentor_names, open_weeks, to_read
from liangshi.people.models import Student

from .cards import Act, Card, Line
from .people_cards import letters

SHORT = 40


def student_side(viewer: Viewer, now: datetime) -> Iterator[Card]:
    """For the student: what is next, this week's reflection, goals, and where everything else is."""
    if viewer.student is None or viewer.school is None or not viewer.can(Capability.OWN_GUIDANCE):
        return
    today = timezone.localdate(now)
    names = mentor_names(viewer.student, today)
    yield _next(viewer, now)
    if names:
        yield from _reflection(viewer, today)
    student = Student.objects.visible_to(viewer).get(pk=viewer.student)
    yield from _goals(viewer, student)
    yield _more(viewer, student, bool(names))


def _next(viewer: Viewer, now: datetime) -> Card:
    lines = [Line(_talk_words(talk.meet_at, talk.to.name), reverse("guidance:my_talks"))
             for talk in next_talks(viewer, now)]  # fmt: skip
    if awaiting_answer(viewer):
        lines.append(Line(_("导师写好了阶段评估，看一看，也可以说说自己的想法。"), reverse("guidance:told")))
    if not lines:
        lines.append(Line(_("心里有事，可以找导师，也可以找任何一位老师。")))
    return Card(_("接下来"), tuple(lines), Act(_("想找人谈谈"), reverse("guidance:my_talks")))


def _talk_words(meet_at: datetime | None, name: str) -> str:
    if meet_at is None:
        return _("已经告诉%(name)s老师，等老师约时间。") % {"name": name}
    local = timezone.localtime(meet_at)
    day = f"{month_day(local)} {local:%H:%M}"
    return _("%(day)s和%(name)s老师谈谈") % {"day": day, "name": name}


def _reflection(viewer: Viewer, today: date) -> Iterator[Card]:
    assert viewer.student is not None
    assert viewer.school is not None
    terms = reflection_terms(viewer.school, today)
    due = dict(open_weeks(viewer.school, terms, today))
    week = asked_week(viewer.student, terms, today)
    answer = last_answer(viewer)
    lines = (
        [Line(_("老师回复：%(words)s") % {"words": _short(answer)}, reverse("guidance:reflections"))] if answer else []
    )
    row = Reflection.objects.visible_to(viewer).filter(student=viewer.student, week_on=week).first()
    if week in due and (row is None or row.state == ReflectionState.DRAFT):
        said = _("几行字就好，%(day)s前交给导师。不想写的一周可以跳过。")
        ask = Line(said % {"day": month_day(due[week])})
        write = reverse("guidance:reflection_write", args=[week.isoformat()])
        label = _("写反思") if row is None else _("接着写")
        yield Card(_("这周的反思"), (ask, *lines), Act(label, write))
    elif lines:
        yield Card(_("周反思"), tuple(lines), Act(_("看看我的周反思"), reverse("guidance:reflections")))


def _short(words: str) -> str:
    return words if len(words) <= SHORT else f"{words[:SHORT]}…"


def _goals(viewer: Viewer, student: Student) -> Iterator[Card]:
    goals = goals_ahead(viewer)
    if goals:
        plan = reverse("guidance:plan", args=[student.public_id])
        lines = tuple(Line(goal.text, plan) for goal in goals)
        yield Card(_("我的目标"), lines, Act(_("看看计划和目标"), plan))


def _more(viewer: Viewer, student: Student, paired: bool) -> Card:  # noqa: FBT001 - a fact of the student
    lines = [
        Line(_("我的计划和目标"), reverse("guidance:plan", args=[student.public_id])),
        Line(_("约老师见面"), reverse("family:own_ask")),
        Line(_("以前的周反思"), reverse("guidance:reflections")),
        Line(_("我的作品"), reverse("guidance:my_pieces")),
        Line(_("我的成长档案"), reverse("growth:archive", args=[student.public_id])),
        *letters(viewer),
        Line(_("反映一个问题"), reverse("guidance:my_reports")),
    ]
    if paired:
        lines.append(Line(_("想换一位导师（现在的导师看不到）"), reverse("pairing:placement")))
    return Card(_("我的成长"), tuple(lines))


def family_evaluations(viewer: Viewer, now: datetime) -> Iterator[Card]:
    """For guardians: an evaluation that was told and not answered."""
    if viewer.wards and awaiting_answer(viewer):
        line = Line(_("导师写好了孩子的阶段评估，请看一看，也可以说说您的想法。"))
        yield Card(_("阶段评估"), (line,), Act(_("去看看"), reverse("guidance:told")))


def asked_card(viewer: Viewer, now: datetime) -> Iterator[Card]:
    """For an adult: students who wait for an answer; no names on the first screen."""
    if viewer.staff is None:
        return
    talks, reports = waiting_for(viewer)
    if talks:
        said = ngettext("%(n)s 名学生想找您谈谈", "%(n)s 名学生想找您谈谈", talks) % {"n": talks}
        yield Card(_("有学生找您"), (Line(said),), Act(_("去看看"), reverse("guidance:talk_inbox")))
    if reports:
        said = ngettext("%(n)s 个问题等您答复", "%(n)s 个问题等您答复", reports) % {"n": reports}
        yield Card(_("学生反映的问题"), (Line(said),), Act(_("去看看"), reverse("guidance:report_inbox")))


def to_read_card(viewer: Viewer, now: datetime) -> Iterator[Card]:
    """For the mentor: reflections that wait to be read, plans whose day of review has come."""
    if not viewer.mentees:
        return
    waiting = to_read(viewer).count()
    if waiting:
        said = ngettext("%(n)s 篇周反思等您读", "%(n)s 篇周反思等您读", waiting) % {"n": waiting}
        yield Card(_("学生的周反思"), (Line(said),), Act(_("去读"), reverse("guidance:to_read")))
    due = reviews_due(viewer, timezone.localdate(now))
    if due:
        lines = tuple(Line(student.name, reverse("guidance:plan", args=[student.public_id])) for student in due)
        yield Card(_("到了一起看看计划的日子"), lines)
