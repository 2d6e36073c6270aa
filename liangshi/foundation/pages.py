"""Answers that every app gives alike: a page, an invalid form, one page of a long list."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render

PAGE_SIZE = 50
DEVICE = "X-Liangshi-Device"

M = TypeVar("M", bound=Model)


def show(request: HttpRequest, template: str, context: Mapping[str, Any]) -> HttpResponse:
    """The page, 200."""
    return render(request, template, context)


def invalid(request: HttpRequest, template: str, context: Mapping[str, Any]) -> HttpResponse:
    """The page with an invalid form: 422, nothing is lost."""
    return render(request, template, context, status=422)


def see_other(url: str) -> HttpResponse:
    """303 to where the result can be seen."""
    return HttpResponseRedirect(url, status=303)


def arrived(request: HttpRequest, url: str) -> HttpResponse:
    """What was sent is stored: 303 to `url`, or 201 with it for the page script that sends what waited on a device."""
    if DEVICE in request.headers:
        return JsonResponse({"url": url}, status=201)
    return see_other(url)


def one_page(request: HttpRequest, rows: QuerySet[M], size: int = PAGE_SIZE) -> Page[M]:
    """The page that `?page=` names; nonsense gives the first or the last."""
    return Paginator(rows, size).get_page(request.GET.get("page"))
