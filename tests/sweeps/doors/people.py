"""Doors of people. Objects belong to 明德中学; `he` comes from the other school."""

from collections.abc import Callable

from liangshi.people.models import (
    CalendarDay,
    Campus,
    DeclaredRelative,
    Grade,
    LeadershipLevel,
    LeadershipPost,
    RoleAppointment,
)
from tests.sweeps.doors import STAFF, DoorRow
from tests.world import TODAY, World

COLLEAGUES = STAFF | {"he"}
OFFICE = frozenset({"gu", "shen"})
OFFICES = OFFICE | {"he"}
APPOINTERS = frozenset({"gu", "lin"})
REACH_XIAOMING = frozenset({"gu", "lin", "shen", "gao", "zhou", "wang", "li"})
FAMILIES = frozenset({"xiaoming", "xiaogang", "zhaoma", "zheng"})
STUDENTS = frozenset({"xiaoming", "xiaogang", "zheng"})
GONE_ON = (303,)

Address = Callable[[World], str]


def campus(world: World) -> str:
    return Campus.unscoped.get_or_create(school=world.schools["mingde"], name="东校区")[0].public_id


def empty_grade(world: World) -> str:
    return Grade.unscoped.get_or_create(school=world.schools["mingde"], level=12, name="高三")[0].public_id


def day(world: World) -> str:
    given = {"date": TODAY, "kind": "exam", "name": "月考"}
    return CalendarDay.unscoped.get_or_create(school=world.schools["mingde"], **given)[0].public_id


def post(world: World) -> str:
    school, staff = world.schools["mingde"], world.staff["lin"]
    return LeadershipPost.unscoped.get_or_create(school=school, staff=staff, post="组长")[0].public_id


def level(world: World) -> str:
    return LeadershipLevel.unscoped.get_or_create(school=world.schools["mingde"], name="校长")[0].public_id


def appointment(world: World) -> str:
    return RoleAppointment.unscoped.get(account=world.account("zhou")).public_id


def relative(world: World) -> str:
    given = {"staff": world.staff["li"], "student": world.students["xiaoli"], "relation": "父子"}
    return DeclaredRelative.unscoped.get_or_create(school=world.schools["mingde"], **given)[0].public_id


def to(pattern: str, find: Callable[[World], str]) -> Address:
    return lambda world: pattern.format(find(world))


def of_class(end: str = "") -> Address:
    return lambda world: f"/classes/{world.classes['c101'].public_id}/{end}"


def of_club(end: str = "") -> Address:
    return lambda world: f"/clubs/{world.clubs['basketball'].public_id}/{end}"


def of_year(end: str = "") -> Address:
    return lambda world: f"/years/{world.years['mingde'].public_id}/{end}"


def of_staff(end: str = "") -> Address:
    return lambda world: f"/staff/{world.staff['wang'].public_id}/{end}"


def of_student(end: str = "") -> Address:
    return lambda world: f"/students/{world.students['xiaoming'].public_id}/{end}"


def of_guardian(end: str = "") -> Address:
    return lambda world: of_student(f"guardians/{world.guardians['zhaoma'].public_id}/{end}")(world)


def plain(address: str) -> Address:
    return lambda world: address


def button(allowed: frozenset[str], address: Address) -> DoorRow:
    return DoorRow(allowed, address, method="post", status=GONE_ON)


DOORS = {
    "people:organisation": DoorRow(COLLEAGUES, plain("/school/")),
    "people:school_edit": DoorRow(OFFICES, plain("/school/edit/")),
    "people:campus_new": DoorRow(OFFICES, plain("/campuses/new/")),
    "people:campus_edit": DoorRow(OFFICE, to("/campuses/{}/", campus)),
    "people:campus_remove": button(OFFICE, to("/campuses/{}/remove/", campus)),
    "people:grade_new": DoorRow(OFFICES, plain("/grades/new/")),
    "people:grade_edit": DoorRow(OFFICE, to("/grades/{}/", empty_grade)),
    "people:grade_remove": button(OFFICE, to("/grades/{}/remove/", empty_grade)),
    "people:year_new": DoorRow(OFFICES, plain("/years/new/")),
    "people:year_edit": DoorRow(OFFICE, of_year()),
    "people:year_remove": button(OFFICE, of_year("remove/")),
    "people:promotion": DoorRow(frozenset(), of_year("promotion/")),
    "people:promotion_undo": button(frozenset(), of_year("promotion/undo/")),
    "people:calendar": DoorRow(COLLEAGUES, plain("/calendar/")),
    "people:calendar_seed": button(OFFICES, plain("/calendar/seed/2026/")),
    "people:day_new": DoorRow(OFFICES, plain("/calendar/new/")),
    "people:day_edit": DoorRow(OFFICE, to("/calendar/{}/", day)),
    "people:day_remove": button(OFFICE, to("/calendar/{}/remove/", day)),
    "people:classes": DoorRow(COLLEAGUES, plain("/classes/")),
    "people:class_new": DoorRow(OFFICES, plain("/classes/new/")),
    "people:class": DoorRow(STAFF, of_class()),
    "people:class_edit": DoorRow(OFFICE, of_class("edit/")),
    "people:class_remove": button(OFFICE, of_class("remove/")),
    "people:teaching_edit": DoorRow(OFFICE, of_class("teaching/")),
    "people:teaching": DoorRow(COLLEAGUES, plain("/teaching/")),
    "people:clubs": DoorRow(COLLEAGUES, plain("/clubs/")),
    "people:club_new": DoorRow(OFFICES, plain("/clubs/new/")),
    "people:club": DoorRow(STAFF, of_club()),
    "people:club_edit": DoorRow(OFFICE, of_club("edit/")),
    "people:club_remove": button(frozenset(), plain("/clubs/noclubatall/remove/")),
    "people:club_join": DoorRow(OFFICE, of_club("members/new/")),
    "people:club_leave": button(
        OFFICE, lambda world: of_club(f"members/{world.students['xiaoming'].public_id}/remove/")(world)
    ),
    "people:leadership": DoorRow(COLLEAGUES, plain("/leadership/")),
    "people:post_new": DoorRow(OFFICES, plain("/leadership/posts/new/")),
    "people:post_edit": DoorRow(OFFICE, to("/leadership/posts/{}/", post)),
    "people:post_remove": button(OFFICE, to("/leadership/posts/{}/remove/", post)),
    "people:post_raise": button(OFFICE, to("/leadership/posts/{}/raise/", post)),
    "people:levels_begin": button(OFFICES, plain("/leadership/levels/begin/")),
    "people:level_new": DoorRow(OFFICES, plain("/leadership/levels/new/")),
    "people:level_edit": DoorRow(OFFICE, to("/leadership/levels/{}/", level)),
    "people:level_remove": button(OFFICE, to("/leadership/levels/{}/remove/", level)),
    "people:roles": DoorRow(APPOINTERS, plain("/roles/")),
    "people:role_new": DoorRow(APPOINTERS, plain("/roles/new/")),
    "people:role_end": DoorRow(APPOINTERS, to("/roles/{}/end/", appointment)),
    "people:staff_list": DoorRow(COLLEAGUES, plain("/staff/")),
    "people:staff_export": DoorRow(OFFICES, plain("/staff/export/")),
    "people:staff_new": DoorRow(OFFICES, plain("/staff/new/")),
    "people:staff": DoorRow(STAFF, of_staff()),
    "people:staff_edit": DoorRow(OFFICE, of_staff("edit/")),
    "people:staff_status": DoorRow(OFFICE, of_staff("status/")),
    "people:staff_leave": DoorRow(OFFICE, of_staff("leave/")),
    "people:staff_return": button(OFFICE, of_staff("return/")),
    "people:staff_photo": DoorRow(frozenset(), of_staff("photo/")),
    "people:profile": DoorRow(COLLEAGUES, plain("/profile/")),
    "people:profile_edit": DoorRow(COLLEAGUES, plain("/profile/edit/")),
    "people:photo_edit": DoorRow(COLLEAGUES, plain("/profile/photo/")),
    "people:photo_remove": button(COLLEAGUES, plain("/profile/photo/remove/")),
    "people:relative_new": DoorRow(COLLEAGUES, plain("/profile/relatives/new/")),
    "people:relative_withdraw": button(frozenset({"li"}), to("/profile/relatives/{}/withdraw/", relative)),
    "people:students": DoorRow(COLLEAGUES, plain("/students/")),
    "people:student_new": DoorRow(OFFICES, plain("/students/new/")),
    "people:student": DoorRow(REACH_XIAOMING, of_student()),
    "people:student_edit": DoorRow(OFFICE, of_student("edit/")),
    "people:student_move": DoorRow(OFFICE, of_student("move/")),
    "people:student_leave": DoorRow(OFFICE, of_student("leave/")),
    "people:student_rejoin": DoorRow(OFFICE, of_student("rejoin/")),
    "people:guardian_new": DoorRow(OFFICE, of_student("guardians/new/")),
    "people:guardian_edit": DoorRow(OFFICE, of_guardian()),
    "people:guardian_remove": button(frozenset(), of_student("guardians/nobodyatall/remove/")),
    "people:own_page": DoorRow(FAMILIES, plain("/my-page/")),
    "people:own_words": DoorRow(STUDENTS, plain("/my-page/words/")),
    "people:own_page_of": DoorRow(
        frozenset({"xiaoming", "zhaoma"}), lambda world: f"/my-page/{world.students['xiaoming'].public_id}/"
    ),
}
