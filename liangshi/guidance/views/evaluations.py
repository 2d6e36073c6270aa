"""Stage evaluations: the mentor writes and tells, the family reads and answers."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import one_page, show
from liangshi.guidance.forms.plans import EvaluationForm, FamilyAnswerForm, TellForm
from liangshi.guidance.models import Evaluation
from liangshi.guidance.queries import plans as queries
from liangshi.guidance.queries.forms import fields_for, narrowed
from liangshi.guidance.services import evaluations as services
from liangshi.people.models import Student
from liangshi.people.queries import facts_of, own_students

from .acting import Sheet, cared_for, fill_in, guided, open_to, press, seen

SHOWN = 10


def _page(student: Student) -> str:
    return reverse("guidance:evaluations", args=[student.public_id])


@requires(Capability.GUIDE_STUDENTS)
def evaluations(request: ViewerRequest, student: str) -> HttpResponse:
    """The evaluations of a student, what was told, what the family answered."""
    row = cared_for(request, student)
    page = one_page(request, queries.evaluations_of(request.viewer, [row.pk]), SHOWN)
    context = {
        "student": row, "page": page, "papers": [queries.paper(request.viewer, row, one) for one in page],
        "guides": queries.guides(request.viewer, row, timezone.localdate()),
    }  # fmt: skip
    return show(request, "guidance/evaluations.html", context)


def _form(request: ViewerRequest, student: Student, row: Evaluation | None) -> EvaluationForm:
    rule = queries.evaluation_form(student.school_id, timezone.localdate()).rule
    fields = fields_for(request.viewer, facts_of(student), rule)
    own = {field.key for field in fields}
    answers = queries.all_answers(row) if row else {}
    return EvaluationForm(
        request.POST or None, rule=narrowed(rule, fields), row=row, today=timezone.localdate(),
        answers={key: value for key, value in answers.items() if key in own},
    )  # fmt: skip


@requires(Capability.GUIDE_STUDENTS)
def evaluation_new(request: ViewerRequest, student: str) -> HttpResponse:
    """A new evaluation."""
    row = guided(request, student)
    form = _form(request, row, None)
    sheet = Sheet(
        _("%(name)s的阶段评估") % {"name": row.name}, _page(row), lead=_lead(), draft=f"evaluation:{row.public_id}"
    )
    return fill_in(
        request, sheet, form,
        lambda: services.write_evaluation(by=request.viewer, student=row, draft=form.draft(), now=timezone.now()),
    )  # fmt: skip


def _lead() -> str:
    return _("写事实和长处，不打分。告诉学生和家长之前，只有负责的老师能看到；标明看不到的内容始终不给学生和家长看。")


@requires(Capability.GUIDE_STUDENTS)
def evaluation_change(request: ViewerRequest, evaluation: str) -> HttpResponse:
    """Other words, until it is told."""
    row = _guided(request, evaluation)
    form = _form(request, row.student, row)
    sheet = Sheet(
        _("%(name)s的阶段评估") % {"name": row.student.name}, _page(row.student), lead=_lead(),
        draft=f"evaluation:{row.public_id}",
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: services.change_evaluation(
            by=request.viewer, evaluation=row, draft=form.draft(), now=timezone.now()
        ),
    )  # fmt: skip


def _evaluation(request: ViewerRequest, public_id: str) -> Evaluation:
    related = ("student__class_group", "student__account", "student__school", "scheme_version")
    return seen(request, Evaluation, public_id, *related)


def _guided(request: ViewerRequest, public_id: str) -> Evaluation:
    """The same for a mentor of today."""
    row = _evaluation(request, public_id)
    open_to(queries.guides(request.viewer, row.student, timezone.localdate()))
    return row


@requires(Capability.GUIDE_STUDENTS)
def evaluation_tell(request: ViewerRequest, evaluation: str) -> HttpResponse:
    """Student and family may read it from now on; what they will read is shown before."""
    row = _guided(request, evaluation)
    form = TellForm(request.POST or None, initial={"on": timezone.localdate()})
    sheet = Sheet(
        _("告诉学生和家长"), _page(row.student), _("告诉他们"), _("已告诉学生和家长，他们可以回应。"),
        lead=_("难开口的事，先当面说或打电话说。"),
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: services.tell_evaluation(
            by=request.viewer, evaluation=row, on=form.cleaned_data["on"], now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.READ_TOLD_GUIDANCE)
def told(request: ViewerRequest) -> HttpResponse:
    """For the student and the guardians: what the mentor told, and a place to answer."""
    viewer = request.viewer
    children = {child.pk: child for child in own_students(viewer)}
    page = one_page(request, queries.evaluations_of(viewer, children), SHOWN)
    papers = [queries.paper(viewer, children[row.student_id], row) for row in page]
    plans = []
    if viewer.wards:
        for child in children.values():
            version = queries.plan_versions(viewer, child).first()
            plans += [queries.paper(viewer, child, version)] if version else []
    context = {
        "page": page, "papers": papers, "plans": plans, "form": FamilyAnswerForm(), "several": len(children) > 1,
    }  # fmt: skip
    return show(request, "guidance/told.html", context)


@requires(Capability.READ_TOLD_GUIDANCE)
@require_POST
def evaluation_answer(request: ViewerRequest, evaluation: str) -> HttpResponse:
    """A word of the student or a guardian."""
    row = _evaluation(request, evaluation)
    form, back = FamilyAnswerForm(request.POST), reverse("guidance:told")
    text = form.cleaned_data["text"] if form.is_valid() else ""
    return press(
        request, back,
        lambda: services.answer_evaluation(by=request.viewer, evaluation=row, text=text, now=timezone.now()),
        _("已送到导师那里，谢谢。"), f"evaluation-answer:{row.public_id}",
    )  # fmt: skip
