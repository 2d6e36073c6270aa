"""Papers as Word, and the school's own templates for them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import invalid, see_other, show
from liangshi.schemes.choices import PaperKind
from liangshi.schemes.forms.templates import TemplateForm, fault_words
from liangshi.schemes.models import PaperTemplate, SchemeVersion
from liangshi.schemes.papers.context import TermFacts
from liangshi.schemes.papers.inspection import TemplateRefusedError
from liangshi.schemes.papers.sample import sample_template
from liangshi.schemes.queries import version_on
from liangshi.schemes.queries.papers import NoTermError, filled, paper_document, term_facts
from liangshi.schemes.queries.terms import terms_of
from liangshi.schemes.services import set_aside, upload_template, use_template
from liangshi.schemes.templatetags.schemes import TEMPLATE_FIELDS

from .filing import word_file


@requires(Capability.READ_STAFF)
def papers(request: ViewerRequest) -> HttpResponse:
    """The papers of the scheme in force."""
    today = timezone.localdate()
    version = _in_force(request)
    templates = PaperTemplate.objects.visible_to(request.viewer).filter(in_use=True)
    context = {
        "version": version, "kinds": PaperKind, "terms": terms_of(version.school_id, today) if version else (),
        "may_edit": request.viewer.can(Capability.EDIT_SCHEME), "own": {row.kind for row in templates},
    }  # fmt: skip
    return show(request, "schemes/papers.html", context)


@requires(Capability.READ_STAFF)
def paper_word(request: ViewerRequest, kind: str) -> HttpResponse:
    """One paper as Word; `?term=` chooses the term of the duty list."""
    chosen, version = _kind(kind), _in_force(request)
    if version is None:
        raise Http404
    asked = request.GET.get("term", "")
    try:
        term = _term(version, chosen, int(asked) if asked.isdecimal() else None)
        content = paper_document(chosen, version, term)
    except NoTermError:
        messages.warning(request, _("任务清单要用到校历，请先在“学校”里设好学期。"))
        return see_other(reverse("schemes:papers"))
    except TemplateRefusedError as refused:
        messages.warning(request, _("学校的模板用不上：%(why)s") % {"why": fault_words(refused)})
        return see_other(reverse("schemes:papers"))
    return word_file(content, f"{chosen.value}-{version.ordinal}.docx")


@requires(Capability.EDIT_SCHEME)
@require_http_methods(["GET", "POST"])
def paper_template(request: ViewerRequest, kind: str) -> HttpResponse:
    """The school's own template of a paper: fields, upload, history."""
    chosen, version = _kind(kind), _in_force(request)
    form = TemplateForm(request.POST or None, request.FILES or None)
    rows = PaperTemplate.objects.visible_to(request.viewer).filter(kind=chosen)
    page = {
        "kind": chosen, "version": version, "form": form, "fields": TEMPLATE_FIELDS,
        "templates": rows.select_related("uploaded_by").defer("content"),
    }  # fmt: skip
    if request.method == "GET":
        return show(request, "schemes/paper_template.html", page)
    if version is None:
        raise Http404
    if form.is_valid():
        try:
            upload_template(
                by=request.viewer, version=version, term=_term(version, chosen), kind=chosen, name=form.file_name(),
                content=form.content(), now=timezone.now(),
            )  # fmt: skip
        except TemplateRefusedError as refused:
            form.add_error("file", fault_words(refused))
        except NoTermError:
            form.add_error(None, _("任务清单要用到校历，请先在“学校”里设好学期。"))
        else:
            messages.success(request, _("模板可以用。看过预览后启用。"))
            return see_other(reverse("schemes:paper_template", args=[chosen.value]))
    return invalid(request, "schemes/paper_template.html", page)


@requires(Capability.EDIT_SCHEME)
def template_sample(request: ViewerRequest, kind: str) -> HttpResponse:
    """A template to begin with."""
    chosen = _kind(kind)
    return word_file(sample_template(chosen), f"template-{chosen.value}.docx")


@requires(Capability.EDIT_SCHEME)
def template_preview(request: ViewerRequest, template: str) -> HttpResponse:
    """The paper as it would come out by this template."""
    row, version = _template(request, template), _in_force(request)
    if version is None:
        raise Http404
    kind = PaperKind(row.kind)
    try:
        content = filled(bytes(row.content), kind, version, _term(version, kind))
    except TemplateRefusedError as refused:
        messages.warning(request, fault_words(refused))
        return see_other(reverse("schemes:paper_template", args=[row.kind]))
    return word_file(content, f"preview-{row.kind}-{row.ordinal}.docx")


@requires(Capability.EDIT_SCHEME)
def template_file(request: ViewerRequest, template: str) -> HttpResponse:
    """The template as it was uploaded."""
    row = _template(request, template)
    return word_file(bytes(row.content), f"template-{row.kind}-{row.ordinal}.docx")


@requires(Capability.EDIT_SCHEME)
@require_POST
def template_use(request: ViewerRequest, template: str) -> HttpResponse:
    """Take a template into use, or set it aside where it is in use."""
    row = _template(request, template)
    if row.in_use:
        set_aside(by=request.viewer, template=row, now=timezone.now())
        messages.success(request, _("已改回标准样式。"))
    else:
        use_template(by=request.viewer, template=row, now=timezone.now())
        messages.success(request, _("以后按这个模板生成。"))
    return see_other(reverse("schemes:paper_template", args=[row.kind]))


def _kind(name: str) -> PaperKind:
    try:
        return PaperKind(name)
    except ValueError as unknown:
        raise Http404 from unknown


def _in_force(request: ViewerRequest) -> SchemeVersion | None:
    school = request.viewer.school
    return version_on(school, timezone.localdate()) if school else None


def _term(version: SchemeVersion, kind: PaperKind, ordinal: int | None = None) -> TermFacts | None:
    if kind is not PaperKind.DUTY_LIST:
        return None
    return term_facts(version.school_id, timezone.localdate(), ordinal)


def _template(request: ViewerRequest, template: str) -> PaperTemplate:
    found: PaperTemplate = get_object_or_404(PaperTemplate.objects.visible_to(request.viewer), public_id=template)
    return found
