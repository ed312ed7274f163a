"""What the fields of aims and tests of change say of people."""

from allteach.core.sensitivity import Fields

FIELDS: Fields = {}
