"""Meetings of the leadership group: the list, a new one, one with its agenda."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from liangshi.domain.access import Capability
from liangshi.domain.scheme.organisation import MeetingRule
from liangshi.foundation.acting import Sheet
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import invalid, one_page, see_other, show
from liangshi.foundation.papers import WORD_TYPE
from liangshi.foundation.refusals import RefusalError
from liangshi.meetings.forms import ACTING, ItemForm, PlanForm, TaskForm, WhenForm, typed_so_far
from liangshi.meetings.models import AgendaItem, Meeting, Presence, Task
from liangshi.meetings.papers.minutes import minutes_document
from liangshi.meetings.queries import group_of, is_of_the_group, meeting_due, offered, proposals, rules_of, usual_hours
from liangshi.meetings.services import (
    add_item,
    cancel_meeting,
    close_meeting,
    move_meeting,
    plan_meeting,
    remove_item,
    renew_agenda,
)
from liangshi.people.models import Staff


@requires(Capability.ATTEND_MEETINGS)
def meetings(request: ViewerRequest) -> HttpResponse:
    """What is due by the scheme, what was held, what is still to do; others go to their own follow-ups."""
    if not is_of_the_group(request.viewer) or request.viewer.school is None:
        return see_other(reverse("meetings:tasks"))
    rows = Meeting.objects.visible_to(request.viewer)
    open_tasks = Task.objects.visible_to(request.viewer).filter(state="open").select_related("owner", "meeting")
    school, today = request.viewer.school, timezone.localdate()
    context = {
        "due": meeting_due(school, today, rules_of(school, today)), "page": one_page(request, rows),
        "tasks": open_tasks, "today": today,
    }  # fmt: skip
    return show(request, "meetings/meetings.html", context)


@requires(Capability.ATTEND_MEETINGS)
@require_http_methods(["GET", "POST"])
def meeting_new(request: ViewerRequest) -> HttpResponse:
    """Plan one; by the scheme its day and people are proposed, and what is open stands on the agenda.

    The button beside the name that is typed sends the form to find people; what was filled in stays.
    """
    school = request.viewer.school
    if not is_of_the_group(request.viewer) or school is None:
        raise Http404
    today = timezone.localdate()
    rules, group, finding = rules_of(school, today), group_of(school, today), "find" in request.POST
    initial = typed_so_far(request.POST) if finding else _proposed(request, school, today, rules, group)
    form = PlanForm(None if finding else request.POST or None, viewer=request.viewer, rules=rules, initial=initial)
    typed = request.POST.get("q", "")
    people = offered(request.viewer, group, form["people"].value() or (), typed)
    page = {"form": form, "people": people, "typed": typed, "proposals": proposals(school, today)}
    if finding or request.method == "GET":
        return show(request, "meetings/meeting_new.html", page)
    if form.is_valid():
        try:
            row = plan_meeting(by=request.viewer, school=school, draft=form.draft(), now=timezone.now())
        except RefusalError as refusal:
            ACTING.tell(form, refusal)
        else:
            messages.success(request, _("已安排，并告知了请来的人。"))
            return see_other(reverse("meetings:meeting", args=[row.public_id]))
    return invalid(request, "meetings/meeting_new.html", page)


def _proposed(
    request: ViewerRequest, school: int, today: date, rules: tuple[MeetingRule, ...], group: tuple[Staff, ...]
) -> dict[str, object]:
    """What the form holds at first: the day and the title by the scheme, the group ticked."""
    chosen = request.GET.get("rule", "")
    due = next((one for one in meeting_due(school, today, rules) if one.rule.id == chosen), None)
    begins, ends = usual_hours(school, chosen) if due else (None, None)
    return {
        "begins": begins, "ends": ends, "rule": chosen if due else "",
        "title": due.rule.title if due else _("领导小组会议"),
        "held_on": due.next.proposed if due and due.next else today,
        "people": [staff.public_id for staff in group],
    }  # fmt: skip


def the_meeting(request: ViewerRequest, meeting: str) -> Meeting:
    """The meeting, where it exists for the viewer."""
    rows = Meeting.objects.visible_to(request.viewer).select_related("school", "planned_by", "closed_by")
    found: Meeting = get_object_or_404(rows, public_id=meeting)
    return found


def the_kept_meeting(request: ViewerRequest, meeting: str) -> Meeting:
    """The meeting, for those who keep it; whoever is only asked to come reads and does no more."""
    if not is_of_the_group(request.viewer):
        raise Http404
    return the_meeting(request, meeting)


def parts_of(request: ViewerRequest, row: Meeting) -> tuple[list[Presence], list[AgendaItem], list[Task]]:
    """Who was asked, the agenda, the follow-ups."""
    presences = Presence.objects.visible_to(request.viewer).filter(meeting=row).select_related("staff")
    items = AgendaItem.objects.visible_to(request.viewer).filter(meeting=row)
    tasks = Task.objects.visible_to(request.viewer).filter(meeting=row).select_related("owner")
    return list(presences), list(items), list(tasks)


def meeting_page(request: ViewerRequest, row: Meeting, task_form: TaskForm, item_form: ItemForm) -> dict[str, object]:
    """What the page of a meeting shows."""
    presences, items, tasks = parts_of(request, row)
    return {
        "meeting": row, "presences": presences, "items": items, "tasks": tasks, "task_form": task_form,
        "item_form": item_form, "planned": row.state == "planned", "today": timezone.localdate(),
        "member": is_of_the_group(request.viewer), "own": request.viewer.staff,
    }  # fmt: skip


@requires(Capability.ATTEND_MEETINGS)
def meeting(request: ViewerRequest, meeting: str) -> HttpResponse:
    """Agenda, minutes, follow-ups; who only comes has no forms here."""
    row = the_meeting(request, meeting)
    page = meeting_page(request, row, TaskForm(viewer=request.viewer), ItemForm())
    return show(request, "meetings/meeting.html", page)


@requires(Capability.ATTEND_MEETINGS)
@require_http_methods(["GET", "POST"])
def move(request: ViewerRequest, meeting: str) -> HttpResponse:
    """Another day, hour or place; those who are asked to come are told."""
    row = the_kept_meeting(request, meeting)
    back = reverse("meetings:meeting", args=[row.public_id])
    if request.method == "GET" and row.state != "planned":
        return see_other(back)
    now_so = {"held_on": row.held_on, "begins": row.begins, "ends": row.ends, "place": row.place}
    form = WhenForm(request.POST or None, initial=now_so)
    sheet = Sheet(_("改时间、地点"), back, _("改好并告知"), _("已改好，并告知了请来的人。"), lead=row.title)
    return ACTING.fill_in(
        request, sheet, form, lambda: move_meeting(by=request.viewer, meeting=row, when=form.when(), now=timezone.now())
    )


@requires(Capability.ATTEND_MEETINGS)
@require_POST
def item_add(request: ViewerRequest, meeting: str) -> HttpResponse:
    """Something for the agenda."""
    row, form = the_kept_meeting(request, meeting), ItemForm(request.POST)
    if not form.is_valid():
        page = meeting_page(request, row, TaskForm(viewer=request.viewer), form)
        return invalid(request, "meetings/meeting.html", page)
    title = form.cleaned_data["title"]
    return _press(request, row, lambda: add_item(by=request.viewer, meeting=row, title=title, now=timezone.now()))


@requires(Capability.ATTEND_MEETINGS)
@require_POST
def agenda_renew(request: ViewerRequest, meeting: str) -> HttpResponse:
    """What came up since the meeting was planned goes onto the agenda."""
    row = the_kept_meeting(request, meeting)

    def renew() -> None:
        number = renew_agenda(by=request.viewer, meeting=row, now=timezone.now())
        said = ngettext("列进了 %(n)s 项新的待办。", "列进了 %(n)s 项新的待办。", number) % {"n": number}
        messages.success(request, said if number else _("没有新的待办，议程不变。"))

    return _press(request, row, renew)


@requires(Capability.ATTEND_MEETINGS)
@require_POST
def item_remove(request: ViewerRequest, item: str) -> HttpResponse:
    """Off the agenda."""
    if not is_of_the_group(request.viewer):
        raise Http404
    rows = AgendaItem.objects.visible_to(request.viewer).select_related("meeting")
    row = get_object_or_404(rows, public_id=item)
    return _press(request, row.meeting, lambda: remove_item(by=request.viewer, item=row, now=timezone.now()))


@requires(Capability.ATTEND_MEETINGS)
@require_POST
def close(request: ViewerRequest, meeting: str) -> HttpResponse:
    """Fix the minutes."""
    row = the_kept_meeting(request, meeting)
    return _press(request, row, lambda: close_meeting(by=request.viewer, meeting=row, now=timezone.now()))


@requires(Capability.ATTEND_MEETINGS)
@require_POST
def cancel(request: ViewerRequest, meeting: str) -> HttpResponse:
    """It does not take place."""
    row = the_kept_meeting(request, meeting)
    return _press(request, row, lambda: cancel_meeting(by=request.viewer, meeting=row, now=timezone.now()))


@requires(Capability.ATTEND_MEETINGS)
def word(request: ViewerRequest, meeting: str) -> HttpResponse:
    """The minutes as Word."""
    row = the_meeting(request, meeting)
    answer = HttpResponse(minutes_document(row, *parts_of(request, row)), content_type=WORD_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="minutes-{row.held_on:%Y%m%d}.docx"'
    return answer


def _press(request: ViewerRequest, row: Meeting, act: Callable[[], object]) -> HttpResponse:
    return ACTING.press(request, reverse("meetings:meeting", args=[row.public_id]), act)
