"""What the fields of goals and teams' profiles say of people."""

from allteach.core.sensitivity import COUNT, FREE_TEXT, NOTHING_PERSONAL, WHO, Fields

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
        " session_until call_from call_minutes holidays moved version"
    },
    "TeamProfile": {
        COUNT: "population_size",
        FREE_TEXT: "population withdrawn_reason",
        WHO: "sponsor",
        NOTHING_PERSONAL: "team region practice_kind joined_on withdrawn_on version",
    },
}
