"""The fields of the language in Chinese: what stands beside a value in forms and differences."""

from __future__ import annotations

_LABELS = """
header:文件头 documents:来源文件 outline:方案次序 statements:目标与要求 guidance:指导领域 emphases:年级侧重
people:人员 bodies:组织 matching:师生匹配 duties:任务 bundles:名目 moments:关键时刻 forms:表单 wellbeing:心理与危机
meetings:会议 services:服务 surveys:问卷 appraisal:导师考核 student_evaluation:学生评价 incentives:激励 training:研训
supervision:督导 examples:例子 key:键 title:名称 stages:学段 level:级别 version:版本 author:制定部门
valid_from:生效日 valid_until:失效日 base:所依据的方案 frame:所在框架 drops:删去的条款 school_types:学校类型
note:说明 keeps:保留理由 warning:提醒 reason:理由 by:谁做 on:日期 file:文件名 issued_by:发文单位 number:编号
date:日期 heading:标题 depth:层级 text:正文 rules:条款
id:编号 source:来源 reading:解读 wording:行文 gap:疑点 fills:对应框架条款
kind:种类 items:内容 stated_count:来源所称数目 document:文件 place:位置 words:原文 stated:来源说法 found:实际所见
question:待定问题 decision:决定 order:次序 does:职责 band:年级段 grades:年级 points:要点 mentors:导师来源
eligibility:任职条件 mentees:受导学生 categories:学生类别 category_sets:类别组 roles:角色 teams:团队
appointments:聘任与公布 pool:来源人群 obligation:要求程度 strength:约束力 voluntary:自愿 approved_by:批准人
view:查看范围 renewed:更新周期 criteria:条件 details:细节 unmet:未达条件时 decided_by:谁决定
early_career_years:青年教师年限 scope:范围 reviewed:复核周期 expires:到期 readers:可读者 purpose:用途 role:角色
acts_as:权限等同 answers_to:上一级 pattern:形式 places:组成 lead:牵头人 count:人数 field:领域 acts:做法 every:周期
head:组长 deputies:副组长 members:成员 set_up_by:设立者 coverage:覆盖 quotas:名额 ways:匹配方式
study_groups:学习小组 rounds:轮次 phases:阶段 priorities:优先次序 nominations:提名 imbalances:报名不均
declines:谢绝 balances:均衡 fits:契合 wish_forms:报名内容 placements:统筹 pools:人群 several_mentors:多位导师
terms:期限 agreements:协议书 kept_pairs:原有结对 changes:调整 every_student:学生人人有 every_mentor:教师人人是
minimum:至少 target_low:目标下限 target_high:目标上限 ceiling:上限 school_may_set:学校可否另定
early_career_only:只对青年教师 way:方式 alternatives:可选的其他方式 size_low:小组人数下限 size_high:小组人数上限
groups_per_mentor:每位导师的组数 choices:志愿数 days:天数 ends_with:结束方式 proposed_by:谁提出
confirmed_by:谁确认 only_unplaced:只对还没有导师的 phase:阶段 tier:优先级 ground:依据 only_when_short:只在名额不够时
routes:途径 quietly:不公开 on_ground_of:根据 together_with:会同 when:情形 actions:办法 allowed:是否允许
reasons:可接受的理由 cap:封顶 attribute:看什么 aim:目的 across:在哪里 weight:权重 student:学生写 mentor:导师写
student_learns:学生了解 mentor_learns:导师了解 placed_by:谁安排 filed_with:报谁备案 weighs:兼顾
student_choice_first:学生选择在先 reach:可配对的学生 up_to:至多 purposes:各自分工 length:长短 renewable:可续
signed_by:签字人 mentor_duties:导师职责 student_duties:学生职责 guardian_duties:家长职责 form:表单 policy:办法
causes:原因 quiet:不声张 within:时限 successor:有人接手 unit:单位 amount:数量 direction:方向 per:按谁计
rhythm:节奏 session:每次时长 channels:计入的方式 preferred_channels:优先的方式 windows:时间窗 overrides:例外
together:同时属于
shared:共同进行 fulfilled_by:也算完成的记录 addressed_to:写给谁 answer_within:答复时限 keeper:保管人
kept_after:何时交保管 contents:内容 boarders_only:只对住校生 at_least:至少 exactly:恰好 at_most:至多 manner:频度
minutes:分钟 timetable_periods:课时 share:比例 anchor:对着什么时候 use:用法 days_before:提前天数 days_after:延后天数
weekday:星期 dates:日子 exams:哪些考试
nth:第几个 next_week:下一周交 weeks:第几周 months:月份 holidays:寒假暑假
counts_for_each:各方都算 parts:组成部分 trigger:情形 follow_ups:随后的任务
tells:告知 percent:百分比 sign:征兆 duty:任务 after_follow_up:在任务之后 when_necessary:必要时 authors:填写人
fields:字段 deadline:截止 retention:保存期 composed_of:由哪些表合成 charts:图表 private:仅自己可见 label:标签
second_reader:校读人 track:导学或导德 periods:几个周期合为一次 during:持续多久
type:类型 required:必填 sensitivity:敏感程度 scale:分值 hint:提示 until:保存到 years:年数 handed_to:到期交给
levels:等级 chains:上报路线 watches:日常关注 case_teams:个案小组 family_notices:告知家庭 referrals:转介
mandatory_reports:强制报告 rank:轻重 colour:颜色 signs:表现 measures:措施 steps:步骤 emergency_measures:应急措施
reported_by:谁报 reported_to:报给谁 action:随后做什么 looks_for:留意什么 responses:怎样回应 convenor:召集人
first_meeting:首次会议 written:书面 answer_recorded:记录答复 to:对象 parents_agree:家长同意
return_meeting:复学见面 follow_up:跟进 brings:带来 yields:形成 given_by:由谁提供 contains:内容 answered_by:谁答
about:关于什么 questions:题目 anonymous:不具名 smallest_group:最少人数 cycles:周期与申诉 lines:考核项目
evaluators:评价人 bonuses:加分 deductions:扣分 grade_changes:降等 vetoes:一票否决 removals:退出 process:过程评价
final:终结评价 run_by:谁操作 published:公布 appeal_days:申诉天数 used_for:用途 method:记分方式 full_points:满分
basis:依据 bands:档次 survey:问卷 looks_at:看什么 name:名称 evaluator:评价人 mean:取平均 carried_into:计入
from_score:起分 cap_percent:比例上限 line:项目 result:成果 best_only:只取最高 event:事件
excused_with_reason:有正当理由不扣 duty_kind:任务种类 fewer_than:少于 steps_down:降几等 finding:认定 voids:作废范围
hearing:先听陈述 dissatisfied_over:不满意超过 returns_after:多久可再任 modes:评价方式 uses:用途 mode:方式
drawn_from:来自 raters:评价人 rater_weights:各方权重 stated_raters:来源所称方数 told:告知 kinds:种类
only_excellent:只对优秀导师 pay_percent:绩效比例 counted_years:折算年限 allowance:津贴（元） consequence:处理
audience:对象 organised_by:组织者
hours:学时 modules:模块 counted:数目 stated_categories:来源所称类数 outputs:成果 result_levels:成果级别 of:被督导者
figures:数据 broken_down_by:分列 sample:抽样比例 repaired_within:整改期限 findings_published:通报
counts_towards:计入哪里 says:说法 quota:名额 moment:时刻 channel:方式 done_by:参加人 times:次数 counts:是否计入
due_by:应完成日 students:学生数 over_target:超过目标 follows:随后的任务 marks:得分 events:事件 results:成果
total:总分 void:作废 bonus:加分项
"""
LABELS: dict[str, str] = dict(pair.split(":", 1) for pair in _LABELS.split())


def label(field: str) -> str:
    """The Chinese label of a field of the language."""
    return LABELS[field]
