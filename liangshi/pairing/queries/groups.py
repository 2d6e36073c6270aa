"""Groups within classes as a page shows them."""

from collections import defaultdict
from dataclasses import dataclass

from liangshi.pairing.models import Candidate, Round, StudyGroup
from liangshi.people.models import ClassGroup


@dataclass(frozen=True, slots=True)
class GroupShown:
    """A group with the names of its members."""

    group: StudyGroup
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClassShown:
    """A class with its groups, and the names of those in none."""

    class_group: ClassGroup
    groups: tuple[GroupShown, ...]
    alone: tuple[str, ...]


def classes_in(round_: Round) -> tuple[ClassShown, ...]:
    """Each class of the round; three statements."""
    classes = ClassGroup.unscoped.filter(year=round_.year_id, grade__round_links__round=round_).order_by(
        "grade__level", "ordinal"
    )
    groups: dict[int, list[StudyGroup]] = defaultdict(list)
    for group in StudyGroup.unscoped.filter(round=round_).select_related("mentor__staff"):
        groups[group.class_group_id].append(group)
    members: dict[int | None, list[str]] = defaultdict(list)
    alone: dict[int | None, list[str]] = defaultdict(list)
    rows = Candidate.unscoped.taking_part().filter(round=round_).order_by("student__sort_key")
    for name, class_group, key in rows.values_list("student__name", "student__class_group_id", "study_group_id"):
        if not key:
            alone[class_group].append(name)
        else:
            members[key].append(name)
    return tuple(
        ClassShown(
            one, tuple(GroupShown(group, tuple(members[group.pk])) for group in groups[one.pk]), tuple(alone[one.pk])
        )
        for one in classes
    )
