"""Texts with nothing but a header, from which a school types in its scheme and a bureau its frame."""

from datetime import date

BLANK = "blank"
"""The key under which a blank text is chosen instead of a preset."""

_HEADER = """[header]
key = "{key}"
title = "{title}"
stages = ["primary", "junior", "senior"]
level = "{level}"
version = "1"
author = "{author}"
valid_from = {day}

[[documents]]
key = "{document}"
title = "{title}"

"""
_OF_SCHEME = """# 每一条都写明来源和解读。例如每周谈心一次：
# [[duties]]
# id = "talk"
# title = "谈心"
# kind = "talk"
# rhythm = { at_least = 1, every = "week" }
# source = { document = "校", place = "三（一）", words = "每周至少谈心一次。" }
# reading = "每个学生每周至少一次。"
"""
_OF_FRAME = """# 每条规则都写明来源。例如每位导师最多带十五名学生：
# [[matching.quotas]]
# id = "quota"
# title = "师生比"
# ceiling = 15
# strength = "hard"
# source = { document = "框", place = "一", words = "每名导师指导学生不超过15人。" }
# reading = "每名导师最多15名学生，不得超过。"
"""


def blank_scheme(day: date) -> str:
    """A school's scheme without a clause, in force from `day`."""
    words = {"key": "our-school", "title": "全员导师制工作实施方案", "author": "本校", "document": "校"}
    return _HEADER.format(level="school", day=day, **words) + _OF_SCHEME


def blank_frame(day: date) -> str:
    """A bureau's frame without a clause, in force from `day`."""
    words = {"key": "frame", "title": "全员导师制工作框架", "author": "教育局", "document": "框"}
    return _HEADER.format(level="city", day=day, **words) + _OF_FRAME
