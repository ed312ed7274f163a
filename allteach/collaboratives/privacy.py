"""What the fields of goals and teams' profiles say of people."""

from allteach.core.sensitivity import AMONG_FEW, COUNT, FREE_TEXT, NOTHING_PERSONAL, PERSONAL, RECORD, WHO, Fields

FIELDS: Fields = {
    "Goal": {FREE_TEXT: "words", NOTHING_PERSONAL: "space baseline position version"},
    "Charter": {NOTHING_PERSONAL: "collaborative"},
    "CharterVersion": {
        FREE_TEXT: "sections goals change_reason",
        WHO: "by approved_by",
        NOTHING_PERSONAL: "charter number version begins_on ends_on changed_at approved_at",
    },
    "Target": {NOTHING_PERSONAL: "goal value stretch holds_from reach_by"},
    "DecidedThresholds": {NOTHING_PERSONAL: "space decided"},
    "Timetable": {
        NOTHING_PERSONAL: "space first_session sessions session_days months due_day call_week call_weekday session_from"
        " session_until call_from call_minutes prework_weeks first_request"
        " last_request holidays moved version"
    },
    "TeamProfile": {
        COUNT: "population_size",
        FREE_TEXT: "population withdrawn_reason",
        WHO: "sponsor",
        NOTHING_PERSONAL: "team region practice_kind joined_on withdrawn_on version",
    },
    "Recruitment": {
        FREE_TEXT: "words",
        PERSONAL: "contact",
        WHO: "announced_by",
        NOTHING_PERSONAL: "space number opens_on closes_on places answer_days version announced_at",
    },
    "Application": {
        COUNT: "patients population_size",
        FREE_TEXT: "plan why_now population experience support answer_words unread",
        AMONG_FEW: "reasons feedback",
        PERSONAL: "sponsor_name sponsor_post sponsor_email counts_by",
        RECORD: "supported_as",
        WHO: "support_recorded_by begun_by sent_by decided_by answered_by",
        NOTHING_PERSONAL: "recruitment state practice site practice_kind region clinicians team_name supported_at"
        " can_list can_count record_system promises may_be_studied parts version begun_at changed_at sent_at decision"
        " rank decided_at announced_at answer_by answered_at organisation team",
    },
    "ApplicationWriter": {
        PERSONAL: "person name email",
        WHO: "added_by",
        NOTHING_PERSONAL: "application added_at",
    },
    "ProposedPerson": {
        PERSONAL: "name email discipline hours",
        NOTHING_PERSONAL: "application position role",
    },
    "SignOff": {
        FREE_TEXT: "words undone_reason",
        WHO: "signed_by undone_by",
        NOTHING_PERSONAL: "team item signed_at undone_at",
    },
    "ReadinessReview": {
        FREE_TEXT: "evidence help_words",
        PERSONAL: "helper",
        WHO: "by",
        NOTHING_PERSONAL: "application team on answers outcome version",
    },
}
