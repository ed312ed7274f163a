"""What can happen to mail. Stored: never renamed."""

ADDRESS_REFUSED = "messaging.address_refused"
MAIL_TRIED_AGAIN = "messaging.mail_tried_again"
PERSON_REMINDED = "messaging.person_reminded"
