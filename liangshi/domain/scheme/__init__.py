"""The scheme language: a school's scheme (方案) as dated, checked, readable data.

`load` turns a TOML text into a `Scheme`, or into every problem of the text with its place; `dump`
turns it back. A `Scheme` is a frozen pydantic model; each part of the language has its own module
(`people`, `matching`, `pairings`, `duties`, `forms`, `moments`, `wellbeing`, `appraisal`,
`evaluation`, `growth`, `organisation`, `supervision`, `document`, `examples`).

    extended(own, base)         the preset with the school's own rules in the place of its own
    combine(frame, own)         the school's scheme within the bureau's frame, and every break
    difference(old, new)        clauses added, removed, changed
    run_examples(scheme)        worked examples that do not hold
    gaps(scheme)                contradictions and holes of the sources
    lint(scheme, day)           where a clause conflicts with law or experience
    hours_asked(scheme, day)    hours a week asked of a mentor
    rhythm_for(...)             the rhythm that holds for one student on one day
    quota_for(...)              the quota that holds for one mentor on one day

Results are codes with parameters. Chinese words live at the edge: `words`, `spoken`, `lint_words`,
`terms` (closed vocabularies) and `labels` (names of fields).
"""

from liangshi.domain.scheme.applying import (
    counts_for,
    mentor_roles,
    obligation_for,
    overrides_for,
    quota_for,
    rhythm_for,
    session_for,
    speaks_of,
    with_sets,
)
from liangshi.domain.scheme.base import Gap, Keep, Part, Rule, Source, TimeLimit
from liangshi.domain.scheme.breaks import Break
from liangshi.domain.scheme.differences import Change, ChangeKind, FieldChange, difference
from liangshi.domain.scheme.duties import (
    BundleRule,
    Coverage,
    DutyRule,
    Override,
    Rhythm,
    Session,
    Sharing,
    Window,
)
from liangshi.domain.scheme.extension import extended
from liangshi.domain.scheme.frame import Combined, combine
from liangshi.domain.scheme.gaps import GapNote, gaps
from liangshi.domain.scheme.hours import (
    HoursAsked,
    HoursLine,
    MentorHours,
    MentorLoad,
    hours_asked,
    loads_before_matching,
)
from liangshi.domain.scheme.linter import LintWarning, lint
from liangshi.domain.scheme.loader import load
from liangshi.domain.scheme.model import Scheme
from liangshi.domain.scheme.moments import During, FollowUp, Lasts, MomentRule, Told, Trigger
from liangshi.domain.scheme.problems import LoadProblems, Problem
from liangshi.domain.scheme.trials import DueDates, Failure, run_examples
from liangshi.domain.scheme.vocabulary import (
    GRADES_OF,
    MENTORS,
    Channel,
    Direction,
    DutyKind,
    Holidays,
    Level,
    Manner,
    Obligation,
    Per,
    Period,
    Role,
    Sensitivity,
    Stage,
    Strength,
    TimeUnit,
    Track,
    Weekday,
    WindowAnchor,
    WindowUse,
)
from liangshi.domain.scheme.writing import dump

__all__ = [
    "GRADES_OF",
    "MENTORS",
    "Break",
    "BundleRule",
    "Change",
    "ChangeKind",
    "Channel",
    "Combined",
    "Coverage",
    "Direction",
    "DueDates",
    "During",
    "DutyKind",
    "DutyRule",
    "Failure",
    "FieldChange",
    "FollowUp",
    "Gap",
    "GapNote",
    "Holidays",
    "HoursAsked",
    "HoursLine",
    "Keep",
    "Lasts",
    "Level",
    "LintWarning",
    "LoadProblems",
    "Manner",
    "MentorHours",
    "MentorLoad",
    "MomentRule",
    "Obligation",
    "Override",
    "Part",
    "Per",
    "Period",
    "Problem",
    "Rhythm",
    "Role",
    "Rule",
    "Scheme",
    "Sensitivity",
    "Session",
    "Sharing",
    "Source",
    "Stage",
    "Strength",
    "TimeLimit",
    "TimeUnit",
    "Told",
    "Track",
    "Trigger",
    "Weekday",
    "Window",
    "WindowAnchor",
    "WindowUse",
    "combine",
    "counts_for",
    "difference",
    "dump",
    "extended",
    "gaps",
    "hours_asked",
    "lint",
    "load",
    "loads_before_matching",
    "mentor_roles",
    "obligation_for",
    "overrides_for",
    "quota_for",
    "rhythm_for",
    "run_examples",
    "session_for",
    "speaks_of",
    "with_sets",
]
