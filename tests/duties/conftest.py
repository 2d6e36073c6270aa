"""明德中学 with a scheme of its own: a talk each week, a home visit each term, notes each month."""

import pytest

from tests.duties.school import calendar, pair, publish
from tests.world import World

SCHEME = """
[header]
key = "mingde"
title = "明德中学全员导师制实施方案"
stages = ["senior"]
version = "2026-1"
author = "德育处"
valid_from = 2026-09-01

[[documents]]
key = "校"
title = "明德中学全员导师制实施方案"

[[outline]]
number = "一"
heading = "职责任务"
rules = ["talk", "home-visit", "note", "homeroom-call"]

[[matching.coverage]]
id = "everybody"
title = "学生人人有导师"
source = { document = "校", place = "二", words = "学生人人有导师。" }
reading = "每个学生都有导师。"

[[duties]]
id = "talk"
title = "每周谈心"
kind = "talk"
rhythm = { at_least = 1, every = "week" }
channels = ["face_to_face"]
source = { document = "校", place = "一", words = "导师每周与学生至少面对面谈心一次。" }
reading = "每个学生每周至少一次，面对面才算。"

[[duties]]
id = "home-visit"
title = "每学期家访"
kind = "home_visit"
rhythm = { at_least = 1, every = "term" }
shared = { roles = ["homeroom_teacher"] }
source = { document = "校", place = "一", words = "每学期家访一次，可以与班主任同去。" }
reading = "每个学生每学期一次。"

[[duties]]
id = "note"
title = "导师手记"
kind = "mentor_note"
per = "mentor"
rhythm = { at_least = 1, every = "month" }
source = { document = "校", place = "一", words = "导师每月写一篇手记。" }
reading = "每位导师每月一篇。"

[[duties]]
id = "homeroom-call"
title = "班主任每学期电访"
kind = "phone_call"
by = "homeroom_teacher"
rhythm = { at_least = 1, every = "term" }
source = { document = "校", place = "一", words = "班主任每学期与每位家长通一次电话。" }
reading = "班主任本人打的才算。"

[[moments]]
id = "after-loss"
title = "家中有变故"
trigger = "bereavement"
follow_ups = [{ duty = "talk", within = { amount = 3, unit = "school_days" } }]
source = { document = "校", place = "一", words = "学生家中有变故的，导师应及时谈心。" }
reading = "三个上学日内谈一次。"
"""


@pytest.fixture
def term(world: World) -> World:
    """wang guides xiaoming and xiaohong, li guides xiaogang; wang is homeroom teacher of the first two."""
    calendar(world.schools["mingde"])
    publish(world, SCHEME)
    for mentor, student in (("wang", "xiaoming"), ("wang", "xiaohong"), ("li", "xiaogang")):
        pair(world.staff[mentor], world.students[student])
    return world
