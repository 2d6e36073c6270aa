"""Accounts: created in bulk, given one-time passwords, changed by their owners."""

import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.foundation.sorting import name_sort_key
from liangshi.people.choices import AppointedRole, Stage
from liangshi.people.models import Account, Guardian, Region, RoleAppointment, School, Staff, Student

Person = Staff | Student | Guardian

ONE_TIME_HASHER = "one_time"
FIRST_SCHOOL_CODE = "school"
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP_LENGTH = 3, 4


class AlreadySetUpError(Exception):
    """This installation has an account already."""


@dataclass(frozen=True, slots=True)
class SetUpDraft:
    """What the first administrator says of the school and of themselves."""

    school: str
    stage: Stage
    region: str
    name: str
    number: str
    password: str


@dataclass(frozen=True, slots=True)
class IssuedPassword:
    """A one-time password as it goes on a slip; it is stored nowhere."""

    account: Account
    password: str
    expires_at: datetime


def username_of(school: School, number: str) -> str:
    """The name by which the libraries know an account of the school."""
    return f"{school.code}:{number}"


@transaction.atomic
def ensure_accounts(*, by: Viewer | None, school: School, people: Sequence[Person], now: datetime) -> int:
    """Give everybody of `people` (of one kind or mixed) an account; the number of new ones.

    The account's number is the staff or student number or the guardian's phone; where another account has it, `-2`
    is added. Existing accounts follow a changed name or number, and close when the person has left.
    """
    present = {account.pk: account for account in Account.unscoped.filter(school=school)}
    taken = Counter(account.number for account in present.values())
    new = [person for person in people if person.account_id is None]
    known = [person for person in people if person.account_id in present]
    changed = [account for person in known if (account := _follow(person, present[person.account_id], taken))]
    Account.unscoped.bulk_update(changed, ["name", "number", "username", "is_active"], batch_size=200)
    made = Account.unscoped.bulk_create(_new_account(school, person, taken) for person in new)
    for person, account in zip(new, made, strict=True):
        person.account = account
    _tie(new)
    if made or changed:
        record(
            by=by, verb="accounts.ensured", kind="school", subject=school.public_id, school=school.pk, now=now,
            detail={"created": len(made), "changed": len(changed)},
        )  # fmt: skip
    return len(made)


def _tie(people: Sequence[Person]) -> None:
    """Store the accounts that these people were just given."""
    staff = [person for person in people if isinstance(person, Staff)]
    students = [person for person in people if isinstance(person, Student)]
    guardians = [person for person in people if isinstance(person, Guardian)]
    Staff.unscoped.bulk_update(staff, ["account"], batch_size=200)
    Student.unscoped.bulk_update(students, ["account"], batch_size=200)
    Guardian.unscoped.bulk_update(guardians, ["account"], batch_size=200)


def _new_account(school: School, person: Person, taken: Counter[str]) -> Account:
    number = _free_number(_wanted_number(person), taken)
    account = Account(
        school=school, number=number, name=person.name, username=username_of(school, number), is_active=_present(person)
    )
    account.set_unusable_password()
    return account


def _follow(person: Person, account: Account, taken: Counter[str]) -> Account | None:
    """The account with what changed about the person; None where nothing did."""
    before = (account.name, account.number, account.is_active)
    wanted = _wanted_number(person)
    if account.number != wanted and not account.number.startswith(f"{wanted}-"):
        taken[account.number] -= 1
        account.number = _free_number(wanted, taken)
        account.username = f"{account.username.partition(':')[0]}:{account.number}"
    account.name, account.is_active = person.name, _present(person)
    return account if before != (account.name, account.number, account.is_active) else None


def _present(person: Person) -> bool:
    return isinstance(person, Guardian) or person.left_on is None


def _wanted_number(person: Person) -> str:
    if isinstance(person, Guardian):
        return person.phone or person.public_id
    return person.number


def _free_number(wanted: str, taken: Counter[str]) -> str:
    number, turn = wanted, 1
    while taken[number]:
        turn += 1
        number = f"{wanted}-{turn}"
    taken[number] += 1
    return number


def new_one_time_password() -> str:
    """Twelve letters and digits that cannot be mistaken for one another, in three groups: about 59 bits."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS))
    return "-".join(groups)


def one_time_form(typed: str) -> str:
    """A one-time password as it is hashed, however it was typed from paper: no gaps, small letters."""
    return "".join(letter for letter in typed.lower() if letter.isalnum())


@transaction.atomic
def issue_passwords(
    *, by: Viewer, school: School, accounts: Iterable[Account], valid_days: int, group: str, now: datetime
) -> list[IssuedPassword]:
    """New one-time passwords for active accounts of the school; former passwords and sessions end. Audited."""
    wanted = [account for account in accounts if account.school_id == school.pk and account.is_active]
    issued = give_passwords(accounts=wanted, valid_days=valid_days, now=now)
    until = now + timedelta(days=valid_days)
    record(
        by=by, verb="passwords.issued", kind="school", subject=school.public_id, school=school.pk, now=now,
        detail={"group": group, "count": len(issued), "until": until.date().isoformat(),
                "accounts": [account.public_id for account in wanted]},
    )  # fmt: skip
    return issued


def give_passwords(*, accounts: Sequence[Account], valid_days: int, now: datetime) -> list[IssuedPassword]:
    """A one-time password for each of the accounts, which has to be changed at the first sign-in."""
    expires_at = now + timedelta(days=valid_days)
    issued = [IssuedPassword(account, new_one_time_password(), expires_at) for account in accounts]
    for slip in issued:
        slip.account.password = make_password(one_time_form(slip.password), hasher=ONE_TIME_HASHER)
        slip.account.must_change_password = True
        slip.account.password_expires_at = expires_at
    Account.unscoped.bulk_update(accounts, ["password", "must_change_password", "password_expires_at"], batch_size=150)
    return issued


@transaction.atomic
def change_password(*, by: Viewer, account: Account, password: str, now: datetime) -> None:
    """The owner's own new password; a one-time password is over."""
    account.set_password(password)
    account.must_change_password = False
    account.password_expires_at = None
    account.save(update_fields=["password", "must_change_password", "password_expires_at"])
    _note_own(by=by, account=account, verb="password.changed", now=now)


@transaction.atomic
def change_email(*, by: Viewer, account: Account, email: str, now: datetime) -> None:
    """Where notices are sent to; empty means nowhere."""
    Account.unscoped.filter(pk=account.pk).update(email=email)
    _note_own(by=by, account=account, verb="email.changed", now=now)


def _note_own(*, by: Viewer, account: Account, verb: str, now: datetime) -> None:
    if account.school_id is not None:
        record(
            by=by, verb=verb, kind="account", subject=account.public_id, school=account.school_id, now=now,
            name=account.name,
        )  # fmt: skip


@transaction.atomic
def require_second_factor(*, by: Viewer, school: School, required: bool, now: datetime) -> None:
    """Whether everybody on the staff must have a second factor."""
    if School.unscoped.filter(pk=school.pk, staff_second_factor=not required).update(staff_second_factor=required):
        record(
            by=by, verb="second_factor.required" if required else "second_factor.left_open", kind="school",
            subject=school.public_id, school=school.pk, now=now,
        )  # fmt: skip


def mark_demo(*, accounts: dict[str, Account]) -> None:
    """Show these accounts, by the name of their role, on the sign-in page of a demo."""
    for label, account in accounts.items():
        Account.unscoped.filter(pk=account.pk).update(demo_label=label)


@transaction.atomic
def set_up(*, draft: SetUpDraft, today: date, now: datetime) -> Account:
    """The first school and its administrator, in an installation without accounts."""
    if Account.unscoped.exists():
        raise AlreadySetUpError
    region, _ = Region.objects.get_or_create(name=draft.region)
    try:
        with transaction.atomic():
            school = School.unscoped.create(region=region, name=draft.school, code=FIRST_SCHOOL_CODE, stage=draft.stage)
    except IntegrityError as error:
        raise AlreadySetUpError from error
    account: Account = Account.unscoped.create_user(
        username_of(school, draft.number), draft.password, school=school, number=draft.number, name=draft.name
    )
    make_administrator(account=account, school=school, today=today)
    record(
        by=None, verb="school.set_up", kind="school", subject=school.public_id, school=school.pk, now=now,
        name=account.name,
    )  # fmt: skip
    return account


def make_administrator(*, account: Account, school: School, today: date) -> None:
    """Whoever runs the system at a school: on the staff, with the role."""
    Staff.unscoped.create(
        school=school, account=account, number=account.number, name=account.name, sort_key=name_sort_key(account.name)
    )
    RoleAppointment.unscoped.create(account=account, school=school, role=AppointedRole.ADMINISTRATOR, starts_on=today)
