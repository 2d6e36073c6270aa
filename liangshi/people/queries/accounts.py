"""Questions about accounts: who signs in where, who gets a slip."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q, QuerySet

from liangshi.domain.access import Role, Viewer
from liangshi.foundation.templatetags.liangshi import listed
from liangshi.people.choices import AppointedRole
from liangshi.people.models import Account, ClassGroup, Guardian, Guardianship, Region, School, Staff, Student

SUGGESTED_PLACES = 500


class SlipGroup(StrEnum):
    """For whom slips are made."""

    CLASS_STUDENTS = "class_students"
    CLASS_GUARDIANS = "class_guardians"
    ALL_STUDENTS = "all_students"
    ALL_GUARDIANS = "all_guardians"
    STAFF = "staff"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody signs in: a school, or a region's education bureau."""

    public_id: str
    name: str
    school: int | None = None
    region: int | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who may get a slip; `number` is typed at sign-in, `belongs` is a class, or a guardian's children."""

    person: Staff | Student | Guardian
    number: str
    belongs: str
    has_signed_in: bool


def nobody_yet() -> bool:
    """Whether this installation has no account."""
    return not Account.unscoped.exists()


def sign_in_places() -> list[Place]:
    """All schools, then the bureaus that have officers, by name."""
    schools = School.unscoped.order_by("name").values_list("public_id", "name", "pk")
    regions = Region.objects.filter(officers__isnull=False).distinct().order_by("name")
    bureaus = regions.values_list("public_id", "name", "pk")
    return [Place(public_id, name, school=pk) for public_id, name, pk in schools] + [
        Place(public_id, bureau_name(name), region=pk) for public_id, name, pk in bureaus
    ]


def bureau_name(region: str) -> str:
    """The education bureau of a region."""
    return f"{region}教育局"


def accounts_by_typed_name(place: Place, typed: str) -> list[Account]:
    """The active accounts that a number or a name can mean; a number wins over a name."""
    here = Account.unscoped.filter(is_active=True).select_related("school", "region")
    if place.school is not None:
        here = here.filter(school=place.school)
    else:
        here = here.filter(school__isnull=True, region=place.region)
    found = list(here.filter(Q(number__iexact=typed) | Q(name=typed)).order_by("pk")[:10])
    return [account for account in found if account.number.casefold() == typed.casefold()] or found


def demo_accounts() -> QuerySet[Account]:
    """The accounts that a demo offers on its sign-in page, in the order they were made."""
    rows: QuerySet[Account] = Account.unscoped.exclude(demo_label="").filter(is_active=True).order_by("pk")
    return rows


def directory_school(code: str) -> School | None:
    """The school that a directory outside belongs to: by its code, or the only one there is."""
    found = list(School.unscoped.filter(code=code)[:1] if code else School.unscoped.all()[:2])
    return found[0] if len(found) == 1 else None


def account_by_directory_entry(school: School, number: str, phone: str) -> Account | None:
    """The one active account of the school that a directory means by number or phone; None where none or several."""
    known = Q(pk__in=())
    if number:
        known |= Q(number=number) | Q(staff__number=number) | Q(student__number=number)
    if phone:
        known |= Q(staff__phone=phone) | Q(guardian__phone=phone) | Q(number=phone)
    found = list(Account.unscoped.filter(known, school=school, is_active=True).distinct()[:2])
    return found[0] if len(found) == 1 else None


def recipients(
    viewer: Viewer, group: SlipGroup, *, class_group: ClassGroup | None, typed: str, today: date
) -> list[Recipient]:
    """Who is meant, by class and name; never the viewer, nor those whose passwords are not the viewer's to give."""
    if group is SlipGroup.STAFF:
        return _staff(viewer, Q(), today)
    if group in {SlipGroup.CLASS_STUDENTS, SlipGroup.ALL_STUDENTS}:
        wanted = Q() if class_group is None else Q(class_group=class_group)
        return _students(viewer, wanted)
    if group in {SlipGroup.CLASS_GUARDIANS, SlipGroup.ALL_GUARDIANS}:
        wanted = Q() if class_group is None else Q(student__class_group=class_group)
        return _guardians(viewer, wanted)
    if not typed:
        return []
    by_number = Q(number=typed) | Q(name=typed)
    guardians = _guardians(viewer, Q(guardian__phone=typed) | Q(guardian__name=typed))
    return [*_staff(viewer, by_number, today), *_students(viewer, by_number), *guardians]


def _staff(viewer: Viewer, wanted: Q, today: date) -> list[Recipient]:
    rows = Staff.unscoped.filter(wanted, school=viewer.school, left_on__isnull=True).select_related("account")
    kept = rows.exclude(account=viewer.account).exclude(account__in=beyond(viewer, today))
    return [Recipient(person, person.number, "", _has_signed_in(person.account)) for person in kept]


def _students(viewer: Viewer, wanted: Q) -> list[Recipient]:
    rows = Student.unscoped.filter(wanted, school=viewer.school, left_on__isnull=True)
    ordered = rows.select_related("account", "class_group__grade").order_by(
        "class_group__grade__level", "class_group__ordinal", "sort_key", "pk"
    )
    return [
        Recipient(s, s.number, s.class_group.name if s.class_group else "", _has_signed_in(s.account)) for s in ordered
    ]


def _guardians(viewer: Viewer, wanted: Q) -> list[Recipient]:
    rows = Guardianship.unscoped.filter(wanted, school=viewer.school, student__left_on__isnull=True)
    ordered = rows.select_related("guardian__account", "student__class_group").order_by(
        "student__class_group__grade__level", "student__class_group__ordinal", "student__sort_key", "position", "pk"
    )
    wards: dict[int, list[Guardianship]] = {}
    for row in ordered:
        wards.setdefault(row.guardian_id, []).append(row)
    return [
        Recipient(
            rows[0].guardian,
            rows[0].guardian.phone,
            listed(row.student.name for row in rows),
            _has_signed_in(rows[0].guardian.account),
        )
        for rows in wards.values()
    ]


def _has_signed_in(account: Account | None) -> bool:
    return account is not None and account.last_login is not None


def beyond(viewer: Viewer, today: date) -> QuerySet[Account]:
    """Accounts of the school above the viewer's own: only an administrator helps administrators and the principal."""
    above = Q(appointments__role__in=(AppointedRole.ADMINISTRATOR, AppointedRole.PRINCIPAL))
    current = Q(appointments__ends_on__isnull=True) | Q(appointments__ends_on__gt=today)
    rows: QuerySet[Account] = Account.unscoped.filter(above & current, school=viewer.school)
    if Role.ADMINISTRATOR in viewer.roles:
        return rows.none()
    return rows
