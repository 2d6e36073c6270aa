"""Who may write in a case: nobody who only looks in through broken glass."""

from liangshi.domain.access import Capability, Role, Viewer
from liangshi.foundation.refusals import RefusalError
from liangshi.people.models import DeclaredRelative, Staff
from liangshi.wellbeing.models import Case, KeptAway
from liangshi.wellbeing.queries.glass import breakable_cases, orphaned


class NotYoursError(RefusalError):
    """The viewer does not work on this case, or only as one of its team."""


class UnfitForCaseError(RefusalError):
    """The person left the school, is a relative, or the case keeps them away."""


def works_on(viewer: Viewer, case: Case) -> bool:
    """Whether the viewer reads the case without broken glass: counsellor, owner, team."""
    return Case.unscoped.visible_to(viewer.through_no_glass()).filter(pk=case.pk).exists()


def keeps(viewer: Viewer, case: Case) -> bool:
    """Whether the viewer decides on the case: its owner, and a counsellor who reads it."""
    return works_on(viewer, case) and (case.owner_id == viewer.staff or Role.COUNSELLOR in viewer.roles)


def must_work_on(viewer: Viewer, case: Case) -> Staff:
    """The viewer as a member of staff, or a refusal."""
    if not works_on(viewer, case):
        raise NotYoursError
    return staff_of(viewer)


def must_keep(viewer: Viewer, case: Case) -> Staff:
    """The same for what only owner and counsellor decide."""
    if not keeps(viewer, case):
        raise NotYoursError
    return staff_of(viewer)


def staff_of(viewer: Viewer) -> Staff:
    """The viewer as a member of staff."""
    if viewer.staff is None:
        raise NotYoursError
    return Staff.unscoped.get(pk=viewer.staff)


def must_fit(case: Case, staff: Staff) -> None:
    """Whether somebody may have a place in the case."""
    related = DeclaredRelative.unscoped.filter(staff=staff, student=case.student_id).exists()
    away = KeptAway.unscoped.filter(account=staff.account_id, concern__students__case_of_part__case=case)
    gone = staff.left_on is not None or staff.account_id is None or staff.school_id != case.school_id
    if related or gone or away.exists():
        raise UnfitForCaseError


def has_nobody(case: Case) -> bool:
    """Whether the owner can no longer look after it."""
    return orphaned([case]).exists()


def may_name_owner(viewer: Viewer, case: Case) -> bool:
    """Owner and counsellor; where the owner is gone, the principal too, who learns nothing of the content by it."""
    if keeps(viewer, case):
        return True
    within = breakable_cases(viewer).filter(pk=case.pk).exists()
    return viewer.can(Capability.BREAK_GLASS) and within and has_nobody(case)
