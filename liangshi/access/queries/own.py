"""The person of a request, as rows; for views behind `requires`."""

from django.http import Http404, HttpRequest

from liangshi.people.models import Account, School


def own_account(request: HttpRequest) -> Account:
    """The signed-in account."""
    assert isinstance(request.user, Account)
    return request.user


def own_school(request: HttpRequest) -> School:
    """The school of the signed-in account; there is no such page for a bureau."""
    school = own_account(request).school
    if school is None:
        raise Http404
    return school
