"""Messages about a student: my conversations, one of them, a first message."""

from django.contrib import messages as told
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability, Viewer
from liangshi.family.choices import Side
from liangshi.family.forms.appointments import named_tie
from liangshi.family.forms.messages import MessageForm, NewThreadForm
from liangshi.family.forms.refusals import ACTING
from liangshi.family.models import Message, Thread
from liangshi.family.queries.sides import guardianships_of, staff_for_family
from liangshi.family.queries.threads import thread_page, threads_of
from liangshi.family.services.messages import file_message, read_messages, take_back, write_message
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import invalid, one_page, see_other, show
from liangshi.foundation.refusals import RefusalError
from liangshi.people.models import Guardian, Staff, Student

from .acting import own_child, press, professional_student, seen


@requires(Capability.WRITE_MESSAGES)
def threads(request: ViewerRequest) -> HttpResponse:
    """The latest conversation first."""
    page = one_page(request, threads_of(request.viewer))
    return show(request, "family/threads.html", {"page": page, "staff": request.viewer.staff is not None})


@requires(Capability.WRITE_MESSAGES)
def thread(request: ViewerRequest, thread_id: str) -> HttpResponse:
    """Read and write; the other one's words are read with this."""
    row = seen(request, Thread, thread_id, "student__class_group", "staff", "guardian")
    page = thread_page(request.viewer, row, timezone.localdate())
    form = MessageForm(request.POST or None, from_school=page.own_side is Side.SCHOOL)
    if request.method == "POST" and form.is_valid():
        return _sent(request, form, row.student, row.staff, row.guardian, f"message:{row.public_id}")
    read_messages(by=request.viewer, thread=row, now=timezone.now())
    answer = invalid if request.method == "POST" else show
    return answer(request, "family/thread.html", {"page": page, "thread": row, "form": form})


def _sent(
    request: ViewerRequest, form: MessageForm, student: Student, staff: Staff, guardian: Guardian, draft: str
) -> HttpResponse:
    try:
        message = write_message(
            by=request.viewer, student=student, staff=staff, guardian=guardian, draft=form.draft(), now=timezone.now()
        )
    except RefusalError as refusal:
        told.warning(request, ACTING.say(refusal))
        return see_other(reverse("family:threads"))
    ACTING.sent(request, draft)
    if message.delivered_at is None:
        told.success(request, _("已写好。现在是休息时间，明早送达；在那之前可以撤回。"))
    return see_other(reverse("family:thread", args=[message.thread.public_id]))


@requires(Capability.WRITE_MESSAGES)
def thread_new(request: ViewerRequest, student_id: str) -> HttpResponse:
    """A first message: staff to a guardian, or a guardian to the mentor or the homeroom teacher."""
    from_school = request.viewer.staff is not None
    student = professional_student(request, student_id) if from_school else own_child(request, student_id)
    people, labels = _recipients(request.viewer, student)
    form = NewThreadForm(request.POST or None, from_school=from_school, people=people, labels=labels)
    draft = f"message:new:{student.public_id}"
    if request.method == "POST" and form.is_valid():
        staff, guardian = _pair(request.viewer, form.recipient())
        return _sent(request, form, student, staff, guardian, draft)
    answer = invalid if request.method == "POST" else show
    return answer(request, "family/thread_new.html", {"student": student, "form": form, "draft": draft, "open": labels})


def _recipients(viewer: Viewer, student: Student) -> tuple[object, dict[int, str]]:
    """The rows to choose from, with name and number of each."""
    if viewer.staff is None:
        people = staff_for_family(student, timezone.localdate())
        return people, {row.pk: f"{row.name}（{row.phone}）" if row.phone else row.name for row in people}
    ties = guardianships_of(viewer, student).filter(guardian__account__isnull=False)
    labels = {tie.guardian_id: named_tie(tie) for tie in ties}
    return Guardian.objects.visible_to(viewer).filter(pk__in=labels), labels


def _pair(viewer: Viewer, chosen: Staff | Guardian) -> tuple[Staff, Guardian]:
    if isinstance(chosen, Staff):
        return chosen, Guardian.objects.visible_to(viewer).get(pk=viewer.guardian)
    return Staff.objects.visible_to(viewer).get(pk=viewer.staff), chosen


@requires(Capability.WRITE_MESSAGES)
@require_POST
def message_take_back(request: ViewerRequest, message_id: str) -> HttpResponse:
    """Take back what has not arrived."""
    row = seen(request, Message, message_id, "thread")
    return press(
        request, reverse("family:thread", args=[row.thread.public_id]),
        lambda: take_back(by=request.viewer, message=row, now=timezone.now()), _("已撤回，对方没有看到。"),
    )  # fmt: skip


@requires(Capability.KEEP_RECORDS)
@require_POST
def message_file(request: ViewerRequest, message_id: str) -> HttpResponse:
    """One tap makes a record of it."""
    row = seen(request, Message, message_id, "thread")
    return press(
        request, reverse("family:thread", args=[row.thread.public_id]),
        lambda: file_message(by=request.viewer, message=row, now=timezone.now()),
        _("已记为一次消息联系，只有导师能看；可以打开记录补充或改可见范围。"),
    )  # fmt: skip
