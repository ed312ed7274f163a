"""What can happen to mail. Stored: never renamed."""

ADDRESS_REFUSED = "messaging.address_refused"
PERSON_REMINDED = "messaging.person_reminded"
