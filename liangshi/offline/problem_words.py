"""Each problem in plain words, always with what to do about it."""

from collections.abc import Mapping

from liangshi.domain.roster.grid import NOWHERE, Place
from liangshi.roster.sniffing import Refusal, UnreadableFileError

from .language import Language, Words
from .problems import Code, Problem

_SENTENCES: Mapping[Code, Words] = {
    Code.SHEET_MISSING: Words(
        "没有找到“{sheet}”工作表。请用 liangshi template 生成的模板，或把那张表改名为“{sheet}”。",
        "There is no sheet “{sheet}”. Use the template of `liangshi template`, or rename the sheet to “{sheet}”.",
    ),
    Code.SHEET_TWICE: Words(
        "有两张表都是“{sheet}”。请合并成一张，或把不用的那张改成别的名字。",
        "Two sheets both mean “{sheet}”. Join them, or give the one not needed another name.",
    ),
    Code.SHEET_EMPTY: Words("“{sheet}”表里还没有内容。请填好后再试。", "Sheet “{sheet}” has no rows yet. Fill it in."),
    Code.HEADER_MISSING: Words(
        "“{sheet}”表里没有认出表头。第一行应当是：{columns}。",
        "No header row found in “{sheet}”. It should have: {columns}.",
    ),
    Code.COLUMN_MISSING: Words(
        "缺少“{column}”这一列。请加上这一列(表头写“{column}”)。", "Column “{column}” is missing. Please add it."
    ),
    Code.COLUMN_TWICE: Words(
        "“{column}”这一列出现了两次。请留下一列，另一列改名或删掉。",
        "Column “{column}” stands here twice. Keep one, rename or delete the other.",
    ),
    Code.COLUMN_UNKNOWN: Words(
        "不认识“{column}”这一列，没有使用。如果需要，请按模板改表头。",
        "Column “{column}” is not known and was not used. If it matters, name it as in the template.",
    ),
    Code.EXAMPLE_LEFT: Words(
        "还留着模板里的示例行(编号以“例”开头)。请删掉示例行。",
        "An example row of the template is still here (its number begins with 例). Please delete it.",
    ),
    Code.FOOTER_SKIPPED: Words(
        "这一行像合计或落款（“{found}”），没有读。",
        "This row looks like a total or a signature (“{found}”); it was not read.",
    ),
    Code.VALUE_MISSING: Words("没有填“{column}”。请补上。", "“{column}” is empty. Please fill it in."),
    Code.CELL_ERROR: Words(
        "单元格显示的是错误“{found}”。请改成实际内容；公式请“选择性粘贴—数值”。",
        "The cell shows “{found}”. Put in the value itself (paste special, values).",
    ),
    Code.ID_ROUNDED: Words(
        "编号“{found}”太长，Excel 已经改动了后几位。请先把这一列设为“文本”格式，再重新填写原来的编号。",
        "Excel has rounded the number “{found}”. Format the column as text and enter the number again.",
    ),
    Code.ID_SCIENTIFIC: Words(
        "编号“{found}”被写成了科学计数。请把这一列设为“文本”格式，再重新填写。",
        "The number “{found}” became scientific notation. Format the column as text and enter it again.",
    ),
    Code.ID_BECAME_DATE: Words(
        "编号被 Excel 变成了日期“{found}”。请把这一列设为“文本”格式，再重新填写。",
        "Excel turned the number into the date “{found}”. Format the column as text and enter it again.",
    ),
    Code.ID_UNREADABLE: Words(
        "看不懂编号“{found}”。编号由数字和字母组成，请检查。",
        "“{found}” cannot be a number of a person. Please check it.",
    ),
    Code.BAR: Words("“{found}”里有竖线“|”。请去掉竖线。", "“{found}” contains a bar “|”. Please remove it."),
    Code.NUMBER_TWICE: Words(
        "编号“{number}”与第 {row} 行重复。请核对，每人一个编号、一行。",
        "Number “{number}” stands in row {row} too. One number and one row for each person.",
    ),
    Code.NOT_A_NUMBER: Words(
        "“{column}”应当是 {low} 到 {high} 之间的整数，现在是“{found}”。请改正。",
        "“{column}” should be a whole number from {low} to {high}, not “{found}”.",
    ),
    Code.CHOICE_UNKNOWN: Words(
        "“{column}”填的是“{found}”，这里只能填：{choices}。",
        "“{column}” says “{found}”; it can be: {choices}.",
    ),
    Code.TEXT_BECAME_DATE: Words(
        "“{column}”被 Excel 变成了日期“{found}”。请把单元格设为“文本”格式，再重新填写。",
        "Excel turned “{column}” into the date “{found}”. Format the cell as text and enter it again.",
    ),
    Code.GRADE_DIFFERS: Words(
        "班级和年级对不上：“{found}”。请改成一致。",
        "Class and grade do not agree: “{found}”. Please correct one.",
    ),
    Code.GRADE_UNKNOWN: Words(
        "“学生”表里没有“{found}”这个年级。现有：{known}。", "No student is in grade “{found}”. There are: {known}."
    ),
    Code.CLASS_UNKNOWN: Words(
        "“学生”表里没有“{found}”这个班。请写全，如“{example}”。",
        "No student is in class “{found}”. Write it in full, like “{example}”.",
    ),
    Code.CLASS_AMBIGUOUS: Words(
        "“{found}”不止一个年级有：{known}。请连年级一起写。",
        "More than one grade has a class “{found}”: {known}. Write the grade too.",
    ),
    Code.PRIORITY_UNKNOWN: Words(
        "“规则”表里没有“{found}”这个优先类别。现有：{known}。请在“规则”表里加上，或改正这里。",
        "The sheet Rules knows no priority category “{found}”; it has: {known}. Add it there or correct it here.",
    ),
    Code.CODE_MISSING: Words(
        "有的学生填了公示代号，这一位没有。请全部填上，或全部留空。",
        "Some students have a public code and this one has not. Fill in all of them, or none.",
    ),
    Code.CIRCLE_UNKNOWN: Words(
        "“学生”表里没有人在“{found}”。社团写社团的名字，小组连班级一起写，如“初一(1)班第3组”。",
        "No student is in “{found}”. Write the club's name, or class and group, like “初一(1)班第3组”.",
    ),
    Code.CIRCLE_AMBIGUOUS: Words(
        "好几个班都有“{found}”：{known}。请连班级一起写。",
        "Several classes have “{found}”: {known}. Write the class too.",
    ),
    Code.TRACK_MISSING: Words(
        "有的导师填了导师类型，这一位没有。请给每位参加的导师都填上，或全部留空。",
        "Some mentors have a kind and this one has not. Fill in all who take part, or none.",
    ),
    Code.TRACK_UNKNOWN: Words(
        "没有一位参加的导师是“{found}”。现有类型：{known}。请改正，或在“导师”表里填上导师类型。",
        "No mentor who takes part is of the kind “{found}”; there are: {known}. Correct it, or the sheet Mentors.",
    ),
    Code.TRACKS_AT_ONCE: Words(
        "一位导师在一轮里只能是一种类型，这里写了“{found}”。请只留一种。",
        "A mentor is of one kind in a round, and here is “{found}”. Keep one.",
    ),
    Code.TRACK_NOT_NEEDED: Words(
        "{mentor}是{track}导师，这名学生不需要这一类，这一项没有使用。",
        "{mentor} is of the kind {track}, which this student does not need; this entry was not used.",
    ),
    Code.KEPT_TRACK: Words(
        "{mentor}是{track}导师，这名学生没有要这一类。请改“需要的导师类型”，或删掉这一对。",
        "{mentor} is of the kind {track}, which this student does not need. Change that, or remove the pair.",
    ),
    Code.MENTOR_UNKNOWN: Words(
        "“导师”表里没有“{found}”。{near}请核对姓名或工号。",
        "There is no mentor “{found}”. {near}Please check the name or number.",
    ),
    Code.MENTOR_AMBIGUOUS: Words(
        "“{found}”有 {count} 位：{numbers}。请改写工号。",
        "{count} mentors are called “{found}”: {numbers}. Write the number instead.",
    ),
    Code.MENTOR_OUT: Words(
        "{found}本轮不参加，这一项没有使用。", "{found} does not take part this time; this entry was not used."
    ),
    Code.NAMESAKE_WITHOUT_NUMBER: Words(
        "“{name}”与第 {row} 行同名，必须填工号才能分清。请给同名的导师都填上工号。",
        "“{name}” has a namesake in row {row}. Give each of them a staff number.",
    ),
    Code.STUDENT_UNKNOWN: Words(
        "“学生”表里没有“{found}”。{near}请核对学号或姓名。",
        "There is no student “{found}”. {near}Please check the number or name.",
    ),
    Code.STUDENT_AMBIGUOUS: Words(
        "“{found}”有 {count} 位：{numbers}。请改写学号。",
        "{count} students are called “{found}”: {numbers}. Write the number instead.",
    ),
    Code.WISHED_TWICE: Words(
        "{mentor}已经在“{column}”里填过。同一位导师只填一次，请删掉一个。",
        "{mentor} stands in “{column}” already. Name each mentor once.",
    ),
    Code.TOO_MANY_WISHES: Words(
        "填了 {count} 个志愿，规则是最多 {most} 个。请删去多出的，或修改“规则”表。",
        "{count} wishes where the rules allow {most}. Remove some, or change the sheet Rules.",
    ),
    Code.WISH_INELIGIBLE: Words(
        "{mentor}不带这名学生所在的年级、班级或社团小组，这一志愿不参加录取(会在理由里说明)。",
        "{mentor} takes neither grade, class nor clubs of this student; the wish does not count (the reasons say so).",
    ),
    Code.NO_WISHES: Words(
        "有 {count} 名学生没有填志愿，将由学校统筹。", "{count} students have no wishes; the school places them."
    ),
    Code.NOBODY_ELIGIBLE: Words(
        "没有一位导师能带{name}所在的班。请检查“导师”表的可带年级和可带班级。",
        "No mentor may take the class of {name}. Check grades and classes in the sheet Mentors.",
    ),
    Code.MINIMUM_ABOVE_QUOTA: Words(
        "最少 {minimum} 名，却只有 {quota} 个名额。请改其中一个。",
        "At least {minimum} but only {quota} places. Change one of them.",
    ),
    Code.CAP_UNREADABLE: Words(
        "看不懂子名额“{found}”。请写成“女生4、男生4”这样：哪一部分，最多几名。",
        "Cannot read the sub-quota “{found}”. Write it like 女生4、男生4: which part, at most how many.",
    ),
    Code.CAP_UNKNOWN: Words(
        "子名额里的“{found}”不是性别、年级、班级，也不是优先类别。请改正。",
        "“{found}” is no gender, grade, class or priority category. Please correct it.",
    ),
    Code.CAP_TWICE: Words("子名额里“{found}”写了两次。请只留一个。", "The sub-quota “{found}” stands here twice."),
    Code.CAPS_CROSS: Words(
        "子名额“{one}”和“{other}”互相交叉，录取结果可能不存在。请让每名学生只属于其中一个，例如只按性别分，或只按年级分。",
        "The sub-quotas “{one}” and “{other}” cross, so a fair result may not exist. "
        "Let each student count in one of them only: divide by gender or by grade, not both.",
    ),
    Code.OPINION_TWICE: Words(
        "这位导师对{student}的意见已在第 {row} 行写过。请只留一行。",
        "This mentor's opinion of {student} stands in row {row} already. Keep one.",
    ),
    Code.ORDER_MISSING: Words("“排序”要填次序(1、2、3…)。请补上。", "A ranking needs its order (1, 2, 3 …)."),
    Code.REASON_MISSING: Words("婉拒要写明理由。请补上。", "A decline needs its reason."),
    Code.TOO_MANY_DECLINES: Words(
        "{mentor}婉拒了 {count} 名学生，规则是最多 {most} 名。请与导师商量后减少，或修改“规则”表。",
        "{mentor} declines {count} students where the rules allow {most}. Talk to the mentor, or change the rules.",
    ),
    Code.KEPT_TWICE: Words("这一对已在第 {row} 行写过。请删掉一行。", "This pair stands in row {row} already."),
    Code.KEPT_INELIGIBLE: Words(
        "{mentor}现在不能带{student}(不带这个年级、班级或社团小组，或已婉拒)。请改“导师”表，或删掉这一对。",
        "{mentor} may not take {student} today (other classes, or declined). Change that, or remove the pair.",
    ),
    Code.KEPT_OVER_NEED: Words(
        "{student}只需要 {most} 位导师，保留的却有 {count} 位。请删去多余的。",
        "{student} needs {most} mentors, but {count} are kept. Remove some.",
    ),
    Code.KEPT_OVER_CAP: Words(
        "{mentor}的{group}只有 {most} 个，保留的学生超过了。请增加名额，或少保留几对。",
        "{mentor} has {most} places ({group}) and more are kept. Raise the quota or keep fewer.",
    ),
    Code.RULE_UNKNOWN: Words(
        "不认识“{found}”这一项。请不要改动“项目”这一列。",
        "There is no rule “{found}”. Leave the column Item as it was.",
    ),
    Code.RULE_TWICE: Words("“{found}”写了两次。请只留一行。", "The rule “{found}” stands here twice."),
    Code.DIGEST_UNREADABLE: Words(
        "数据摘要应当是 {length} 位的数字和字母 a—f,现在是“{found}”。请整段复制过来。",
        "The digest has {length} characters 0–9 and a–f, not “{found}”. Copy it as a whole.",
    ),
    Code.SEED_MISSING: Words(
        "还没有抽签结果。请先公布数据摘要 {digest}，再当众抽签，"
        "然后把抽签结果填入“规则”表的“抽签结果”，或用 --seed 给出。",
        "There is no draw yet. Announce the digest {digest} first, then hold the public draw, "
        "then put its text into the sheet Rules or give it by --seed.",
    ),
    Code.COMMIT_DIFFERS: Words(
        "数据与公布过的摘要不符：公布的是 {announced}，现在是 {digest}。"
        "公布之后数据被改过；请恢复，或重新公布并重新抽签。",
        "The workbook is not the one announced: announced {announced}, now {digest}. "
        "Restore it, or announce again and draw again.",
    ),
    Code.WEIGHTS_TOO_LARGE: Words(
        "契合权重合计 {sum}，最多 {most}。请减小一些。", "The fit weights add up to {sum}; at most {most}."
    ),
    Code.MARKET: Words("规则检查没有通过：{path} {problem}。", "The rules are not kept at {path}: {problem}."),
}

_REFUSALS: Mapping[Refusal, Words] = {
    Refusal.EMPTY: Words("文件是空的。请检查是否已保存。", "The file is empty. Was it saved?"),
    Refusal.TOO_LARGE: Words(
        "文件太大（{megabytes} MB，最多 {limit} MB）。", "The file is too large ({megabytes} MB)."
    ),
    Refusal.PROGRAM: Words(
        "这是一个程序，不是表格。没有打开它。", "This is a program, not a table. It was not opened."
    ),
    Refusal.NOT_A_TABLE: Words("这不是表格。请用 Excel 或 WPS 另存为 xlsx。", "This is no table. Save it as xlsx."),
    Refusal.WORD: Words("这是文字文档，不是表格。请另存为 xlsx。", "This is a text document. Save it as xlsx."),
    Refusal.PDF: Words("这是 PDF。请用原来的表格。", "This is a PDF. Use the table it came from."),
    Refusal.PICTURE: Words("这是图片。请用原来的表格。", "This is a picture. Use the table it came from."),
    Refusal.WEB_PAGE: Words(
        "这是网页，里面没有表格。请用原来的表格。",
        "This is a web page without a table. Use the table it came from.",
    ),
    Refusal.ENCRYPTED: Words("文件有密码。请去掉密码再保存。", "The file has a password. Save it without."),
    Refusal.BOMB: Words("文件展开后大得不正常（{megabytes} MB），没有打开。", "The file unpacks to {megabytes} MB."),
    Refusal.DAMAGED: Words("文件已损坏。请用 Excel 或 WPS 打开后重新保存。", "The file is damaged. Save it again."),
    Refusal.UNREADABLE_TEXT: Words("文字编码看不懂。请另存为 xlsx。", "The text cannot be read. Save it as xlsx."),
    Refusal.TOO_MANY_ROWS: Words("行数太多（最多 {limit} 行）。", "Too many rows (at most {limit})."),
    Refusal.TOO_MANY_COLUMNS: Words("列数太多（最多 {limit} 列）。", "Too many columns (at most {limit})."),
    Refusal.TOO_MANY_SHEETS: Words("工作表太多（最多 {limit} 张）。", "Too many sheets (at most {limit})."),
    Refusal.TOO_HEAVY: Words(
        "文件里有远在角落的内容，打不开。请把内容复制到新的表格里。",
        "The file is too heavy to open. Copy its rows into a new workbook.",
    ),
}

_PLACE = Words("【{sheet}】第 {row} 行", "[{sheet}] row {row}")
_CELL = Words("【{sheet}】第 {row} 行 {column} 列", "[{sheet}] row {row}, column {column}")
_SHEET = Words("【{sheet}】", "[{sheet}]")


def place_words(place: Place, language: Language) -> str:
    """Where to look."""
    if place == NOWHERE:
        return ""
    words = _CELL if place.column else _PLACE if place.row else _SHEET
    return words.told(language, sheet=place.sheet, row=place.row, column=place.column)


def problem_words(problem: Problem, language: Language) -> str:
    """Where, what and what to do, in one line."""
    sentence = _SENTENCES[problem.code].told(language, **problem.params)
    where = place_words(problem.place, language)
    between = "" if language is Language.ZH or not where else " "
    return f"{where}{between}{sentence}"


def refusal_words(refusal: UnreadableFileError, language: Language) -> str:
    """Why a file is not read at all."""
    return _REFUSALS[refusal.code].told(language, **refusal.params)
