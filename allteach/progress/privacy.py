"""What the fields of reports say of people."""

from allteach.core.sensitivity import COUNT, FREE_TEXT, NOTHING_PERSONAL, SECRET, WHO, Fields

FIELDS: Fields = {
    "MonthlyReport": {
        FREE_TEXT: "learnt stuck ask involvement",
        WHO: "sent_by closed_by",
        COUNT: "population_size",
        NOTHING_PERSONAL: "team month hours_used hours_planned mood sent_at closed_at",
    },
    "PlannedTest": {FREE_TEXT: "what who", NOTHING_PERSONAL: "report position until"},
    "ReportVersion": {FREE_TEXT: "said told", WHO: "sent_by", NOTHING_PERSONAL: "report number sent_at"},
    "ReportReply": {
        FREE_TEXT: "words answer",
        WHO: "by settled_by",
        NOTHING_PERSONAL: "report block returns at settled_at",
    },
    "ReportReading": {WHO: "person", NOTHING_PERSONAL: "report number at"},
    "SeniorLeaderReport": {
        FREE_TEXT: "partner_view barrier decision_wanted strategic_link money risk benefit told",
        WHO: "sent_by",
        NOTHING_PERSONAL: "team month meets_on sent_at",
    },
    "BarrierAction": {
        FREE_TEXT: "barrier decision_wanted words",
        WHO: "answered_by removed_by",
        NOTHING_PERSONAL: "report answer by_when answered_at removed_on",
    },
    "SponsorLink": {
        WHO: "sponsor",
        SECRET: "digest",
        NOTHING_PERSONAL: "report made_at expires_at ended_at",
    },
    "SelfScore": {FREE_TEXT: "words", WHO: "by", NOTHING_PERSONAL: "team month value is_of_team version at"},
    "StaffScore": {FREE_TEXT: "words", WHO: "by", NOTHING_PERSONAL: "team month seat value version at"},
    "AssessmentScore": {
        FREE_TEXT: "justification suggestions why_lower change_reason",
        WHO: "agreed_by released_by",
        NOTHING_PERSONAL: "team month number value version agreed_at released_at",
    },
    "Leaflet": {
        FREE_TEXT: "why notice choice counting ideas ask shown",
        WHO: "reviewed_by published_by",
        SECRET: "code",
        NOTHING_PERSONAL: "team language reviewed_on published_at",
    },
    "Storyboard": {
        FREE_TEXT: "headline surprised offers wants shown",
        WHO: "published_by",
        NOTHING_PERSONAL: "team session published_at",
    },
    "HealthCheck": {FREE_TEXT: "words", WHO: "by", NOTHING_PERSONAL: "collaborative action_period ratings version at"},
    "Award": {
        FREE_TEXT: "why taken_back_reason",
        WHO: "given_by shown_by taken_back_by",
        NOTHING_PERSONAL: "team award points_at given_at shown_at taken_back_at",
    },
    "Nomination": {
        FREE_TEXT: "words",
        WHO: "by answered_by",
        NOTHING_PERSONAL: "collaborative team award made_at answered_at award_given",
    },
    "Results": {
        FREE_TEXT: "summary not_worked partners limits thanks authors links",
        WHO: "changed_by",
        NOTHING_PERSONAL: "collaborative licence measures version changed_at",
    },
    "ResultsVersion": {
        FREE_TEXT: "told change_reason taken_back_reason",
        WHO: "published_by taken_back_by",
        NOTHING_PERSONAL: "results number published_at taken_back_at",
    },
}
