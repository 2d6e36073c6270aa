"""Which role opens which doors."""

from collections.abc import Mapping

from liangshi.domain.access.capabilities import Capability
from liangshi.domain.access.roles import Role

_EVERYONE = frozenset(
    {Capability.USE_WORKBENCH, Capability.READ_NOTICES, Capability.READ_SCHEME, Capability.REPORT_HARM}
)

_STAFF = _EVERYONE | {
    Capability.SEARCH_PEOPLE,
    Capability.READ_STAFF,
    Capability.READ_STUDENTS,
    Capability.EDIT_OWN_PROFILE,
    Capability.APPLY_AS_MENTOR,
    Capability.ANSWER_PREFERENCES,
    Capability.READ_PROFILES,
    Capability.READ_OWN_PLACEMENT,
    Capability.SIGN_AGREEMENT,
    Capability.NOMINATE,
    Capability.ATTEND_MEETINGS,
    Capability.RAISE_CONCERN,
    Capability.READ_CONCERNS,
    Capability.WORK_ON_CASES,
    Capability.KEEP_SUPPORT_FILES,
    Capability.GUIDE_STUDENTS,
    Capability.WRITE_GROWTH_MESSAGES,
    Capability.READ_GROWTH_MESSAGES,
    Capability.SHARE_GUIDANCE,
    Capability.KEEP_RECORDS,
    Capability.RELAY_VIEWS,
    Capability.KEEP_APPOINTMENTS,
    Capability.ARRANGE_APPOINTMENTS,
    Capability.WRITE_MESSAGES,
    Capability.OWN_DUTIES,
}

_OFFICE = _STAFF | {
    Capability.EDIT_PEOPLE,
    Capability.EDIT_ORGANISATION,
    Capability.ISSUE_PASSWORDS,
    Capability.IMPORT_ROSTER,
    Capability.READ_HEALTH,
}

GRANTS: Mapping[Role, frozenset[Capability]] = {
    Role.ADMINISTRATOR: _OFFICE | {Capability.APPOINT_ROLES, Capability.READ_AUDIT},
    Role.COORDINATOR: _OFFICE
    | {
        Capability.EDIT_SCHEME,
        Capability.FOLLOW_FILING,
        Capability.FOLLOW_ROUND,
        Capability.RUN_ROUND,
        Capability.READ_PAIRINGS,
        Capability.CHANGE_PAIRINGS,
        Capability.DECIDE_CHANGES,
        Capability.MANAGE_AGREEMENTS,
        Capability.READ_AUDIT,
        Capability.KEEP_LADDER,
        Capability.READ_BROKEN_GLASS,
        Capability.READ_WELLBEING_FIGURES,
        Capability.READ_RECORD_FIGURES,
        Capability.FOLLOW_DUTIES,
        Capability.MANAGE_DUTIES,
        Capability.KEEP_ARCHIVES,
        Capability.FOLLOW_RETENTION,
    },
    Role.PRINCIPAL: _STAFF
    | {
        Capability.FOLLOW_FILING,
        Capability.FOLLOW_ROUND,
        Capability.READ_PAIRINGS,
        Capability.DECIDE_CHANGES,
        Capability.READ_AUDIT,
        Capability.APPOINT_ROLES,
        Capability.KEEP_LADDER,
        Capability.BREAK_GLASS,
        Capability.READ_BROKEN_GLASS,
        Capability.READ_WELLBEING_FIGURES,
        Capability.READ_RECORD_FIGURES,
        Capability.FOLLOW_DUTIES,
    },
    Role.GRADE_LEAD: _STAFF | {Capability.FOLLOW_ROUND, Capability.READ_PAIRINGS, Capability.FOLLOW_DUTIES},
    Role.COUNSELLOR: _STAFF
    | {
        Capability.READ_PAIRINGS,
        Capability.KEEP_LADDER,
        Capability.SEE_CARE_BOARD,
        Capability.FOLLOW_RETENTION,
        Capability.KEEP_SCREENING,
        Capability.READ_BROKEN_GLASS,
        Capability.READ_WELLBEING_FIGURES,
    },
    Role.HOMEROOM: _STAFF | {Capability.READ_PAIRINGS, Capability.FOLLOW_DUTIES},
    Role.TEACHER: _STAFF,
    Role.MENTOR: _STAFF,
    Role.STUDENT: _EVERYONE
    | {
        Capability.READ_PROFILES,
        Capability.NOMINATE,
        Capability.SUBMIT_PREFERENCES,
        Capability.READ_OWN_PAGE,
        Capability.READ_OWN_PLACEMENT,
        Capability.SIGN_AGREEMENT,
        Capability.REQUEST_CHANGE,
        Capability.READ_SHARED_WORDS,
        Capability.RELAY_VIEWS,
        Capability.EDIT_OWN_PROFILE,
        Capability.OWN_GUIDANCE,
        Capability.SHARE_GUIDANCE,
        Capability.READ_TOLD_GUIDANCE,
        Capability.READ_GROWTH_MESSAGES,
        Capability.CHECK_IN,
        Capability.RAISE_CONCERN,
        Capability.KEEP_APPOINTMENTS,
    },
    Role.GUARDIAN: _EVERYONE
    | {
        Capability.RAISE_CONCERN,
        Capability.READ_OWN_PAGE,
        Capability.NOMINATE,
        Capability.READ_PROFILES,
        Capability.READ_OWN_PLACEMENT,
        Capability.SIGN_AGREEMENT,
        Capability.REQUEST_CHANGE,
        Capability.READ_SHARED_WORDS,
        Capability.READ_TOLD_GUIDANCE,
        Capability.READ_GROWTH_MESSAGES,
        Capability.KEEP_APPOINTMENTS,
        Capability.WRITE_MESSAGES,
        Capability.READ_FAMILY_PAGE,
    },
    Role.OFFICER: (_EVERYONE - {Capability.READ_SCHEME})
    | {Capability.READ_REGION_FIGURES, Capability.READ_CONCERNS, Capability.FOLLOW_FILING, Capability.REVIEW_SCHEMES},
    Role.BUREAU_ADMINISTRATOR: (_EVERYONE - {Capability.READ_SCHEME}) | {Capability.KEEP_REGION},
}
