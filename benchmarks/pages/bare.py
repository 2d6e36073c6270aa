"""The yardstick: one view, one query, one plain template; the same session and authentication in front."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.template import Template
from django.template.context import RequestContext
from django.template.engine import Engine
from django.urls import include, path

from liangshi.people.models import Student

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
"""What `startproject` writes into new settings: no more and no less."""

TEMPLATE = """<!doctype html><html><head><title>Students</title></head><body><p>{{ request.user.name }}</p>
<ul>{% for row in rows %}<li><a href="/students/{{ row.public_id }}/">{{ row.name }}</a>
<span>{{ row.class_group.name }}</span> <span>{{ row.get_gender_display }}</span> <span>{{ row.number }}</span></li>
{% endfor %}</ul></body></html>"""


@cache
def page() -> Template:
    """The template, compiled once."""
    return Template(TEMPLATE, engine=Engine(context_processors=PROCESSORS))


def students(request: HttpRequest) -> HttpResponse:
    """Fifty students with their class."""
    school = request.user.school_id
    rows = Student.unscoped.filter(school=school).select_related("class_group").order_by("class_group", "number")[:50]
    return HttpResponse(page().render(RequestContext(request, {"rows": rows})))


urlpatterns = [path("bare/", students), path("", include("liangshi.project.urls"))]
