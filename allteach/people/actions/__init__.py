"""Everything that changes people, their accounts and where they belong."""

from allteach.people.actions.accounts import make_account, make_person, record_sign_in, record_sign_in_limited
from allteach.people.actions.erasure import erase
from allteach.people.actions.organisations import affiliate, end_affiliation
from allteach.people.actions.profiles import change_profile, renew_calendar_address
from allteach.people.actions.tokens import end_token, make_token, note_use

__all__ = [
    "affiliate",
    "change_profile",
    "end_affiliation",
    "end_token",
    "erase",
    "make_account",
    "make_person",
    "make_token",
    "note_use",
    "record_sign_in",
    "record_sign_in_limited",
    "renew_calendar_address",
]
