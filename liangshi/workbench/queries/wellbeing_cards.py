"""Cards of wellbeing: the counsellor's board, what a case asks of somebody, help for the student; marks of care."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.domain.access import Capability, Viewer
from liangshi.foundation.templatetags.liangshi import clauses, listed, zh_day, zh_time
from liangshi.wellbeing.choices import ConcernState
from liangshi.wellbeing.queries.board import case_lines, cases_by_date, concern_lines, own_actions, waiting_invitations
from liangshi.wellbeing.queries.checkins import calling_check_ins, offers_check_in
from liangshi.wellbeing.queries.glass import standing_concerns

from .at_hand import AtHand
from .cards import Act, Card, Line

SHOWN = 5


def counsellor_card(viewer: Viewer, now: datetime) -> Iterator[Card]:
    """For the counsellor: open concerns by the time that is left, then cases by their next date."""
    if not viewer.can(Capability.SEE_CARE_BOARD) or viewer.school is None:
        return
    today = timezone.localdate(now)
    lines = [
        Line(
            _("%(names)s：%(holder)s在办") % {"names": listed(one.names), "holder": one.holder}
            if one.holder
            else _("%(names)s：等人接手，%(time)s报告") % {"names": listed(one.names), "time": zh_time(one.raised_at)},
            reverse("wellbeing:concern", args=[one.public_id]),
        )
        for one in concern_lines(viewer)[:SHOWN]
    ]
    lines += [
        Line(
            _("个案 %(name)s：%(day)s") % {"name": one.student, "day": zh_day(one.next_on)},
            reverse("wellbeing:case", args=[one.public_id]),
        )
        for one in case_lines(cases_by_date(viewer)[:SHOWN], today)
    ]
    if offers_check_in(viewer.school, today) and calling_check_ins(viewer, now).exists():
        lines.append(Line(_("有学生希望聊聊"), reverse("wellbeing:check_ins")))
    told = tuple(lines) or (Line(_("现在没有等着的担心，也没有进行中的个案。")),)
    yield Card(_("心理关怀"), told, Act(_("打开关怀看板"), reverse("wellbeing:board")))


def case_card(viewer: Viewer, now: datetime) -> Iterator[Card]:
    """For everybody on the staff whom a case asks for something."""
    if viewer.staff is None or not viewer.can(Capability.WORK_ON_CASES):
        return
    lines = [
        Line(_("请您加入一个学生支持小组"), reverse("wellbeing:invitation", args=[one.public_id]))
        for one in waiting_invitations(viewer)[:SHOWN]
    ]
    lines += [
        Line(
            _("%(day)s之前：%(what)s") % {"day": zh_day(one.due_on), "what": one.what[:30]},
            reverse("wellbeing:case", args=[one.case.public_id]),
        )
        for one in own_actions(viewer)[:SHOWN]
    ]
    if lines:
        yield Card(_("支持小组"), tuple(lines), Act(_("看看个案"), reverse("wellbeing:cases")))


def overview_card(viewer: Viewer, now: datetime) -> Iterator[Card]:
    """For the principal: what waits too long; no name, no content."""
    if not viewer.can(Capability.BREAK_GLASS):
        return
    rows = standing_concerns(viewer).filter(state=ConcernState.RAISED)
    waiting = list(rows.values_list("raised_at", flat=True))
    if waiting:
        text = _("%(n)s 件担心等人接手，最早的是%(time)s报告的") % {"n": len(waiting), "time": zh_time(min(waiting))}
    else:
        text = _("没有等人接手的担心。")
    yield Card(_("心理关怀"), (Line(text),), Act(_("看看总览"), reverse("wellbeing:overview")))


def region_card(viewer: Viewer, now: datetime) -> Iterator[Card]:
    """For the bureau: figures of whole months."""
    if viewer.region is None or not viewer.can(Capability.READ_REGION_FIGURES):
        return
    line = Line(_("各校多久有人接手学生的事；人数少的格子已隐去。"))
    yield Card(_("心理关怀"), (line,), Act(_("看看数字"), reverse("wellbeing:region")))


def help_card(viewer: Viewer, now: datetime) -> Iterator[Card]:
    """For the student: help now comes first, then how the day is."""
    if viewer.student is None or viewer.school is None or not viewer.can(Capability.CHECK_IN):
        return
    offered = offers_check_in(viewer.school, timezone.localdate(now))
    lines = (Line(_("现在就需要帮助"), reverse("wellbeing:check_in")),)
    yield Card(
        _("今天感觉怎么样") if offered else _("需要帮助"), lines,
        Act(_("说一说") if offered else _("看看找谁"), reverse("wellbeing:check_in")),
    )  # fmt: skip


def care_needed(hand: AtHand) -> Mapping[int, Line]:
    """That a student needs care and what to do; nothing of why."""
    marks: dict[int, tuple[str, ...]] = {}
    for row in hand.care:
        marks[row.student_id] = (*marks.get(row.student_id, ()), row.text)
    return {
        student: Line(_("需要关心：%(what)s") % {"what": clauses(lines)}, reverse("wellbeing:care_lines"))
        for student, lines in marks.items()
    }
