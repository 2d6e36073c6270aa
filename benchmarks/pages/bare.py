"""The yardstick: one view, one query, one plain template; the same session and authentication in front."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.backends.django import Template
from django.urls import path

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
TEMPLATE = """<!doctype html><html><head><title>Students</title></head><body><p>{{ request.user.name }}</p>
<ul>{% for row in rows %}<li><a href="/students/{{ row.public_id }}/">{{ row.name }}</a>
<span>{{ row.class_group.name }}</span> <span>{{ row.get_gender_display }}</span> <span>{{ row.number }}</span></li>
{% endfor %}</ul></body></html>"""


@cache
def page() -> Template:
    """The template, compiled once."""
    return engines["django"].from_string(TEMPLATE)


def students(request: HttpRequest) -> HttpResponse:
    """Fifty students with their class."""
    school = request.user.school_id
    rows = Student.unscoped.filter(school=school).select_related("class_group").order_by("class_group", "number")[:50]
    return HttpResponse(page().render({"rows": rows}, request))


urlpatterns = [path("bare/", students)]
