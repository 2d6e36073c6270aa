"""Accounts and appointed roles."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from liangshi.domain.access import Capability, Viewer
from liangshi.foundation.rows import NOBODY, Door, Row, ScopedQuerySet
from liangshi.people.choices import AppointedRole

from .classes import Grade
from .places import Region, School


class AccountQuerySet(ScopedQuerySet["Account"]):
    """Accounts: one's own."""

    def reach(self, viewer: Viewer) -> models.Q:
        return models.Q(pk=viewer.account)


class AccountManager(BaseUserManager["Account"].from_queryset(AccountQuerySet)):  # type: ignore[misc]
    """Plain on purpose: the authentication libraries read accounts before anybody is signed in."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "Account":
        account: Account = self.model(username=username, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser, Row):
    """Somebody who can sign in: `username` is `school code:number`, `number` what the person types.

    `password_expires_at` belongs to a one-time password; `demo_label` names the role that a demo account shows.
    """

    username = models.CharField(max_length=90, unique=True)
    school = models.ForeignKey(School, on_delete=models.CASCADE, null=True, related_name="accounts")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="officers")
    number = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    password_expires_at = models.DateTimeField(null=True)
    demo_label = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = AccountManager()
    unscoped = AccountManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "number"], name="people_account_number_once"),
            models.CheckConstraint(
                condition=models.Q(school__isnull=False) | models.Q(region__isnull=False),
                name="people_account_has_place",
            ),
        ]
        indexes = [models.Index(fields=["school", "name"], name="people_account_by_name")]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name that libraries show."""
        return self.name


class RoleAppointmentQuerySet(ScopedQuerySet["RoleAppointment"]):
    """Appointments: everybody on the staff may know who holds which post; a bureau's administrator, its officers."""

    def reach(self, viewer: Viewer) -> models.Q:
        if viewer.can(Capability.KEEP_REGION):
            return models.Q(role=AppointedRole.OFFICER, account__school=None, account__region__in=viewer.regions)
        if viewer.staff is None:
            return NOBODY
        return models.Q(school=viewer.school)

    def on(self, day: date) -> "RoleAppointmentQuerySet":
        """Those that are held on `day`."""
        open_or_later = models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=day)
        return self.filter(open_or_later, starts_on__lte=day)


class RoleAppointment(Row):
    """A role given by name, for a school, a grade of it, or a region; half-open interval."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="appointments")
    school = models.ForeignKey(School, on_delete=models.CASCADE, null=True, related_name="roles")
    role = models.CharField(max_length=20, choices=AppointedRole)
    grade = models.ForeignKey(Grade, on_delete=models.CASCADE, null=True, related_name="leads")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    objects = Door["RoleAppointment"]()
    unscoped = RoleAppointmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=AppointedRole.values), name="people_role_known"),
            models.CheckConstraint(
                condition=models.Q(role=AppointedRole.GRADE_LEAD, grade__isnull=False)
                | (~models.Q(role=AppointedRole.GRADE_LEAD) & models.Q(grade__isnull=True)),
                name="people_role_grade_lead_has_grade",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=models.F("starts_on")),
                name="people_role_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["account", "role"],
                condition=models.Q(ends_on__isnull=True, grade__isnull=True),
                name="people_role_open_once",
            ),
            models.UniqueConstraint(
                fields=["account", "role", "grade"],
                condition=models.Q(ends_on__isnull=True, grade__isnull=False),
                name="people_role_of_grade_open_once",
            ),
        ]
