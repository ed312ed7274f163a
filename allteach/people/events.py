"""What can happen to people and their accounts. Stored: never renamed."""

PERSON_MADE = "people.person_made"
ACCOUNT_MADE = "people.account_made"
SIGNED_IN = "people.signed_in"
SIGN_IN_LIMITED = "people.sign_in_limited"
PROFILE_CHANGED = "people.profile_changed"
AFFILIATION_BEGUN = "people.affiliation_begun"
AFFILIATION_ENDED = "people.affiliation_ended"
TOKEN_MADE = "people.token_made"  # noqa: S105 - the name of an event, not a password
TOKEN_ENDED = "people.token_ended"  # noqa: S105 - the name of an event, not a password
PERSON_LEFT = "people.person_left"
CALENDAR_ADDRESS_RENEWED = "people.calendar_address_renewed"
