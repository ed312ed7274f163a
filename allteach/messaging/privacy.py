"""What the fields of messages say of people."""

from allteach.core.sensitivity import NOTHING_PERSONAL, PERSONAL, Fields

FIELDS: Fields = {
    "Noticed": {NOTHING_PERSONAL: "at"},
    "Message": {
        PERSONAL: "person letter reader about",
        NOTHING_PERSONAL: "period event state attempts reason made_at due_at tried_at sent_at",
    },
    "Preference": {PERSONAL: "person letter wants"},
}
