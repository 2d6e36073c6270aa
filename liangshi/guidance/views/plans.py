"""The plan and the goals, for the student and for those who care for the student."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import show
from liangshi.guidance.forms.plans import GoalForm, PlanForm, ReachedForm, TellForm
from liangshi.guidance.models import Goal, PlanVersion
from liangshi.guidance.queries import plans as queries
from liangshi.guidance.queries.forms import fields_for, guidance_fields, narrowed
from liangshi.guidance.services import goals, plans
from liangshi.people.models import Student
from liangshi.people.queries import facts_of

from .acting import Sheet, fill_in, guided, open_to, seen, shared_with


def _page(student: Student) -> str:
    return reverse("guidance:plan", args=[student.public_id])


@requires(Capability.SHARE_GUIDANCE)
def plan(request: ViewerRequest, student: str) -> HttpResponse:
    """The plan as it stands, or an earlier version; the goals."""
    row, today, viewer = shared_with(request, student), timezone.localdate(), request.viewer
    versions = list(queries.plan_versions(viewer, row))
    asked = request.GET.get("version", "")
    chosen = next((one for one in versions if str(one.ordinal) == asked), versions[0] if versions else None)
    own = row.pk == viewer.student
    context = {
        "student": row, "own": own, "versions": versions, "goals": queries.goals_of(viewer, row),
        "paper": queries.paper(viewer, row, chosen) if chosen else None,
        "newest": chosen is None or chosen == versions[0],
        "writes": queries.writes_as(viewer, row, queries.plan_form(row.school_id, today).rule, today),
        "guides": queries.guides(viewer, row, today),
    }  # fmt: skip
    return show(request, "guidance/plan.html", context)


@requires(Capability.SHARE_GUIDANCE)
def plan_write(request: ViewerRequest, student: str) -> HttpResponse:
    """A new version, beginning from the present one."""
    row, today = shared_with(request, student), timezone.localdate()
    before = queries.plan_versions(request.viewer, row).first()
    rule = queries.plan_form(row.school_id, today).rule
    open_to(queries.writes_as(request.viewer, row, rule, today))
    fields = fields_for(request.viewer, facts_of(row), rule)
    own = {field.key for field in fields}
    answers = queries.all_answers(before) if before else {}
    form = PlanForm(
        request.POST or None, rule=narrowed(rule, fields), before=before,
        answers={key: value for key, value in answers.items() if key in own},
        strategies=guidance_fields(row.school_id, today), may_say_why=before is not None,
    )  # fmt: skip
    mine = row.pk == request.viewer.student
    lead = _("你的导师能看到，班主任和负责的老师也能看到。原来的版本会留着。") if mine else _(
        "学生能看到，标明“学生和家长看不到”的除外。原来的版本会留着。"
    )  # fmt: skip
    sheet = Sheet(
        _("我的指导计划") if mine else _("%(name)s的指导计划") % {"name": row.name}, _page(row), lead=lead,
        draft=f"plan:{row.public_id}",
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: plans.write_plan(by=request.viewer, student=row, draft=form.draft(), now=timezone.now()),
    )  # fmt: skip


@requires(Capability.GUIDE_STUDENTS)
def plan_tell(request: ViewerRequest, student: str) -> HttpResponse:
    """The guardians may read the present version."""
    row = guided(request, student)
    version: PlanVersion = get_object_or_404(queries.plan_versions(request.viewer, row)[:1])
    form = TellForm(request.POST or None, initial={"on": timezone.localdate()})
    form.fields["on"].help_text = _("从保存起，家长能看到这一版（不含家庭、心理等内容）")
    sheet = Sheet(_("告诉家长"), _page(row), _("告诉家长"), _("家长现在能看到这一版计划了。"))
    return fill_in(
        request, sheet, form,
        lambda: plans.tell_plan(by=request.viewer, plan=version, on=form.cleaned_data["on"], now=timezone.now()),
    )  # fmt: skip


def _goal_form(request: ViewerRequest, student: Student, goal: Goal | None = None) -> GoalForm:
    return GoalForm(
        request.POST or None, kinds=queries.goal_kinds(student.school),
        fields=guidance_fields(student.school_id, timezone.localdate()), goal=goal,
    )  # fmt: skip


@requires(Capability.SHARE_GUIDANCE)
def goal_new(request: ViewerRequest, student: str) -> HttpResponse:
    """A new goal."""
    row = shared_with(request, student)
    open_to(_sets_goals(request, row))
    form = _goal_form(request, row)
    sheet = Sheet(
        _("定一个目标"), _page(row), _("定下来"), lead=_("定小一点、近一点，更容易看到自己做到了。"),
        draft=f"goal:{row.public_id}",
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: goals.set_goal(by=request.viewer, student=row, draft=form.draft(), now=timezone.now()),
    )  # fmt: skip


def _sets_goals(request: ViewerRequest, student: Student) -> bool:
    own = student.pk == request.viewer.student
    return own or queries.guides(request.viewer, student, timezone.localdate())


def _goal(request: ViewerRequest, public_id: str) -> Goal:
    goal = seen(request, Goal, public_id, "student__class_group", "student__school", "student__account")
    open_to(_sets_goals(request, goal.student))
    return goal


@requires(Capability.SHARE_GUIDANCE)
def goal_reach(request: ViewerRequest, goal: str) -> HttpResponse:
    """It was reached."""
    row = _goal(request, goal)
    form = ReachedForm(request.POST or None)
    sheet = Sheet(_("做到了：%(goal)s") % {"goal": row.text}, _page(row.student), _("做到了"), _("真好，记下来了。"))
    return fill_in(
        request, sheet, form,
        lambda: goals.reach_goal(
            by=request.viewer, goal=row, words=form.cleaned_data["words"], now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.SHARE_GUIDANCE)
def goal_change(request: ViewerRequest, goal: str) -> HttpResponse:
    """Another one in its place."""
    row = _goal(request, goal)
    form = _goal_form(request, row.student, row)
    sheet = Sheet(
        _("换一个目标"), _page(row.student), _("换成这个"), lead=_("计划会变，目标也可以变。原来的目标会留着。"),
        draft=f"goal-change:{row.public_id}",
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: goals.change_goal(
            by=request.viewer, goal=row, draft=form.draft(), words=form.cleaned_data["words"], now=timezone.now()
        ),
    )  # fmt: skip
