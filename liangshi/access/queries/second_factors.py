"""Who has a second factor."""

from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet

from liangshi.domain.access import Viewer
from liangshi.people.models import Account, Staff
from liangshi.people.queries.accounts import beyond

STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def own_factors(account: Account) -> list[Authenticator]:
    """Everything that proves the person besides the password."""
    return list(Authenticator.objects.filter(user=account).order_by("type", "created_at"))


def staff_with_factors(viewer: Viewer, typed: str) -> QuerySet[Staff]:
    """Present staff with an account, `has_factor` beside each; by name or number where typed."""
    factor = Authenticator.objects.filter(user=OuterRef("account"), type__in=STRONG)
    rows: QuerySet[Staff] = Staff.objects.visible_to(viewer).filter(left_on__isnull=True, account__isnull=False)
    rows = rows.select_related("account").annotate(has_factor=Exists(factor))
    if typed:
        rows = rows.filter(name__contains=typed) | rows.filter(number=typed)
    return rows


def resettable_by(viewer: Viewer, today: date) -> QuerySet[Staff]:
    """Colleagues whose second factor the viewer may take away."""
    rows: QuerySet[Staff] = Staff.objects.visible_to(viewer).filter(left_on__isnull=True, account__isnull=False)
    return rows.exclude(account=viewer.account).exclude(account__in=beyond(viewer, today))
