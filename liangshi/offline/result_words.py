"""The words of the result workbook."""

from collections.abc import Mapping
from enum import StrEnum

from liangshi.domain.outcome.figures import Manner

from .language import Words


class ResultTab(StrEnum):
    """A sheet of the result workbook."""

    PAIRS = "pairs"
    REASONS = "reasons"
    UNMET = "unmet"
    MENTORS = "mentors"
    FIGURES = "figures"
    PROOF = "proof"


RESULT_TABS: Mapping[ResultTab, Words] = {
    ResultTab.PAIRS: Words("结果", "Result"),
    ResultTab.REASONS: Words("理由", "Reasons"),
    ResultTab.UNMET: Words("未录取志愿说明", "Wishes not met"),
    ResultTab.MENTORS: Words("导师名单", "Mentors"),
    ResultTab.FIGURES: Words("统计", "Figures"),
    ResultTab.PROOF: Words("证书", "Certificate"),
}

NUMBER = Words("学号", "Student no.")
CODE = Words("公示代号", "Public code")
NAME = Words("姓名", "Name")
GRADE = Words("年级", "Grade")
CLASS = Words("班级", "Class")
MENTOR_NUMBER = Words("导师工号", "Staff no.")
MENTOR = Words("导师", "Mentor")
MANNER = Words("录取方式", "How")
WISH = Words("志愿", "Wish")
TRACK = Words("导师类型", "Kind of mentor")
REASON = Words("说明", "Why")
QUOTA = Words("名额", "Places")
MINIMUM = Words("最少", "At least")
COUNT = Words("人数", "Students")
FREE = Words("空余", "Free")
STUDENT = Words("学生", "Student")
SHARE = Words("占比", "Share")
CHILDREN = Words("学生数", "Students")
NEEDS = Words("人次", "Needs")
GROUP = Words("范围", "Group")

MANNERS: Mapping[Manner | None, Words] = {
    Manner.KEPT: Words("保留结对", "Kept"),
    Manner.WISH: Words("志愿", "By wish"),
    Manner.PLACED: Words("学校统筹", "Placed"),
    Manner.MANUAL: Words("人工调整", "By hand"),
    None: Words("暂无导师", "None yet"),
}
ASSIGNED = Words("学校指派", "Assigned")
NTH_WISH = Words("第{number}志愿", "Wish {number}")
FIRST_WISH = Words("第1志愿", "First wish")
BY_WISH = Words("按志愿", "By wish")

RANKS_TITLE = Words("志愿录取情况", "Wishes met")
LOADS_TITLE = Words("导师所带人数分布", "Load of mentors")
LOADS_EACH = Words("每位导师", "Each mentor")
COVERAGE_TITLE = Words("各班情况", "By class")
MENTORS_COUNT = Words("导师数", "Mentors")
STUDENTS_EACH = Words("所带学生数", "Students each")
HELD_TITLE = Words("预留名额(没有这些预留，会有学生没有导师)", "Held places (without them somebody would have nobody)")
NO_HELD = Words("没有预留任何名额。", "No place was held.")
HELD_LINE = Words("{mentor}:{group} {places} 个", "{mentor}: {places} ({group})")
WHOLE_GROUP = Words("名额", "places")
SHORTAGE_TITLE = Words("名额不足", "Shortage")
SHORTAGE_LINE = Words(
    "{students} 名学生共需 {need} 个名额，能带他们的导师只有 {places} 个，还差 {short} 个。学生：{names}",
    "{students} students need {need} places; there are {places}, {short} short. Students: {names}",
)

PROOF_TITLE = Words("匹配结果证书", "Certificate of the matching")
PROOF_FACTS: tuple[tuple[str, Words], ...] = (
    ("school", Words("学校和轮次", "School and round")),
    ("commit", Words("数据摘要(抽签前公布)", "Digest (announced before the draw)")),
    ("seed", Words("抽签结果", "Draw")),
    ("market_digest", Words("摘要与抽签合成的指纹", "Digest of both")),
    ("draw_rule", Words("抽签号算法", "Rule of the draw")),
    ("engine", Words("匹配引擎", "Engine")),
)
TOTALS: tuple[tuple[str, Words], ...] = (
    ("need", Words("共需导师(人次)", "Mentors needed")),
    ("full", Words("最多能安排", "Most that can be placed")),
    ("kept", Words("保留结对", "Kept")),
    ("wish", Words("按志愿录取", "By wish")),
    ("placed", Words("学校统筹", "Placed")),
    ("unplaced", Words("未能安排", "Not placed")),
    ("held", Words("预留名额", "Held places")),
    ("shortfall", Words("导师缺额合计", "Below minimums")),
)
VERIFIED = Words("独立核验：通过", "Independent check: holds")
VERIFY_TITLE = Words("怎样核验", "How to verify")
VERIFY_LINES: tuple[Words, ...] = (
    Words(
        "1. 用本程序:liangshi verify 本文件(证书文件 {certificate} 放在同一文件夹)。"
        "会重新检查每一条，并核对“结果”表与证书是否一致。",
        "1. With this program: liangshi verify THIS FILE, with {certificate} beside it.",
    ),
    Words(
        "2. 不用本程序:python verify_liangshi.py {certificate} 。"
        "这个文件自成一体，不依赖本程序，任何 Python 3.9 以上都能运行。",
        "2. Without it: python verify_liangshi.py {certificate} — one file, any Python 3.9 or newer.",
    ),
    Words(
        "3. 手工改动“结果”后，证书对改动的学生不再成立，核验会指出来。",
        "3. A result changed by hand does not hold for the children concerned, and the check says so.",
    ),
    Words(
        "4. 证书文件里有志愿和优先次序。公开时请先让每名学生使用“公示代号”，或只交给家长代表核验。",
        "4. The certificate file holds wishes and priorities. Publish it only with public codes in place of numbers.",
    ),
)
