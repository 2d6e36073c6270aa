"""Write docs/scheme-clauses.md: what each shipped preset does with each clause of the sources."""

from __future__ import annotations

from pathlib import Path

from liangshi.domain.scheme import Rule, Scheme, load

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/scheme-clauses.md"
CATALOGUE = ROOT / "liangshi/schemes/catalogue"
PRESETS = {
    "baiyin-2025": "白银 2025",
    "wuhu-2022": "芜湖 2022",
    "school-five-steps": "五步流程",
    "jiading-2021": "嘉定 2021",
    "shewopo-primary": "蛇窝泊小学",
}
SECTIONS = {
    "O": "People and organisation",
    "S": "The school's scheme",
    "M": "Matching",
    "D": "Duties and their rhythm",
    "W": "Wellbeing",
    "F": "Family",
    "E": "Evaluation and incentives",
    "T": "Training, research, sharing",
    "V": "Supervision",
}
OUTLINE = "outline"
"""Stands for the paper's own order of clauses, from which the formal document is printed."""

# clause | requirement | rules of: baiyin / wuhu / five steps / jiading / shewopo
_ROWS = """
O1 | every student has a mentor, every teacher is one | coverage mentors-all-teachers mentees / coverage mentors-all-teachers mentees / coverage mentors-all mentees / coverage mentors-all mentees / coverage mentors-all-teachers mentees
O2 | mentor and homeroom teacher complement each other, one team in the class | with-homeroom-system / class-team / - / division-of-work / with-homeroom mentor-and-homeroom
O3 | leadership group and line of responsibility | - / leadership-group / leadership-group / - / leadership-group line-principal line-deputies line-student-affairs line-academic-affairs line-homeroom line-subject
O4 | a teacher not yet suitable is trained first | - / train-then-admit / - / - / mentor-criteria
O5 | criteria, information and list published; joining by own wish | - / - / phase-profiles / - / mentors-all-teachers mentor-criteria appointment phase-criteria phase-apply phase-list
O6 | both sides know each other before choosing | - / - / phase-profiles / - / principle-know signing-up mentor-profile
O7 | bureaus, expert group, expert team, family-education teachers | expert-team expert-support county-guidance research-office / bureau-guidance / - / expert-group expert-advice family-teacher-group family-advice / -
O8 | leadership group meets on a rhythm | - / daily-exchange / - / - / leadership-meeting meeting-minutes
S1 | each school writes its own scheme and files it | own-schemes county-guidance / own-scheme own-scheme-parts own-way / - / ten-schemes / -
S2 | schemes by stage; emphases for lower, middle, upper grades | - / - / - / ten-schemes / emphasis-lower emphasis-middle emphasis-upper
S3 | can be issued as the formal document | - / own-scheme-parts outline / outline / - / outline
S4 | handbook and duty list for mentors | handbook duty-list / - / - / twelve-tips / -
S5 | goals are stated | core-competence / aims / aim-bond aim-four-four aim-teaching guidance-plan / four-dimensions three-all / aims mentor-plan
S6 | fields of guidance; subject choice and applications; social practice | guidance-mind guidance-growth guidance-interests guidance-study guidance-choices subject-choice applications / guidance-thought guidance-study guidance-mind guidance-life guidance-career five-strategies subject-choice / guidance-thought guidance-study guidance-mind guidance-life guidance-career thought-work study-work life-care career-guidance / guidance-heart guidance-study-load / guidance-thought guidance-mind guidance-life guidance-study guidance-practice study-guidance
M1 | one mentor to at most fifteen; three to five, at most eight | quota / quota / ratio-by-school / - / quota
M2 | survey, two-sided choice, clubs | - / way-survey way-two-sided way-club round-one phase-survey / - / match-everyone / way-two-sided way-class-groups
M3 | students' choice comes first | - / choice-first phase-wishes / way-choice-and-arrangement / - / principle-choice phase-wishes
M4 | choice together with the school's arrangement; nobody left without | - / phase-placement / way-choice-and-arrangement placement fit-field fit-experience coverage phase-placement / match-everyone / pairing-by-grade-group phase-balance
M5 | several mentors for a student with special needs | - / several-mentors special-need / - / - / -
M6 | gender, interests, learning; groups within a class | - / - / - / - / pairing-weighs-gender pairing-weighs-interests pairing-weighs-learning way-class-groups
M7 | who names students for 导学 and 导德 | - / - / - / - / nominate-study nominate-conduct phase-nominate
M8 | six named groups first; over- and under-subscribed | - / - / - / - / category-single-parent category-conduct category-mind category-pressure category-one-subject category-left-behind special-students priority-special over-subscribed under-subscribed
M9 | students and mentors apply in writing; the grade group balances | - / - / - / - / signing-up wish-slip pairing-by-grade-group
M10 | agreement of duties | - / - / - / - / agreement agreement-form phase-agreement
M11 | no refusal without a proper reason | - / - / - / - / no-refusal veto-ethics
D1 | home visits, phone visits | - / home-visit home-visit-record / - / - / home-visit phone-call
D2 | talks, above all at key times | - / talk moment-term-start moment-exam moment-study-change moment-life-change talk-record / first-talk regular-talk talk-record / talks talk-record / talk talk-record
D3 | written feedback at the end of term | - / growth-message growth-message-form / - / - / term-comment comment-form
D4 | guidance plan for each student | growth-plan plan-form / - / guidance-plan plan-form / - / mentor-plan personal-plan guidance-plan
D5 | contact record with its fields | family-contact-record / family-contact-record / - / family-contact-record / family-records family-contact
D6 | tracking file, growth archive | - / - / keep-record growth-archive / - / tracking-file tracking-form growth-archive diaries-into-archive
D7 | weekly reflection, answered | - / - / - / - / weekly-reflection read-reflection reflection-form
D8 | mentor's notes each month | - / - / - / - / mentor-note mentor-note-form
D9 | parents' meetings, help with family education | family-contact / - / - / family-balance / parents-meeting family-guidance
D10 | students' views on teaching are passed on and answered | - / - / - / - / relay-views view-of-teaching
D11 | activities, interests, practice | interests activity-record / - / activities activity-record / - / activities activity-record
D12 | less by keyboard, more face to face | - / family-contact family-contact-record / - / - / -
D13 | stage evaluation, plan adjusted, told to student and parents | - / - / stage-evaluation stage-form students-in-words students-uses / - / term-review results-improve
D14 | students report and ask by themselves | - / - / - / - / student-report moment-help-wanted
W1 | care for mental health | role-mind watch-mind mind-care guidance-mind / guidance-mind / watch-mind / talks / watch-mind
W2 | report at once, the school acts | report-at-once report-concern moment-danger level-urgent concern-note / - / - / - / -
W3 | problems noticed early, relief | watch-mind / - / watch-mind mind-care moment-mood / - / watch-mind mind-care moment-trouble
W4 | after a serious change: talk, family contact, guidance | - / moment-life-change moment-study-change / - / - / -
F1 | bridge between school and family | role-bridge family-contact / two-roles family-contact / stage-evaluation / division-of-work / family-guidance parents-meeting
F2 | family-education lectures | - / - / - / family-lectures / -
F3 | the voice of child and parent | - / - / - / voice-of-child-and-parent voice-form / -
F4 | double reduction | - / aims / - / double-reduction balance-service family-balance / -
E1 | grades A, B, C = 20, 15, 10 | - / - / - / - / appraisal-grades
E2 | lines in three bands; bonus by level | - / - / - / - / line-handbook line-archive line-case line-research line-reflections bonus-research
E3 | ethics: self, students' mean, leaders | - / - / - / - / line-ethics survey-ethics
E4 | minus one for a dropout, minus two for a meeting missed | - / - / - / - / deduct-dropout deduct-meeting
E5 | several evaluators; process and final | - / - / - / - / appraisal-cycle appraised-by-leaders appraised-by-self appraised-by-homeroom appraised-by-students appraised-by-parents appraisal-sheet
E6 | veto | - / - / - / - / veto-ethics
E7 | excellent mentors; incentives; care for mentors | incentives / incentives care-for-mentors / - / care-and-incentives lasting-force / excellent-mentors spread-experience
E8 | evaluation of students 30, 30, 40 | - / - / - / - / students-scored students-conduct students-raters students-results students-uses
E9 | students evaluate the guidance at the year's end | - / - / - / voice-of-child-and-parent / year-questionnaire survey-guidance survey-ethics
E10 | yearly summary; the system is evaluated | - / sum-up / year-summary summary-form system-review / - / term-review
E11 | yearly assessment, commendation, model schools | - / yearly-assessment commendation / - / - / model-schools inspection
T1 | training and research system, workshops | school-training school-research / daily-exchange action-research / - / - / workshops ethics-study
T2 | seed teachers | seed-teachers / - / - / - / -
T3 | cases, tips, schemes by stage | - / - / - / five-kinds-of-cases twelve-tips ten-schemes / -
T4 | exchange between schools | - / exchange / - / exchange forum showing / spread-experience
T5 | action research with results by level | school-research research-office / action-research / - / - / action-research line-research bonus-research
V1 | the bureau follows schools | county-guidance / bureau-guidance bureau-inspection sum-up / - / - / -
V2 | figures for the yearly assessment | - / yearly-assessment / - / - / -
V3 | the school checks its own units | - / - / - / - / inspection term-review
"""  # noqa: E501


def rows() -> list[tuple[str, str, list[list[str]]]]:
    """Clause, requirement, and the names each preset answers it with."""
    found = []
    for line in _ROWS.strip().splitlines():
        clause, requirement, answers = (part.strip() for part in line.split(" | "))
        cells = [[] if cell.strip() == "-" else cell.split() for cell in answers.split(" / ")]
        found.append((clause, requirement, cells))
    return found


def shipped(key: str) -> Scheme:
    """One preset of the catalogue."""
    scheme = load((CATALOGUE / f"{key}.toml").read_text(encoding="utf-8"))
    assert isinstance(scheme, Scheme)
    return scheme


def text() -> str:
    """The page."""
    presets = [shipped(key) for key in PRESETS]
    lines = [
        "# What each preset does with each clause",
        "",
        "Generated from the catalogue by `python -m tools.scheme_clauses`; a test keeps it current. A cell",
        "names the rules by which a preset meets the clause; — means that its source does not say it.",
        "`outline` is the paper's own order of clauses, from which the formal document is printed.",
    ]
    section = ""
    for clause, requirement, cells in rows():
        if clause[0] != section:
            section = clause[0]
            lines += ["", f"## {SECTIONS[section]}", "", _line(["", "clause", *PRESETS.values()])]
            lines.append("| --- " * (len(PRESETS) + 2) + "|")
        answers = [_cell(scheme, names) for scheme, names in zip(presets, cells, strict=True)]
        lines.append(_line([clause, requirement, *answers]))
    return "\n".join(lines) + "\n"


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(scheme: Scheme, names: list[str]) -> str:
    return "<br>".join(_named(scheme, name) for name in names) or "—"


def _named(scheme: Scheme, name: str) -> str:
    if name == OUTLINE:
        assert scheme.outline
        return f"`{OUTLINE}` 方案次序"
    rule = scheme.rule(name)
    assert isinstance(rule, Rule), (scheme.header.key, name)
    return f"`{name}` {rule.title}"


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
