"""What the fields of meetings say of people."""

from allteach.core.sensitivity import FREE_TEXT, NOTHING_PERSONAL, PERSONAL, SENSITIVE, WHO, Fields

FIELDS: Fields = {
    "Meeting": {
        FREE_TEXT: "topic place link minutes partner_voice cancelled_reason",
        WHO: "led_by minutes_posted_by cancelled_by",
        NOTHING_PERSONAL: "in_space key starts_at ends_at led_team register_by minutes_posted_at mood mode next_on "
        "looked_at held_at cancelled_at",
    },
    "AgendaItem": {
        FREE_TEXT: "words led_by text",
        NOTHING_PERSONAL: "meeting position day minutes strand leader is_team_time",
    },
    "TalkingPoint": {FREE_TEXT: "words", NOTHING_PERSONAL: "meeting position raised_from minutes"},
    "Decided": {FREE_TEXT: "words", NOTHING_PERSONAL: "meeting position"},
    "Material": {FREE_TEXT: "title link", WHO: "by", NOTHING_PERSONAL: "meeting added_at"},
    "Commitment": {
        FREE_TEXT: "words owner_words",
        WHO: "owner done_by",
        NOTHING_PERSONAL: "meeting team due_on done_at made_at version",
    },
    "Attendance": {
        SENSITIVE: "access_needs food",
        PERSONAL: "travel guest",
        WHO: "person by",
        NOTHING_PERSONAL: "meeting team state mode registered_at",
    },
    "Turn": {FREE_TEXT: "result test ask", WHO: "by", NOTHING_PERSONAL: "meeting team said_at version"},
    "TopicCard": {FREE_TEXT: "words", NOTHING_PERSONAL: "meeting team side about"},
    "Presentation": {
        FREE_TEXT: "topic advice",
        WHO: "chosen_by reviewed_by",
        NOTHING_PERSONAL: "meeting team chosen_at reviewed_at",
    },
    "Feedback": {
        FREE_TEXT: "keep change",
        PERSONAL: "usefulness confidence felt_heard",
        WHO: "person",
        NOTHING_PERSONAL: "meeting given_at",
    },
    "Contact": {
        FREE_TEXT: "shared_note",
        WHO: "by",
        NOTHING_PERSONAL: "team on way initiated_by minutes topics stage team_energy risk next_on",
    },
    # Nobody else can read it: with its author it goes.
    "PrivateNote": {PERSONAL: "person text written_at", NOTHING_PERSONAL: "contact"},
    "Visit": {
        FREE_TEXT: "purpose walked chart_wall sponsor_said taught learned for_others",
        WHO: "reported_by",
        NOTHING_PERSONAL: "team on met_sponsor reported_at",
    },
    "Look": {PERSONAL: "person team at"},
    "CircleQuestion": {
        FREE_TEXT: "words outcome",
        WHO: "by closed_by",
        NOTHING_PERSONAL: "collaborative team asked_at closed_at",
    },
    "CircleAnswer": {FREE_TEXT: "words", WHO: "by", NOTHING_PERSONAL: "question said_at"},
}
