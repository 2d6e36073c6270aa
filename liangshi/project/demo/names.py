"""Invented names, the same on every machine."""

from random import Random

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖"
    "范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武莫孔向汤"
)
BOYS = "子轩浩然宇航俊杰博文天佑明哲思远嘉树承泽景行立言书恒牧野云舟知行若谷星河一凡昊天瑞霖泽楷修远望舒怀瑾"
GIRLS = "雨桐诗涵梓萱语嫣思琪静姝若曦心怡婉清书瑶安然晓彤芷若沐晴映雪知夏听澜念慈采薇初晴舒窈清欢予安星若"
ADULTS = "建国志强海涛文斌丽华秀兰晓峰雪梅国庆玉珍永康春燕立新佩文振宇美玲光明红霞德胜爱民"


def given(letters: str, random: Random) -> str:
    """Two letters, mostly a pair that belongs together."""
    if random.random() < 0.7:
        start = random.randrange(len(letters) // 2) * 2
        return letters[start : start + 2]
    return random.choice(letters) + random.choice(letters)


def student_name(gender: str, random: Random) -> str:
    """The name of a student."""
    return random.choice(SURNAMES) + given(BOYS if gender == "male" else GIRLS, random)


def adult_name(random: Random) -> str:
    """The name of a teacher or parent."""
    return random.choice(SURNAMES) + given(ADULTS, random)
