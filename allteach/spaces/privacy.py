"""What the fields of spaces, memberships and agreements say of people."""

from allteach.core.sensitivity import FREE_TEXT, NOTHING_PERSONAL, PERSONAL, RECORD, SECRET, SENSITIVE, WHO, Fields

FIELDS: Fields = {
    "Space": {
        WHO: "closed_by",
        FREE_TEXT: "summary",
        NOTHING_PERSONAL: "kind name slug code parent organisation language time_zone is_public shares_results version "
        "made_at closed_at",
    },
    "Membership": {
        WHO: "person space role started_at ended_at",
        PERSONAL: "discipline",
    },
    "Standpoint": {SENSITIVE: "person space perspective"},
    "Invitation": {
        PERSONAL: "email name discipline",
        SENSITIVE: "perspective",
        FREE_TEXT: "words",
        SECRET: "digest",
        WHO: "by accepted_by",
        NOTHING_PERSONAL: "space role made_at expires_at accepted_at withdrawn_at",
    },
    "DataAgreement": {
        RECORD: "signatory",
        FREE_TEXT: "ground",
        WHO: "recorded_by",
        NOTHING_PERSONAL: "collaborative organisation version names_teams may_publish signed_on recorded_at ended_on",
    },
    "DisclosurePolicy": {
        FREE_TEXT: "ground",
        NOTHING_PERSONAL: "space least_denominator least_count is_sensitive is_published_data",
    },
    "Subject": {
        WHO: "owner",
        FREE_TEXT: "title words",
        NOTHING_PERSONAL: "kind space audience state version made_at updated_at",
    },
    "Party": {PERSONAL: "subject person"},
}
