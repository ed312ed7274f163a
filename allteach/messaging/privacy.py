"""What the fields of messages say of people."""

from allteach.core.sensitivity import NOTHING_PERSONAL, PERSONAL, Fields

FIELDS: Fields = {
    "Noticed": {NOTHING_PERSONAL: "at"},
    "Message": {
        PERSONAL: "person letter reader about",
        NOTHING_PERSONAL: "period event state attempts reason made_at due_at tried_at handed_at doubts sent_at",
    },
    "Preference": {PERSONAL: "person letter pace"},
    "LetterDay": {PERSONAL: "person weekday hour"},
    "RefusedAddress": {NOTHING_PERSONAL: "digest code refused_at"},  # A keyed fingerprint: nobody reads it back.
}
