"""Cards about people and organisation."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from liangshi.domain.access import Capability, Role, Viewer
from liangshi.foundation.templatetags.liangshi import listed
from liangshi.people.models import ClassGroup, Staff, Student
from liangshi.people.queries import (
    OfficeFigures,
    ProfilePart,
    classes_of,
    missing_in_profile,
    office_figures,
    own_students,
)

from .at_hand import AtHand
from .cards import Act, Card, Line


def office_card(viewer: Viewer, now: datetime, hand: AtHand) -> Iterator[Card]:
    """For the office: what of the organisation is still missing, each with where to mend it."""
    if not viewer.roles & {Role.COORDINATOR, Role.ADMINISTRATOR} or viewer.school is None:
        return
    figures = office_figures(viewer.school, hand.year, hand.today)
    if figures.students + figures.staff <= 1:
        yield Card(
            _("从花名册开始"),
            (Line(_("学校里还没有学生和教师。导入学校自己的花名册，班级、任课和监护人会一起建好。")),),
            Act(_("导入花名册"), reverse("roster:imports")),
        )
        return
    lines = tuple(_office_lines(figures))
    count = _("%(students)s名学生，%(staff)s名教师") % {"students": figures.students, "staff": figures.staff}
    if not lines:
        yield Card(_("学校组织"), (Line(_("%(count)s，组织信息齐全。") % {"count": count}),))
        return
    yield Card(_("学校组织"), (Line(count), *lines), Act(_("去补齐"), lines[0].url))


def _office_lines(figures: OfficeFigures) -> Iterator[Line]:
    if not figures.has_year:
        yield Line(_("还没有本学年的学期安排"), reverse("people:year_new"))
    if figures.unplaced:
        text = ngettext("%(n)s 名学生还没有编班", "%(n)s 名学生还没有编班", figures.unplaced) % {"n": figures.unplaced}
        yield Line(text, f"{reverse('people:students')}?unplaced=on")
    if figures.without_homeroom:
        text = _("%(n)s 个班还没有班主任") % {"n": figures.without_homeroom}
        yield Line(text, reverse("people:classes"))
    if figures.without_profile:
        text = _("%(n)s 位教师还没有写导师名片") % {"n": figures.without_profile}
        yield Line(text, f"{reverse('people:staff_list')}?bare=on")
    if figures.review_due:
        text = _("%(n)s 位教师的导师状态到了再看的日期") % {"n": figures.review_due}
        yield Line(text, f"{reverse('people:staff_list')}?due=on")
    if figures.has_year and not figures.calendar_seeded:
        yield Line(_("校历还没有载入法定节假日"), reverse("people:calendar"))


def homeroom_card(viewer: Viewer, now: datetime, hand: AtHand) -> Iterator[Card]:
    """For the homeroom teacher: the class."""
    if not viewer.homerooms or hand.year is None:
        return
    present = Count("students", filter=Q(students__left_on=None))
    boarding = Count("students", filter=Q(students__left_on=None, students__boarding=True))
    own = ClassGroup.objects.visible_to(viewer).filter(pk__in=viewer.homerooms, year=hand.year)
    rows = own.annotate(present=present, boarding=boarding)
    for name, public_id, number, boarders in rows.values_list("name", "public_id", "present", "boarding"):
        text = _("%(n)s 名学生，其中住校 %(boarding)s 名") % {"n": number, "boarding": boarders}
        yield Card(name, (Line(text),), Act(_("看看我的班"), reverse("people:class", args=[public_id])))


def grade_card(viewer: Viewer, now: datetime, hand: AtHand) -> Iterator[Card]:
    """For the grade lead: the classes of the grade."""
    if not viewer.grades or hand.year is None:
        return
    groups = list(classes_of(viewer, hand.year).filter(grade__in=viewer.grades))
    lines = tuple(
        Line(
            _("%(name)s：%(n)s 人，班主任%(teacher)s")
            % {
                "name": group.name,
                "n": group.present,
                "teacher": group.homeroom_teacher.name if group.homeroom_teacher else _("未定"),
            },
            reverse("people:class", args=[group.public_id]),
        )
        for group in groups
    )
    if lines:
        yield Card(_("我的年级"), lines, Act(_("看看学生"), reverse("people:students")))


_PARTS = {
    ProfilePart.SUBJECTS: gettext_lazy("任教学科"),
    ProfilePart.STRENGTHS: gettext_lazy("施导特长"),
    ProfilePart.INTERESTS: gettext_lazy("兴趣爱好"),
    ProfilePart.WORDS: gettext_lazy("给学生的话"),
}


def profile_card(viewer: Viewer, now: datetime) -> Iterator[Card]:
    """For each member of staff: whether students can read something of them."""
    staff = Staff.objects.visible_to(viewer).filter(pk=viewer.staff).first() if viewer.staff else None
    if staff is None:
        return
    missing = missing_in_profile(staff)
    if missing:
        parts = listed(str(_PARTS[part]) for part in missing)
        line = Line(_("学生选导师之前会先读您的名片。还差：%(parts)s。") % {"parts": parts})
        yield Card(_("我的导师名片"), (line,), Act(_("写几句"), reverse("people:profile")))
    else:
        line = Line(_("名片已写好，学生选导师时可以读到。"))
        yield Card(_("我的导师名片"), (line,), Act(_("看看名片"), reverse("people:profile")))


def student_card(viewer: Viewer, now: datetime) -> Iterator[Card]:
    """For the student: what the school and future mentors read of them."""
    rows = Student.objects.visible_to(viewer).select_related("class_group")
    student = rows.filter(pk=viewer.student).first() if viewer.student else None
    if student is None:
        return
    where = student.class_group.name if student.class_group else _("还没有编班")
    if student.interests and student.needs:
        lines = (Line(where), Line(_("兴趣：%(words)s") % {"words": listed(student.interests)}))
        yield Card(_("我的信息"), lines, Act(_("看看"), reverse("people:own_page")))
        return
    lines = (Line(where), Line(_("写下兴趣和希望得到的帮助，更容易遇到合适的导师。")))
    yield Card(_("我的信息"), lines, Act(_("写一写"), reverse("people:own_words")))


def guardian_card(viewer: Viewer, now: datetime) -> Iterator[Card]:
    """For guardians: class and homeroom teacher of each child, and where everything else is."""
    if not viewer.wards:
        return
    lines: list[Line] = []
    for child in own_students(viewer).filter(pk__in=viewer.wards):
        group = child.class_group
        known = [child.name, group.name if group else _("还没有编班")]
        if group and group.homeroom_teacher:
            known.append(_("班主任：%(name)s") % {"name": group.homeroom_teacher.name})
        lines.append(Line(" · ".join(known), reverse("people:own_page_of", args=[child.public_id])))
        if viewer.can(Capability.READ_GROWTH_MESSAGES):
            archive = reverse("growth:archive", args=[child.public_id])
            lines.append(Line(_("%(name)s的成长档案") % {"name": child.name}, archive))
    if lines:
        yield Card(_("孩子的信息"), (*lines, *letters(viewer)))


def letters(viewer: Viewer) -> Iterator[Line]:
    """For student and guardian: where the words of teachers are kept."""
    if viewer.can(Capability.READ_SHARED_WORDS):
        yield Line(_("老师的话"), reverse("records:shared"))
    if viewer.can(Capability.READ_GROWTH_MESSAGES):
        yield Line(_("成长寄语"), reverse("growth:received"))
