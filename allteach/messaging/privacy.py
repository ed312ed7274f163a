"""What the fields of messages say of people."""

from allteach.core.sensitivity import Fields

FIELDS: Fields = {}
