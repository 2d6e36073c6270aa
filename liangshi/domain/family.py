"""Who reads appointments and messages between school and family: the law; the models say the same as a query."""

from dataclasses import dataclass

from liangshi.domain.access import StudentFacts, Viewer


@dataclass(frozen=True, slots=True)
class AppointmentFacts:
    """What the law asks of an appointment: who is on it, and whether the homeroom teacher is to know of it."""

    student: StudentFacts
    staff: frozenset[int]
    guardians: frozenset[int] = frozenset()
    with_student: bool = False
    team: bool = False


@dataclass(frozen=True, slots=True)
class ThreadFacts:
    """What the law asks of messages about a student: the one member of staff and the one guardian."""

    student: StudentFacts
    staff: int
    guardian: int


def reaches_appointment(viewer: Viewer, facts: AppointmentFacts) -> bool:
    """Those on it; the homeroom teacher of the class where the team is to know. Declared relatives never."""
    student = facts.student
    if student.school != viewer.school or student.student in viewer.relatives:
        return False
    if viewer.staff in facts.staff or (facts.with_student and student.student == viewer.student):
        return True
    if viewer.guardian in facts.guardians and student.student in viewer.wards:
        return True
    return facts.team and student.class_group is not None and student.class_group in viewer.homerooms


def reaches_thread(viewer: Viewer, facts: ThreadFacts) -> bool:
    """The two who write to each other and nobody else, while the guardian is the student's guardian."""
    student = facts.student
    if student.school != viewer.school or student.student in viewer.relatives:
        return False
    if viewer.staff == facts.staff:
        return True
    return viewer.guardian == facts.guardian and student.student in viewer.wards


HARD_WORDS = (
    "受伤", "骨折", "流血", "医院", "急诊", "打架", "动手", "欺凌", "被打", "逃课", "旷课", "离家", "出走", "失联",
    "处分", "退学", "停课", "偷", "作弊", "抽烟", "喝酒", "早恋", "网贷", "抑郁", "自伤", "自残", "自杀", "轻生",
    "不想活", "去世", "离婚", "报警", "派出所",
)  # fmt: skip
"""Subjects that a family should hear from a voice, not read."""


def better_called(text: str) -> bool:
    """Whether these words are better said on the phone first."""
    return any(word in text for word in HARD_WORDS)
