"""One record: read, rewrite, add to it."""

import json

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import show
from liangshi.people.models import Student
from liangshi.records.choices import Readers
from liangshi.records.forms.following import AddForm, AttachForm, CompanyForm, ShareForm
from liangshi.records.forms.rewriting import ANSWER, RewriteForm
from liangshi.records.models import Entry, EntryStaff
from liangshi.records.queries.around import around, readers_of, readers_of_field
from liangshi.records.queries.company import likely_company
from liangshi.records.queries.entry_page import entry_page, sealed_keys, visible_parts
from liangshi.records.services import following
from liangshi.records.services.attachments import attach
from liangshi.records.services.reading import note_reading
from liangshi.records.services.rewriting import rewrite_entry

from .acting import Sheet, fill_in, press, seen
from .alike import mention_alike


def _page(entry_id: str) -> str:
    return reverse("records:entry", args=[entry_id])


@requires(Capability.KEEP_RECORDS)
def entry(request: ViewerRequest, entry_id: str) -> HttpResponse:
    """What was done, by whom, with whom; what followed."""
    row = seen(request, Entry, entry_id, "author", "scheme_version")
    page = entry_page(request.viewer, row, timezone.now())
    if page.read_secret and not page.mine:
        note_reading(by=request.viewer, entry=row, now=timezone.now())
    key = f"entry:add:{entry_id}"
    return show(request, "records/entry.html", {"page": page, "entry": row, "form": AddForm(), "draft": key})


@requires(Capability.KEEP_RECORDS)
def entry_edit(request: ViewerRequest, entry_id: str) -> HttpResponse:
    """The author says more, or says it better."""
    row = seen(request, Entry, entry_id, "author", "scheme_version", author=request.viewer.staff)
    parts, _others = visible_parts(request.viewer, row)
    answers = {**row.answers, **json.loads(row.guarded)}
    form = RewriteForm(request.POST or None, entry=row, parts=parts, answers=answers)
    people = around([part.student for part in parts], timezone.localdate())
    company = set(EntryStaff.objects.visible_to(request.viewer).filter(entry=row).values_list("staff", flat=True))
    secret = sealed_keys(form.rule)
    fields = form.rule.fields if form.rule else ()
    more = {
        "entry": row,
        "parts": parts,
        "readers": [(choice, readers_of(people, choice, company)) for choice in Readers],
        "asked": [
            (
                form[ANSWER + field.key],
                readers_of_field(people, form.rule, field, company) if field.key in secret else (),
            )
            for field in fields
            if form.rule and ANSWER + field.key in form.fields
        ],
        "own": [form[name] for name in form.fields if name.startswith("part_")],
    }
    sheet = Sheet(
        row.get_kind_display(), _page(entry_id), draft=f"entry:edit:{entry_id}", template="records/entry_edit.html",
        more=more,
    )  # fmt: skip

    def save() -> None:
        rewriting = form.rewriting()
        rewrite_entry(
            by=request.viewer, entry=row, rewriting=rewriting, revision=form.cleaned_data["revision"],
            now=timezone.now(),
        )  # fmt: skip
        mention_alike(request, rewriting.words, [part.student_id for part in parts])

    return fill_in(request, sheet, form, save)


@requires(Capability.KEEP_RECORDS)
def entry_add(request: ViewerRequest, entry_id: str) -> HttpResponse:
    """What was done or learnt later."""
    row = seen(request, Entry, entry_id)
    form = AddForm(request.POST or None)
    sheet = Sheet(_("后来"), _page(entry_id), _("补充在下面"), draft=f"entry:add:{entry_id}")
    return fill_in(
        request, sheet, form,
        lambda: following.add_to_entry(
            by=request.viewer, entry=row, words=form.cleaned_data["words"], now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.KEEP_RECORDS)
@require_POST
def step_done(request: ViewerRequest, entry_id: str) -> HttpResponse:
    """The next step is done."""
    row = seen(request, Entry, entry_id)
    return press(
        request, _page(entry_id), lambda: following.finish_step(by=request.viewer, entry=row, now=timezone.now()),
        _("已勾掉这一步。"),
    )  # fmt: skip


@requires(Capability.KEEP_RECORDS)
def company(request: ViewerRequest, entry_id: str) -> HttpResponse:
    """The author names colleagues who were there."""
    row = seen(request, Entry, entry_id, author=request.viewer.staff)
    form = CompanyForm(request.POST or None, viewer=request.viewer)
    asked = request.GET.get("q", "").strip()
    sheet = Sheet(
        _("同去的同事"), _page(entry_id), template="records/company.html",
        more={"offered": likely_company(request.viewer, row, asked, timezone.localdate()), "asked": asked},
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: following.name_company(
            by=request.viewer, entry=row, staff=[each.pk for each in form.cleaned_data["staff"]], now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.KEEP_RECORDS)
@require_POST
def company_leave(request: ViewerRequest, entry_id: str) -> HttpResponse:
    """A colleague was not there after all."""
    row = seen(request, Entry, entry_id)
    return press(
        request, reverse("records:mine"),
        lambda: following.leave_company(by=request.viewer, entry=row, now=timezone.now()), _("已退出这条记录。"),
    )  # fmt: skip


@requires(Capability.KEEP_RECORDS)
def share(request: ViewerRequest, entry_id: str) -> HttpResponse:
    """Words for the student, or for student and parents."""
    row = seen(request, Entry, entry_id)
    parts, _others = visible_parts(request.viewer, row)
    students = Student.objects.visible_to(request.viewer).filter(pk__in=[part.student_id for part in parts])
    form = ShareForm(request.POST or None, students=students)
    lead = _("写给学生或家长的话。他们会收到通知，也可以回复。")
    sheet = Sheet(
        _("分享一段话"), _page(entry_id), _("分享"), _("已分享。"), lead=lead, draft=f"entry:share:{entry_id}"
    )
    return fill_in(
        request, sheet, form,
        lambda: following.share_words(by=request.viewer, entry=row, now=timezone.now(), **form.cleaned_data),
    )  # fmt: skip


@requires(Capability.KEEP_RECORDS)
def attachment_new(request: ViewerRequest, entry_id: str) -> HttpResponse:
    """A file beside the record."""
    row = seen(request, Entry, entry_id)
    form = AttachForm(request.POST or None, request.FILES or None)
    sheet = Sheet(_("添加附件"), _page(entry_id), _("添加"), _("已添加。"))
    return fill_in(
        request, sheet, form,
        lambda: attach(by=request.viewer, entry=row, upload=form.cleaned_data["file"], now=timezone.now()),
    )  # fmt: skip
