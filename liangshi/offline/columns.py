"""The sheets of the school's workbook and their columns: what the template writes is what the reader reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from .language import Words

WISHES_OFFERED = 10


class Tab(StrEnum):
    """A sheet of the school's workbook."""

    STUDENTS = "students"
    MENTORS = "mentors"
    OPINIONS = "opinions"
    KEPT = "kept"
    RULES = "rules"


class Field(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    NAME = "name"
    GRADE = "grade"
    CLASS = "class"
    GENDER = "gender"
    PRIORITY = "priority"
    NEED = "need"
    WISH = "wish"
    SUBJECTS = "subjects"
    INTERESTS = "interests"
    MENTOR_GENDER = "mentor_gender"
    CODE = "code"
    CIRCLES = "circles"
    TRACKS = "tracks"
    TRACK = "track"
    ORIGIN = "origin"
    TAKES_PART = "takes_part"
    GRADES = "grades"
    CLASSES = "classes"
    QUOTA = "quota"
    MINIMUM = "minimum"
    CAPS = "caps"
    STRENGTHS = "strengths"
    MENTOR = "mentor"
    STUDENT = "student"
    OPINION = "opinion"
    ORDER = "order"
    REASON = "reason"
    ITEM = "item"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, the note that explains it, and other headers that schools use for it."""

    field: Field
    header: Words
    note: Words
    width: int = 12
    required: bool = False
    as_text: bool = False
    aliases: tuple[str, ...] = ()


TAB_NAMES: Mapping[Tab, Words] = {
    Tab.STUDENTS: Words("学生", "Students"),
    Tab.MENTORS: Words("导师", "Mentors"),
    Tab.OPINIONS: Words("导师排序与婉拒", "Rankings and declines"),
    Tab.KEPT: Words("保留结对", "Kept pairs"),
    Tab.RULES: Words("规则", "Rules"),
}
GUIDE_NAME = Words("说明", "Guide")
TAB_ALIASES: Mapping[Tab, tuple[str, ...]] = {
    Tab.STUDENTS: ("学生名单", "学生志愿", "学生表"),
    Tab.MENTORS: ("导师名单", "教师", "教师名单", "导师表"),
    Tab.OPINIONS: ("导师排序", "婉拒", "导师意见", "排序与婉拒"),
    Tab.KEPT: ("保留", "续结对", "原有结对"),
    Tab.RULES: ("设置", "规则设置"),
}
OPTIONAL_TABS = frozenset({Tab.OPINIONS, Tab.KEPT, Tab.RULES})

COLUMNS: Mapping[Tab, tuple[Column, ...]] = {
    Tab.STUDENTS: (
        Column(
            Field.NUMBER,
            Words("学号", "Student no."),
            Words("每位学生一个，不重复。请按文本填写，前面的 0 要保留。", "One for each student, as text."),
            required=True,
            as_text=True,
            aliases=("学生学号", "学籍号", "id", "number"),
        ),
        Column(Field.NAME, Words("姓名", "Name"), Words("学生姓名", "Name"), required=True, aliases=("学生姓名",)),
        Column(
            Field.GRADE,
            Words("年级", "Grade"),
            Words(
                "如 七年级、初一、高二；班级里已经写明年级的，可不填", "E.g. 初一, 7年级; not needed where 班级 says it"
            ),
            9,
            as_text=True,
        ),
        Column(
            Field.CLASS,
            Words("班级", "Class"),
            Words("如 3班、初一(3)班", "E.g. 3班, 初一(3)班"),
            9,
            required=True,
            as_text=True,
            aliases=("行政班", "所在班级"),
        ),
        Column(Field.GENDER, Words("性别", "Gender"), Words("男 / 女，可不填", "男 / 女; may stay empty"), 7),
        Column(
            Field.PRIORITY,
            Words("优先类别", "Priority category"),
            Words(
                "名额不够时谁先录取。类别写在“规则”表里，排在前面的先录取。属敏感信息，不会写进结果和理由。",
                "Who goes first where places are short. Categories stand in the sheet Rules. Never shown in results.",
            ),
            12,
            aliases=("特殊群体", "类别", "优先次序", "特殊类别"),
        ),
        Column(
            Field.NEED,
            Words("需要几位导师", "Mentors needed"),
            Words("不填就是 1 位；“多对一”的学生填 2 或更多", "Empty means 1"),
            12,
            aliases=("需要导师数", "导师人数"),
        ),
        Column(
            Field.WISH,
            Words("志愿", "Wish "),
            Words(
                "按喜欢的先后填导师姓名或工号。两位导师同名时请填工号。同样喜欢的可写在一格里，用顿号隔开。"
                "只有一列“志愿”(没有编号)时，一格里按先后写。",
                "Mentors by name or number, best first. Equally liked ones may share a cell, separated by 、. "
                "In a single column 志愿 without a number they stand in order.",
            ),
            10,
        ),
        Column(
            Field.INTERESTS,
            Words("兴趣", "Interests"),
            Words("用顿号隔开，如 篮球、书法", "Separated by 、"),
            16,
            aliases=("兴趣特长", "爱好", "兴趣爱好"),
        ),
        Column(
            Field.SUBJECTS,
            Words("需要的学科", "Subjects needed"),
            Words("希望得到帮助的学科，用顿号隔开", "Separated by 、"),
            14,
            aliases=("需要学科", "学科需求", "希望帮助的学科"),
        ),
        Column(
            Field.MENTOR_GENDER,
            Words("希望导师性别", "Wished gender of mentor"),
            Words("男 / 女，可不填；只在统筹时参考", "Only weighed in placement"),
            12,
        ),
        Column(
            Field.CODE,
            Words("公示代号", "Public code"),
            Words(
                "可不填。填了就用它代替学号参加抽签和公示(全体都要填)，只告诉本人。",
                "Optional: stands for the number in the draw and in published files (then for everybody).",
            ),
            10,
            as_text=True,
        ),
        Column(
            Field.CIRCLES,
            Words("社团小组", "Clubs and groups"),
            Words(
                "参加的社团、班内的小组，用顿号隔开，如 足球社、第3组。由社团或小组的导师来带时才需要填。",
                "Clubs, and groups within the class, separated by 、; only where mentors take clubs or groups",
            ),
            16,
            as_text=True,
            aliases=("社团", "小组", "班内小组", "学习小组", "所在社团", "所在小组"),
        ),
        Column(
            Field.TRACKS,
            Words("需要的导师类型", "Kinds of mentor needed"),
            Words(
                "导师分导学、导德时用。不填就是每一种都要；只要其中一种的，写那一种。",
                "Where mentors are of several kinds; empty means one of each kind",
            ),
            14,
            aliases=("需要导师类型", "需要类型"),
        ),
    ),
    Tab.MENTORS: (
        Column(
            Field.NUMBER,
            Words("工号", "Staff no."),
            Words("没有同名导师时可以不填", "May stay empty where no two share a name"),
            as_text=True,
            aliases=("教师工号", "编号", "导师工号", "id", "number"),
        ),
        Column(
            Field.NAME,
            Words("姓名", "Name"),
            Words("导师姓名", "Name"),
            required=True,
            aliases=("导师", "导师姓名", "教师姓名"),
        ),
        Column(Field.GENDER, Words("性别", "Gender"), Words("男 / 女，可不填", "男 / 女; may stay empty"), 7),
        Column(
            Field.TAKES_PART,
            Words("本轮参加", "Takes part"),
            Words("是 / 否；不填就是“是”。培养中、暂免的老师填“否”。", "是 / 否; empty means yes"),
            9,
            aliases=("参加", "是否参加", "担任导师"),
        ),
        Column(
            Field.GRADES,
            Words("可带年级", "Grades"),
            Words("用顿号隔开；年级和班级都不填就是全校", "Separated by 、; empty with classes empty: whole school"),
            16,
            as_text=True,
            aliases=("年级",),
        ),
        Column(
            Field.CLASSES,
            Words("可带班级", "Classes"),
            Words(
                "可带年级之外还可带的班级(或只带这些班级)，如 初一(1)班、初一(2)班",
                "In addition to the grades, or alone",
            ),
            20,
            as_text=True,
            aliases=("班级", "任教班级"),
        ),
        Column(
            Field.QUOTA,
            Words("名额", "Places"),
            Words("最多带几名学生，保留结对的也算在内", "At most so many students"),
            7,
            required=True,
            aliases=("最多", "人数上限", "上限", "名额上限"),
        ),
        Column(
            Field.MINIMUM,
            Words("最少", "At least"),
            Words("原则上至少几名，不填就是 0", "Wanted at least; empty means 0"),
            7,
            aliases=("最少人数", "下限", "名额下限"),
        ),
        Column(
            Field.CAPS,
            Words("子名额", "Sub-quotas"),
            Words(
                "某一部分学生最多几名，如“女生4、男生4”或“七年级3、八年级3”或“特殊群体2”。"
                "各部分要么互不相交，要么一部分完全在另一部分里面。",
                "At most so many of a part, e.g. 女生4、男生4. Parts are apart or nested.",
            ),
            18,
            as_text=True,
        ),
        Column(
            Field.SUBJECTS,
            Words("学科", "Subjects"),
            Words("能辅导的学科，用顿号隔开", "Separated by 、"),
            12,
            aliases=("任教学科",),
        ),
        Column(
            Field.STRENGTHS,
            Words("特长", "Strengths"),
            Words("与学生的兴趣对应，用顿号隔开", "Matched with the students' interests"),
            18,
            aliases=("兴趣特长", "特长兴趣", "指导特长"),
        ),
        Column(
            Field.CIRCLES,
            Words("可带社团小组", "Clubs and groups taken"),
            Words(
                "可带年级、可带班级之外还可带的社团或小组(三列都不填就是全校；只填这一列就只带它们)，"
                "如 足球社、初一(1)班第3组",
                "In addition to grades and classes, or alone",
            ),
            18,
            as_text=True,
            aliases=("可带社团", "可带小组", "社团", "小组"),
        ),
        Column(
            Field.TRACK,
            Words("导师类型", "Kind of mentor"),
            Words(
                "导学、导德等。填了，每名学生就每种类型各有一位导师，志愿按类型分开计次序；要填就给每位导师都填。",
                "Such as 导学 or 导德: each student then gets one mentor of each kind. For all mentors or for none.",
            ),
            10,
            aliases=("类型", "导学导德"),
        ),
    ),
    Tab.OPINIONS: (
        Column(
            Field.MENTOR,
            Words("导师", "Mentor"),
            Words("姓名或工号", "Name or number"),
            required=True,
            as_text=True,
            aliases=("导师姓名", "工号"),
        ),
        Column(
            Field.STUDENT,
            Words("学生", "Student"),
            Words("学号，或没有重名时的姓名", "Number, or name where unique"),
            required=True,
            as_text=True,
            aliases=("学号", "学生姓名"),
        ),
        Column(
            Field.OPINION,
            Words("意见", "Opinion"),
            Words("排序 / 婉拒", "排序 (rank) / 婉拒 (decline)"),
            9,
            required=True,
        ),
        Column(
            Field.ORDER,
            Words("次序", "Order"),
            Words("排序时填 1、2、3…,相同的数表示并列", "1, 2, 3 …; equal numbers are ties"),
            8,
            aliases=("排序", "名次"),
        ),
        Column(Field.REASON, Words("理由", "Reason"), Words("婉拒时必须写明", "Needed for a decline"), 30),
    ),
    Tab.KEPT: (
        Column(
            Field.STUDENT,
            Words("学生", "Student"),
            Words("学号，或没有重名时的姓名", "Number, or name where unique"),
            required=True,
            as_text=True,
            aliases=("学号", "学生姓名"),
        ),
        Column(
            Field.MENTOR,
            Words("导师", "Mentor"),
            Words("姓名或工号", "Name or number"),
            required=True,
            as_text=True,
            aliases=("导师姓名", "工号"),
        ),
        Column(
            Field.ORIGIN,
            Words("方式", "How"),
            Words(
                "保留 / 指派，不填就是保留。指派是学校指定的一对，不受可带范围限制。",
                "保留 (kept) / 指派 (assigned by the school, whatever the mentor usually takes); empty means kept",
            ),
            9,
        ),
    ),
    Tab.RULES: (
        Column(Field.ITEM, Words("项目", "Item"), Words("不要改动这一列", "Leave as it is"), 24, required=True),
        Column(Field.VALUE, Words("填写", "Value"), Words("只填这一列", "Fill in this column"), 36, as_text=True),
    ),
}
