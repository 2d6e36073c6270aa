"""How Chinese names are sorted: by pinyin, with the readings that a surname has as a surname."""

SURNAME_READINGS = {
    "单": "shan",
    "解": "xie",
    "仇": "qiu",
    "曾": "zeng",
    "区": "ou",
    "查": "zha",
    "翟": "zhai",
    "盖": "ge",
    "朴": "piao",
    "乐": "yue",
    "任": "ren",
    "华": "hua",
    "洗": "xian",
    "冼": "xian",
    "尉": "yu",
    "覃": "qin",
    "繁": "po",
    "员": "yun",
    "召": "shao",
    "种": "chong",
    "宓": "fu",
    "缪": "miao",
    "秘": "bi",
    "晟": "cheng",
    "逄": "pang",
    "折": "she",
    "黑": "he",
    "葛": "ge",
    "那": "na",
    "车": "che",
    "过": "guo",
    "纪": "ji",
    "宁": "ning",
    "应": "ying",
    "燕": "yan",
}
"""Single surnames that dictionaries read as the common word."""

COMPOUND_SURNAMES = {
    "尉迟": "yuchi",
    "万俟": "moqi",
    "长孙": "zhangsun",
    "澹台": "tantai",
    "令狐": "linghu",
    "欧阳": "ouyang",
    "司马": "sima",
    "上官": "shangguan",
    "诸葛": "zhuge",
    "皇甫": "huangfu",
    "夏侯": "xiahou",
    "慕容": "murong",
    "司徒": "situ",
    "东方": "dongfang",
    "南宫": "nangong",
}


def split_surname(name: str) -> tuple[str, str, str | None]:
    """(surname, given name, reading of the surname where it is a special one)."""
    if name[:2] in COMPOUND_SURNAMES:
        return name[:2], name[2:], COMPOUND_SURNAMES[name[:2]]
    return name[:1], name[1:], SURNAME_READINGS.get(name[:1])
