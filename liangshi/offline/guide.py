"""The first sheet of the template: what to do, in the order of doing it."""

from .language import Language

_ZH: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("导师结对工作簿", ("填好这一个文件，就能完成一轮师生结对：志愿、录取、统筹、理由、统计和可以核验的证书。",)),
    (
        "一、填表",
        (
            "1. “学生”和“导师”两张表必填(深色表头是必填项)；其他三张按需要填。把鼠标停在表头上可以看到说明。",
            "2. 灰色斜体是虚构的示例，可以先原样试运行一次；正式填写前请删掉示例行。",
            "3. 学号、工号按文本填写。可以整列粘贴自己的名单；列的先后不要紧，多出来的列不会使用。",
            "4. 志愿写导师姓名或工号。导师有同名的，请写工号。",
            "5. “优先类别”是敏感信息：只用于排先后，不会出现在结果和理由里。请妥善保管这个文件。",
        ),
    ),
    (
        "需要时才用的填法",
        (
            "· 导学、导德各一位：给每位导师填“导师类型”。每名学生就每种各有一位；志愿还是写在一起，按类型分开计次序。",
            "· 由社团导师来带：学生填“社团小组”，导师填“可带社团小组”。只带社团的导师，可带年级和可带班级留空。",
            "· 班内分组、每组一位导师：学生填小组(如 第3组)，导师填“初一(1)班第3组”这样的全名。",
            "· 学校指定的一对：写在“保留结对”里，“方式”选“指派”。全部由学校安排的，志愿一列都不用填。",
        ),
    ),
    (
        "二、先公布摘要，再公开抽签",
        (
            "6. 志愿截止、名单定稿后运行：liangshi match 学校.xlsx --digest  得到“数据摘要”，张贴公布。",
            "7. 摘要公布以后，用谁也控制不了的方式产生抽签结果(例如事先约定的某一期公益彩票号码)，填入“规则”表。",
        ),
    ),
    (
        "三、匹配",
        (
            "8. 运行：liangshi match 学校.xlsx -o 结果.xlsx 。表里有问题时，会按表、行、列一次全部列出，不会生成结果。",
            "9. 结果里有：结果、理由、未录取志愿说明、导师名单、统计、证书；旁边还有证书文件和单文件核验程序。",
        ),
    ),
    (
        "四、核验",
        ("10. 任何人都可以运行：liangshi verify 结果.xlsx 。手工改动过结果，核验就不会通过，这是有意的。",),
    ),
    (
        "录取规则(请一并公布)",
        (
            "凡能安排的学生都有导师。",
            "先看志愿：没有录到更靠前的志愿，只可能是那位导师的名额已由次序在前的志愿学生占满。次序：保留结对、优先类别、导师排序、抽签。",
            "只有在“否则会有学生没有导师”时才预留名额，预留几个都写明。",
            "没有录到志愿的学生，由学校按契合度统筹，并尽量让每位老师都有学生。",
            "把愿意的导师按真实喜好排序，就是最好的策略。",
        ),
    ),
)
_EN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Mentor matching workbook", ("This one file carries a whole round: wishes, placement, reasons, figures, proof.",)),
    (
        "1. Fill in",
        (
            "Sheets Students and Mentors are needed (dark headers must be filled); the others as you need them.",
            "Rows in grey italics are an invented example: try it once as it is, then delete them.",
            "Numbers are text. Paste your own columns in any order; columns we do not know are not used.",
            "Wishes name mentors by name or number. Where two share a name, write the number.",
            "Where all need a 导学 and a 导德 mentor, fill in Kind of mentor for each; wishes stay one list.",
            "Clubs and groups within a class: name them at the students, and at the mentors who take them.",
            "A pair the school decides stands in Kept pairs as 指派. Without any wishes the school places everybody.",
            "Priority categories are sensitive: they settle who goes first and appear in no result. Guard this file.",
        ),
    ),
    (
        "2. Announce the digest, then draw",
        (
            "When the lists are closed: liangshi match school.xlsx --digest — and publish the digest.",
            "Only then draw in public, by a draw nobody controls, and put its text into the sheet Rules.",
        ),
    ),
    (
        "3. Match",
        (
            "liangshi match school.xlsx -o result.xlsx — every problem is listed by sheet, row and column.",
            "The result holds the pairs, a sentence for each student, mentors' lists, figures and the certificate.",
        ),
    ),
    ("4. Verify", ("Anybody may run: liangshi verify result.xlsx — a result changed by hand does not pass.",)),
)


def guide_lines(language: Language) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Headings with their lines."""
    return _ZH if language is Language.ZH else _EN
