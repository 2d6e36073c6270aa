"""The edge of the scheme language: codes and parameters become Chinese sentences."""

from __future__ import annotations

import re

from liangshi.domain.scheme.gaps import GapNote
from liangshi.domain.scheme.labels import label
from liangshi.domain.scheme.moments import WITH_DAYS, WITH_PERCENT, Trigger
from liangshi.domain.scheme.problems import Problem
from liangshi.domain.scheme.terms import TERMS
from liangshi.domain.scheme.trials import Failure
from liangshi.domain.scheme.vocabulary import Period

TYPES = {
    "text": "文字（加引号）",
    "integer": "整数",
    "number": "数字",
    "truth": "true 或 false",
    "list": "列表 [ … ]",
    "table": "一组键和值",
    "date": "日期，如 2025-09-01",
}
KINDS = {
    "document": "来源文件",
    "role": "角色",
    "category": "学生类别",
    "level": "关注等级",
    "guidance": "指导领域",
    "duty": "任务",
    "form": "表单",
    "survey": "问卷",
    "line": "考核项目",
    "rule": "条款",
}
SENTENCES = {
    "too_long": "文本有 {length} 个字符，超过上限 {limit}。",
    "too_deep": "括号套得太深，读不下去。",
    "syntax": "这一行写法有误：{message}。",
    "full_width": "这一行有全角符号 {character} ，符号和引号要用英文（半角）的。",
    "date_written": "日期要写成 2026-09-01 这样，四位年、两位月、两位日，不加引号。",
    "single_brackets": "“{name}”可以有好几条，要写成双方括号 [[{name}]]。",
    "double_brackets": "“{name}”只有一个，要写成单方括号 [{name}]。",
    "brace_over_lines": "花括号里的一组要写在同一行。",
    "unknown_key": "没有“{key}”这个键。",
    "missing_key": "缺少“{key}”。",
    "not_one_of": "“{given}”不在可用的词里：{choices}。",
    "wrong_type": "这里要写{wants}。",
    "empty_text": "这里不能空着。",
    "empty_list": "这里至少要写一项。",
    "bad_key": "键只能用小写字母、数字和下划线，并以字母开头。",
    "bad_id": "编号只能用小写字母、数字和短横线，如 talk-weekly。",
    "bad_day": "日子要写成“月-日”，如 09-10。",
    "out_of_range": "数值超出范围：{side} {limit}。",
    "set_in_set": "“{name}”是一个类别组；组里只列学生类别，不能再列组。",
    "goes_round": "“{name}”绕了一圈又回到自己：{way}。",
    "grades_outside": "年级 {grades} 不在所写的学段里（小学 1—6，初中 7—9，高一到高三是 10—12）。",
    "unknown_name": "文中用到的{kind}“{name}”没有声明。",
    "unknown_scheme": "找不到名为“{name}”的方案。",
    "drops_without_base": "没有写明所依据的方案（base），不能删去其中的条款。",
    "dropped_but_named": "条款“{name}”已删去，但其他条款还提到它。",
    "id_twice": "编号“{id}”在同一时间出现了两次；同一编号的两版要首尾相接，不能重叠。",
    "id_elsewhere": "编号“{id}”已用于另一类条款。",
    "key_twice": "“{key}”声明了两次。",
    "never_in_force": "条款“{id}”的起止日期在方案有效期之外，永远不会生效。",
    "rival_quotas": "“{first}”和“{second}”对同一范围规定了两个名额。",
    "phase_order_twice": "有两个阶段的次序都是 {order}。",
    "dates_reversed": "结束日 {end} 不晚于开始日 {start}。",
    "time_limit_amount": "时限“{unit}”的数量写法不对：at_once 和 same_day 不写 amount，其他要写。",
    "outsider_needs_approval": "校外人员（{pool}）要写明由谁批准，并只给有限的查看范围（view = narrow）。",
    "new_role_acts_as": "新角色“{role}”要写明权限等同于哪个已有角色（acts_as）。",
    "role_track": "只有导师才分导学、导德：角色“{role}”的 acts_as 要写 mentor。",
    "track_needs_mentor": "只有导师的任务才分导学、导德，这里由“{role}”来做；track 请删去。",
    "track_twice": '角色“{role}”写的是 track = "{own}"，这里却写成 "{given}"；两处要一致，或只写在角色上。',
    "rhythm_exactly_alone": "写了 exactly 就不要再写 at_least 或 at_most。",
    "rhythm_bounds": "至少 {low} 次多于至多 {high} 次。",
    "rhythm_needs_period": "写了次数，还要写明每多长时间（every）。",
    "rhythm_periods": 'periods 只和 day、week、month 一起写：每两个月是 every = "month", periods = 2，'
    '每四周是 every = "week", periods = 4；这里的 every 是“{every}”。',
    "rhythm_needs_number": "没有次数；如果本来就不定次数，请写 manner，如 irregularly。",
    "session_one_measure": "一次的时长用分钟或课时，只写一种。",
    "window_detail": '时间窗“{anchor}”与“{key}”不配：“{key}”只和 anchor = "{belongs}" 一起写。',
    "window_counts_from_one": "“{key}”从 1 数起，-1 是最后一个，没有第 0 个。",
    "override_empty": "这条例外没有改变任何内容。",
    "preferred_not_counted": "优先的方式（{channels}）不在计入的方式里。",
    "bundle_empty": "这个名目下还没有任何内容。",
    "field_detail": "字段类型“{type}”与“{key}”的写法不配。",
    "retention_years": "保留到毕业后若干年时写 years，其他情形不写。",
    "deadline_empty": "交表时间要写明星期几、每多长时间或多久之内。",
    "form_fields_or_parts": "表单要么有自己的字段，要么由别的表单合成，两者取一。",
    "field_twice": "字段“{keys}”写了两次。",
    "follow_up_duty_or_kind": "后续任务写任务编号（duty）或种类（kind），取一种。",
    "follow_up_rhythm_and_during": "重复做的后续任务，多久一次（rhythm）和持续多久（during）要一起写。",
    "follow_up_within_or_during": "重复做的后续任务不再写 within；持续多久写在 during。",
    "follow_up_rhythm": "重复做的后续任务要有次数，周期写 day、week、two_weeks 或 month。",
    "follow_up_after_term": "期末之后就是假期，那时没有可以重复做的上学日；请改用下学期的 term_start。",
    "during_amount": "持续时间“{unit}”的数量写法不对：term 和 school_year 不写 amount，其他要写。",
    "moment_without_effect": "这个时刻没有引出任何任务或告知。",
    "moment_detail": "“{key}”{how}时刻“{trigger}”：{which}才写它，也必须写。",
    "quota_order": "名额各数的次序不对：{numbers}，应由小到大。",
    "group_sizes": "小组人数下限 {low} 大于上限 {high}。",
    "priority_categories": "按“{ground}”优先时不写学生类别。",
    "decline_reasons": "允许谢绝就要写明可接受的理由，不允许就不写。",
    "several_mentors": "多位导师至少是 2 位，这里写的是 {up_to}。",
    "line_detail": "记分方式“{method}”与“{key}”的写法不配。",
    "line_full_points": "各部分合起来不等于满分 {full}。",
    "grades_best_first": "等级要从高到低排列。",
    "deduction_sign": "扣分写成负数，封顶不小于一次的扣分（这里是 {points}）。",
    "raters_where_rated": "多方评价要写明评价人，其他部分不写。",
    "rater_weights": "评价人有 {raters} 位，权重的个数要一致。",
    "example_expects_nothing": "这个例子没有写出应得的结果。",
    "example_counts_channel": "要判断是否计入，请写明方式（channel）或参加人（done_by）。",
    "example_one_subject": "一个例子只说一件事：duty、quota、moment、appraisal 取一种。",
}
SYNTAX = {
    "Expected '=' after a key": "键后面少了等号",
    "Invalid value": "值的写法不对（文字要加英文引号）",
    "Invalid statement": "认不出这一行",
    "Invalid date or datetime": "没有这一天",
    "Invalid hex value": "反斜杠后面的写法不对",
    "Unclosed array": "方括号没有合上",
    "Unclosed inline table": "花括号没有合上",
    "Unterminated string": "引号没有合上",
    "Cannot overwrite a value": "同一个键写了两次",
    "Cannot declare": "同一张表声明了两次",
    "Expected ']' at the end of a table declaration": "表名的方括号没有合上",
    "Expected ']]' at the end of an array declaration": "表名的双方括号没有合上",
    "Expected newline or end of document after a statement": "一行里写了两句",
    "Found invalid character": "有不能用的字符",
    "Illegal character": "有不能用的字符（引号要成对，文字不能断行）",
    "Duplicate inline table key": "花括号里同一个键写了两次",
    "Unescaped '\\' in a string": "反斜杠要写成两个",
    "Invalid initial character for a key part": "键的写法不对",
    "Escaped character": "反斜杠后面的写法不对",
    "Cannot mutate": "同一张表声明了两次",
    "Cannot redefine": "同一张表声明了两次",
    "Expected": "缺少逗号、等号或括号",
}

FAILURES = {
    "rule_not_in_force": "例子里的“{expected}”在 {came} 没有生效的条款。",
    "example_times": "应为 {expected} 次，算出来是 {came} 次。",
    "example_every": "周期应为 {expected}，算出来是 {came}。",
    "example_counts": "是否计入应为“{expected}”，算出来是“{came}”。",
    "example_due": "应在 {expected} 前完成，算出来是 {came}。",
    "example_allowed": "是否允许应为“{expected}”，算出来是“{came}”。",
    "example_over_target": "是否超过目标应为“{expected}”，算出来是“{came}”。",
    "example_follows": "随后的任务应为 {expected}，算出来是 {came}。",
    "example_told": "应告知 {expected}，算出来是 {came}。",
    "example_total": "总分应为 {expected}，算出来是 {came}。",
    "example_void": "是否作废应为“{expected}”，算出来是“{came}”。",
}
_YES_NO = {"yes": "是", "no": "否", "": "（无）", "None": "（无）"}


def failure_sentence(failure: Failure) -> str:
    """An example that does not hold, as a sentence."""
    values = {name: _YES_NO.get(value, value) for name, value in failure.parameters}
    return f"例子“{failure.example}”不成立：{FAILURES[failure.code].format(**values)}"


def gap_sentence(note: GapNote) -> str:
    """A gap of the source as a sentence for the owner of the scheme."""
    if note.counted:
        return f"来源说的数目是 {note.stated}，列出来的是 {note.found}。"
    decided = f"已决定：{note.decision}" if note.decision else f"待定：{note.question}"
    return f"来源说“{note.stated}”，而{note.found}。{decided}"


def sentence(found: Problem) -> str:
    """One problem as a Chinese sentence, with its place and the nearest known word."""
    values, hint = dict(found.parameters), ""
    values["kind"] = KINDS.get(values.get("kind", ""), "")
    values["wants"] = TYPES.get(values.get("wants", ""), "")
    values["message"] = _syntax(values.get("message", ""))
    if found.code == "moment_detail":
        values |= _detail(values["trigger"], values["key"])
    if found.code == "not_one_of":
        values["near"] = values.get("near") or _by_chinese(values["given"], values["choices"])
    if values.get("choices") == "、".join(Period) and _is_of_several(values["given"]):
        values["near"], hint = "", SEVERAL
    if found.code == "out_of_range":
        values |= _limit(values["side"], values["limit"])
    if found.code == "quota_order":
        values["numbers"] = "、".join(
            f"{label(name)} {number}" for name, number in (pair.split("=") for pair in values["numbers"].split("、"))
        )
    values["choices"] = _explained(values.get("choices", ""))
    text = SENTENCES[found.code].format(**values) + hint
    if values.get("near"):
        text += f"是不是“{values['near']}”？"
    where = f"第 {found.line} 行" + (f"（{found.path}）" if found.path else "")
    return f"{where}：{text}"


def _detail(trigger: str, key: str) -> dict[str, str]:
    wanted = _WITH_DETAIL[key]
    which = "、".join(f"{one}（{TERMS[Trigger][one.value]}）" for one in wanted)
    return {"how": "还没有写给" if trigger in wanted else "不用于", "which": which}


_WITH_DETAIL = {"percent": WITH_PERCENT, "dates": (Trigger.THEME_DAY,), "days": WITH_DAYS}


SEVERAL = (
    '几天、几周、几个月一次另写 periods：每两个月是 every = "month", periods = 2，'
    '每三周是 every = "week", periods = 3。'
)
_SEVERAL = re.compile(r"\d|two_m|two_d|three|four|five|six|months|weeks|quarter|[两三四五六]|季")


def _is_of_several(given: str) -> bool:
    return given not in TERMS[Period].values() and _SEVERAL.search(given) is not None


_SIDES = {
    "greater_than_equal": "不能小于",
    "less_than_equal": "不能大于",
    "greater_than": "要大于",
    "less_than": "要小于",
}


def _limit(side: str, limit: str) -> dict[str, str]:
    return {"side": _SIDES.get(side, "界限是"), "limit": limit.removesuffix(".0")}


def _by_chinese(given: str, choices: str) -> str:
    """The key for a Chinese word: 每两周 is two_weeks, 谈心 is talk (谈心谈话)."""
    words = _vocabulary(choices.split("、"))
    exact = [key for key, chinese in words.items() if given == chinese]
    alike = [key for key, chinese in words.items() if given in chinese or chinese in given]
    return next(iter(exact or alike if given else []), "")


def _vocabulary(words: list[str]) -> dict[str, str]:
    known = next((terms for kind, terms in TERMS.items() if {*words} == {one.value for one in kind}), {})
    return {word: known[word] for word in words if word in known}


def _explained(choices: str) -> str:
    """talk（谈心谈话）、…: the words of a vocabulary with what they are called in Chinese."""
    words = choices.split("、")
    known = next((terms for kind, terms in TERMS.items() if {*words} <= {one.value for one in kind}), {})
    return "、".join(f"{word}（{known[word]}）" if known.get(word, word) != word else word for word in words)


def _syntax(message: str) -> str:
    return next((words for start, words in SYNTAX.items() if message.startswith(start)), message)
