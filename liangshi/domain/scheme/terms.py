"""The closed vocabularies in Chinese: what a person reads in the place of an ASCII key."""

from __future__ import annotations

from enum import StrEnum

from liangshi.domain.scheme import (
    appraisal,
    document,
    evaluation,
    forms,
    growth,
    matching_words,
    moments,
    organisation,
    people,
    supervision,
    vocabulary,
    wellbeing,
)

_V, _M, _P = vocabulary, matching_words, people
_WORDS: dict[type[StrEnum], str] = {
    _V.Stage: "primary:小学 junior:初中 senior:高中",
    _V.Level: "city:市 district:区县 school:学校",
    _V.Role: (
        "mentor:导师 chief_mentor:首席导师 mentor_team:导师团队 student:学生 peers:同学 guardian:家长"
        " homeroom_teacher:班主任 subject_teacher:学科教师 grade_lead:年级组长 grade_group:年级组"
        " counsellor:心理教师 case_team:个案小组 student_affairs:政教处（德育处） academic_affairs:教导处"
        " office_concerned:有关部门 coordinator:导师制负责人 leadership_group:领导小组"
        " deputy_principal:副校长（班子成员） principal:校长 secretary:书记 school:学校 expert:专家"
        " inspector:督导员 research_office:教研部门 county_bureau:县区教育局 bureau:教育局 police:公安机关"
        " hospital:医院 community:社区"
    ),
    _V.Track: "study:导学 conduct:导德",
    _V.Period: (
        "day:每天 week:每周 two_weeks:每两周 month:每月 half_term:每半学期 term:每学期"
        " school_year:每学年 whole_stage:整个学段 event:每次"
    ),
    _V.TimeUnit: ("at_once:立即 minutes:分钟 hours:小时 same_day:当天 days:天 school_days:个上学日 weeks:周"),
    _V.GapKind: "contradiction:前后不一 missing:没有写明 unclear:不清楚 cut_off:来源被截断",
    _V.Strength: "hard:必须 soft:原则上",
    _V.Obligation: "required:必做 expected:应做 optional:可选 claimed:学校认领",
    _V.Manner: (
        "counted:定次数 in_good_time:及时 irregularly:不定期 regularly:定期 when_necessary:必要时 ongoing:贯穿平时"
    ),
    _V.Per: "mentee:每个学生 mentor:每位导师 mentor_group:每个导师组 class:每个班 role:每个岗位",
    _V.Channel: (
        "face_to_face:面对面 home_visit:家访 school_meeting:来校面谈 phone:电话 video:视频"
        " message:消息 written:书面 activity:活动"
    ),
    _V.Direction: ("mentor_acts:导师做 student_reports:学生报告 student_records:学生填写 school_acts:学校做"),
    _V.DutyKind: (
        "talk:谈心谈话 family_contact:家校沟通 phone_call:电访 home_visit:家访 family_guidance:家庭教育指导"
        " growth_message:成长寄语 term_comment:期末评语 weekly_reflection:周反思 read_reflection:批阅周反思"
        " student_report:学生主动报告 work_record:工作记录 mentor_note:导师手记 mentor_plan:导师工作计划"
        " guidance_plan:指导计划 stage_evaluation:阶段评估 tracking_file:跟踪档案 growth_archive:成长档案"
        " activity:活动 case_study:案例 research:研究 parents_meeting:家长会 reception_day:家长接待日"
        " aid:帮扶 subject_choice:选科指导 application_guidance:志愿填报指导 study_guidance:学业指导"
        " care:关怀疏导 report_concern:上报 relay_views:转达意见 year_summary:学年总结"
        " questionnaire:问卷 training:培训 other:其他"
    ),
    _V.WindowAnchor: (
        "term_start:开学 term_end:期末 half_term:期中 exam:考试 holiday:寒暑假 weekday:星期"
        " week_of_term:教学周 months:月份 named_days:指定的日子 pairing_start:结对 school_year_end:学年末"
    ),
    _V.Holidays: "winter:寒假 summer:暑假",
    _V.WindowUse: "emphasis:重点在此时 inside:只在此时 due:在此之前完成",
    _V.Weekday: (
        "monday:星期一 tuesday:星期二 wednesday:星期三 thursday:星期四 friday:星期五 saturday:星期六 sunday:星期日"
    ),
    _V.Sensitivity: "open:公开 pastoral:育人 sensitive:敏感 restricted:限制",
    document.StatementKind: (
        "guiding_idea:指导思想 aim:目标 principle:原则 scope:范围 definition:定义 strategy:策略"
        " requirement:要求 student_requirement:对学生的要求 manner:方式 outlook:预期 timeline:实施步骤 safeguard:保障"
    ),
    document.GradeBand: "lower:低年级 middle:中年级 upper:高年级",
    _P.MentorPool: (
        "all_teachers:全体教师 all_staff:全体教职工 certified_staff:持证教职工 party_members:党员"
        " senior_staff:骨干教师 academic_teachers:文化课教师 class_teachers:本班任课教师"
        " volunteering_teachers:自荐教师 retired_teachers:退休教师 parents:家长 volunteers:志愿者"
        " community_members:社会人士 peers:同学"
    ),
    _P.ViewOfStudent: "full:完整 narrow:有限",
    _P.Criterion: (
        "conduct:品行 standing:资历 experience:经验 counselling_knowledge:心理辅导常识 certificate:证书"
        " training:培训 own_wish:本人意愿 fitness:适合 school_criteria:学校标准"
    ),
    _P.WhenUnmet: ("train_then_admit:先培训，合格后担任 exempt_with_reason:写明理由，暂不担任 not_admitted:不担任"),
    _P.MenteeScope: "every_student:全体学生 listed_only:名单内的学生",
    _P.TeamPattern: (
        "single:一人 class_team:班级团队 group_in_class:班内分组 typed_mentors:分类导师 two_tiers:两级导师"
        " fixed_team:固定组合 support_team:支持小组"
    ),
    _P.AppointmentAct: (
        "letter:聘书 ceremony:仪式 agreement:协议书 published_list:公布名单"
        " published_profile:公布简介 published_criteria:公布标准"
    ),
    organisation.BodyKind: (
        "leadership_group:领导小组 mentor_group:导师小组 coordination_office:工作办公室"
        " expert_group:专家顾问团 expert_team:专家团队 family_teacher_group:家庭教育指导团"
        " parent_committee:家长委员会 case_team:个案小组"
    ),
    organisation.ServiceKind: (
        "family_lectures:家庭教育讲堂 family_guidance:家庭教育指导 expert_advice:专家顾问"
        " professional_support:专业支持 double_reduction:减负增效 public_products:公共产品"
    ),
    _M.QuotaScope: "all:合计 per_class:每班 per_grade:每年级",
    _M.ChoiceOfNumber: "fixed:不得改动 lower:可以更少 free:自定",
    _M.Way: (
        "survey:意向征询 two_sided:双向选择 student_choice:学生选择"
        " choice_and_arrangement:学生选择与学校统筹相结合 club:社团 class_group:班内分组"
        " study_groups:学习小组 classes_taught:任教班级 voluntary:自愿 assignment:学校安排"
    ),
    _M.PairingKind: "whole:全面 study:导学 conduct:导德 interest:兴趣 life:生活 mind:心理",
    _M.RoundEnd: "deadline:到期 everyone_placed:人人都有 coordinator:负责人宣布",
    _M.PhaseKind: (
        "criteria:确定标准 mentors_apply:教师申请 profiles:了解导师 nominations:提名 mobilisation:动员"
        " wishes:填志愿 answers:导师答复 grouping:分组 solve:匹配 placement:统筹 review:复核"
        " confirmation:确认 publication:公布 agreement:签协议 filing:备案"
    ),
    _M.PriorityGround: (
        "special_groups:需要先关心的学生 former_mentor:原导师 own_class:本班 classes_taught:任教班级"
        " volunteers:自愿报名 sibling:兄弟姐妹 boarders:住校生 graduating:毕业年级"
    ),
    _M.Imbalance: "over_subscribed:报名偏多 under_subscribed:报名偏少 left_over:还没有导师",
    _M.ImbalanceAction: (
        "special_first:先留给需要先关心的学生 persuade:做思想工作 redistribute:改选 mobilise:动员"
        " second_round:再开一轮 assign:学校安排"
    ),
    _M.DeclineReason: (
        "quota_full:名额已满 kinship:亲属 conflict:关系不合适 health:健康 leave:休假"
        " out_of_field:不在专长之内 other_stated:其他，写明"
    ),
    _M.Attribute: (
        "gender:性别 interests:兴趣爱好 talents:特长 personality:个性 learning_style:学习特点"
        " study_needs:学习需求 help_wanted:需要的帮助 level:学业水平 subject:学科 field_of_mentor:专业背景"
        " strengths_of_mentor:导师长处 experience:经验 numbers:人数 problems:存在的困难 class:班级"
        " grade:年级 region:地区 former_pairing:原有结对"
    ),
    _M.BalanceAim: "even:均衡 mixed:混合 alike:同类",
    _M.BalanceAcross: "mentors:各导师之间 within_class:班内 within_grade:年级内",
    _M.ReachOfRole: (
        "own_class:本班 classes_taught:任教班级 own_grade:本年级 own_club:本社团 whole_school:全校"
        " placed_centrally:学校统筹"
    ),
    _M.TermLength: "term:一学期 school_year:一学年 stage:到学段结束 entry_to_graduation:入学到毕业",
    _M.KeptPairs: ("keep:保留 keep_if_both_wish:双方愿意就保留 prefer_former:原导师优先 dissolve:重新结对"),
    _M.ChangeCause: (
        "student_request:学生提出 mentor_request:导师提出 guardian_request:家长提出 mentor_leaves:导师离岗"
        " poor_fit:不合适 review:定期复核"
    ),
    moments.Trigger: (
        "term_start:开学前后 term_end:期末 important_exam:重要考试前后 entry:入学 theme_day:主题日"
        " study_change:学习重大变故 life_change:生活重大变故 family_upheaval:家庭变故 bereavement:亲人离世"
        " illness:生病 injury:受伤 truancy:旷课 discipline:违纪 conflict:冲突 progress:看得见的进步"
        " danger:紧急危险 danger_over:危机解除 mood_change:情绪波动 marks_down:成绩下滑 marks_up:成绩上升"
        " sign_lasts:征兆持续"
        " absent_days:连续缺课 not_attending:未到校就读 boarding_weekend:周末留校 request_for_help:求助"
        " parent_request:家长请求 mentor_change:更换导师"
    ),
    moments.Lasts: "days:天 weeks:周 months:个月 term:到学期结束 school_year:到学年结束",
    forms.FormKind: (
        "agreement:协议书 wish:志愿表 mentor_profile:导师简介 student_profile:学生情况 tracking_file:跟踪档案"
        " guidance_plan:指导计划 mentor_plan:导师计划 family_contact:家校沟通记录 home_visit:家访记录"
        " talk:谈话记录 weekly_reflection:周反思 mentor_note:导师手记 stage_evaluation:阶段评估"
        " growth_message:成长寄语 term_comment:期末评语 activity:活动记录 concern:上报单"
        " concern_assessment:评估单 view_of_teaching:教学意见 questionnaire:问卷 appraisal_sheet:考核表"
        " meeting:会议记录 case_study:案例 training:培训记录 inspection:督查记录 work_record:工作记录"
        " growth_archive:成长档案 year_summary:学年总结 other:其他"
    ),
    forms.FieldType: (
        "text:短文 long_text:长文 choice:单选 choices:多选 number:数字 scale:量表 date:日期 datetime:日期时间"
        " yes_no:是否 person:人 people:多人 signature:签字 file:文件 photo:照片"
    ),
    forms.RetentionEnd: (
        "term:本学期 school_year:本学年 pairing:结对期间 graduation:到毕业 years_after:毕业后若干年 legal:依法保存"
    ),
    forms.ChartBy: "week:按周 month:按月 half_term:按半学期 exam:按考试",
    wellbeing.Colour: "red:红 orange:橙 yellow:黄 blue:蓝 green:绿",
    appraisal.LineMethod: "bands:分档 score:打分 mean:平均分 sum_of_parts:各方相加",
    appraisal.Basis: (
        "judgement:评议 questionnaire:问卷 events:事件 results:成果 record_count:记录条数 student_marks:学生成绩"
    ),
    appraisal.ResultLevel: "nation:国家级 province:省级 city:市级 county:县级 school:校级",
    appraisal.DeductionEvent: (
        "dropout:学生辍学 parents_meeting_missed:缺席家长会 meeting_missed:缺席会议"
        " training_missed:缺席培训 complaint_upheld:投诉属实 duty_neglected:未尽职责 incident:责任事故"
        " other:其他"
    ),
    appraisal.Consequence: "removed:不再担任 warned:约谈提醒 trained_again:再培训",
    evaluation.StudentMode: "scored:记分 words:只写话 none:不评",
    evaluation.StudentPartSource: (
        "daily_conduct:日常表现 raters:多方评价 honours_results_progress:荣誉、成绩与进步 words:文字 other:其他"
    ),
    evaluation.StudentUse: (
        "comprehensive_quality:综合素质评定 conduct_rating:思想品德评定 merit_students:评优"
        " growth_archive:成长档案 feedback:反馈"
    ),
    growth.IncentiveKind: (
        "development:专业发展 honour:评先评优 title:职称晋升 performance_pay:绩效分配"
        " homeroom_years:折算班主任年限 certificate:证书 commendation:表彰 excellent_mentor:优秀导师"
        " model_school:示范学校 care:人文关怀 spread_experience:推广经验"
    ),
    growth.TrainingKind: (
        "course:课程 induction:上岗培训 early_career:青年教师支持 admission:任职前培训 workshop:研讨"
        " seed_teachers:种子教师 action_research:行动研究 case_studies:案例研究 case_library:案例库"
        " tips:锦囊 schemes_library:方案库 handbook:工作指导手册 duty_list:任务清单 exchange:经验交流"
        " expert_support:专家支持 ethics:师德教育 research_by_office:教研部门研究 forum:论坛 showing:展示"
    ),
    supervision.SupervisionKind: (
        "filing:备案 guidance:指导 inspection:督导检查 self_check:自查 system_review:总结评估"
        " yearly_assessment:年度考核 figures:数据上报 sample_survey:抽样问卷 notice:通报 commendation:表彰"
    ),
    supervision.Figure: (
        "student_coverage:学生覆盖率 teacher_coverage:教师覆盖率 visit_rate:家访率 talk_rate:谈话率"
        " growth_message_rate:成长寄语率 face_to_face_share:面对面比例 not_attending:未到校就读人数"
        " optional_claimed:认领的可选工作 satisfaction:满意度 training_hours:培训学时"
        " findings_repaired:整改率"
    ),
    supervision.SchemePart: (
        "goals:工作目标 organisation:组织架构 matching:匹配机制 duties:职责任务 requirements:工作要求"
        " training:研训制度 incentives:激励保障 appraisal:考核评价 wellbeing:心理关怀 supervision:督导"
    ),
}


def _split(words: str) -> dict[str, str]:
    return dict(pair.split(":", 1) for pair in words.split())


TERMS: dict[type[StrEnum], dict[str, str]] = {kind: _split(w) for kind, w in _WORDS.items()}


def term(word: StrEnum) -> str:
    """The Chinese word for a word of a closed vocabulary."""
    return TERMS[type(word)][word.value]


_SEVERAL = {vocabulary.Period.DAY: "天", vocabulary.Period.WEEK: "周", vocabulary.Period.MONTH: "个月"}
_NUMBERS = "〇一两三四五六七八九"


def period_words(every: vocabulary.Period, periods: int = 1) -> str:
    """每周, 每三周, 每两个月, 每12周."""
    if periods == 1:
        return term(every)
    return f"每{_NUMBERS[periods] if periods < len(_NUMBERS) else periods}{_SEVERAL[every]}"


def role_name(key: str) -> str:
    """The Chinese name of a known role; a role of the school's own keeps its key."""
    return TERMS[vocabulary.Role].get(key, key)
