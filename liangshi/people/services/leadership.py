"""The leadership group: named posts, and what each level of the school does (clause O3)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext, gettext_noop

from liangshi.domain.access import Viewer
from liangshi.people.models import LeadershipLevel, LeadershipPost, School, Staff

from .problems import NameTakenError, PostTakenError, refusing
from .trail import note, store

USUAL_LEVELS = (
    (gettext_noop("校长"), gettext_noop("对全员导师制负总责，审定方案，听取汇报，协调人员与经费。")),
    (gettext_noop("班子成员"), gettext_noop("分工联系年级，参加年级的研讨，帮助解决年级自己解决不了的问题。")),
    (gettext_noop("政教处、教导处"), gettext_noop("组织师生匹配、导师培训和过程指导，汇总情况，提出改进建议。")),
    (gettext_noop("班主任"), gettext_noop("负责班级整体，与导师互通学生情况，召集班级育人共同体商量个别学生。")),
    (
        gettext_noop("任课教师"),
        gettext_noop("担任导师，关心受导学生的思想、学业、身心和生活，及时与班主任和家长沟通。"),
    ),
)
"""The line that schools usually draw, as a beginning to edit; written in the language of who begins."""


@dataclass(frozen=True, slots=True)
class PostDraft:
    """A post and who holds it."""

    staff: Staff
    post: str
    charge: str


@dataclass(frozen=True, slots=True)
class LevelDraft:
    """A level and what it does."""

    name: str
    charge: str


@transaction.atomic
def add_post(*, by: Viewer, school: School, draft: PostDraft, now: datetime) -> LeadershipPost:
    """A further post, last in the order."""
    last = LeadershipPost.unscoped.filter(school=school).aggregate(last=Max("position"))["last"] or 0
    with refusing(PostTakenError):
        post = LeadershipPost.unscoped.create(
            school=school, staff=draft.staff, post=draft.post, charge=draft.charge, position=last + 1
        )
    note(by=by, verb="post.added", row=post, school=school.pk, now=now, detail={"staff": draft.staff.public_id})
    return post


@transaction.atomic
def change_post(*, by: Viewer, post: LeadershipPost, draft: PostDraft, now: datetime) -> None:
    """Another holder, name or charge."""
    with refusing(PostTakenError):
        changed = store(post, {"staff_id": draft.staff.pk, "post": draft.post, "charge": draft.charge})
    if changed:
        note(by=by, verb="post.changed", row=post, school=post.school_id, now=now, detail={"fields": changed})


@transaction.atomic
def remove_post(*, by: Viewer, post: LeadershipPost, now: datetime) -> None:
    """The post is gone."""
    note(by=by, verb="post.removed", row=post, school=post.school_id, now=now, detail={"staff": post.staff.public_id})
    post.delete()


@transaction.atomic
def raise_post(*, by: Viewer, post: LeadershipPost, now: datetime) -> None:
    """One place up in the order; the first one stays."""
    order = list(LeadershipPost.unscoped.filter(school=post.school_id))
    place = order.index(post)
    if place:
        order[place - 1 : place + 1] = [post, order[place - 1]]
        for position, each in enumerate(order, start=1):
            LeadershipPost.unscoped.filter(pk=each.pk).update(position=position)
        note(by=by, verb="post.moved", row=post, school=post.school_id, now=now)


@transaction.atomic
def begin_levels(*, by: Viewer, school: School, now: datetime) -> int:
    """Lay in the usual levels where the school has none yet; the number added."""
    if LeadershipLevel.unscoped.filter(school=school).exists():
        return 0
    levels = LeadershipLevel.unscoped.bulk_create(
        LeadershipLevel(school=school, name=gettext(name), charge=gettext(charge), position=position)
        for position, (name, charge) in enumerate(USUAL_LEVELS, start=1)
    )
    note(by=by, verb="levels.begun", row=school, school=school.pk, now=now, detail={"levels": len(levels)})
    return len(levels)


@transaction.atomic
def add_level(*, by: Viewer, school: School, draft: LevelDraft, now: datetime) -> LeadershipLevel:
    """A further level, last in the order."""
    last = LeadershipLevel.unscoped.filter(school=school).aggregate(last=Max("position"))["last"] or 0
    with refusing(NameTakenError):
        level = LeadershipLevel.unscoped.create(school=school, name=draft.name, charge=draft.charge, position=last + 1)
    note(by=by, verb="level.added", row=level, school=school.pk, now=now)
    return level


@transaction.atomic
def change_level(*, by: Viewer, level: LeadershipLevel, draft: LevelDraft, now: datetime) -> None:
    """Another name or charge."""
    with refusing(NameTakenError):
        changed = store(level, {"name": draft.name, "charge": draft.charge})
    if changed:
        note(by=by, verb="level.changed", row=level, school=level.school_id, now=now, detail={"fields": changed})


@transaction.atomic
def remove_level(*, by: Viewer, level: LeadershipLevel, now: datetime) -> None:
    """The level is gone."""
    note(by=by, verb="level.removed", row=level, school=level.school_id, now=now)
    level.delete()
