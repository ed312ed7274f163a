"""Everything that writes rounds of recruitment, applications, places and the teams that come from them."""

from allteach.collaboratives.actions.recruitment.forming import form_team
from allteach.collaboratives.actions.recruitment.newcomers import begin_as_newcomer
from allteach.collaboratives.actions.recruitment.places import (
    extend_offer,
    give_up_place,
    let_offer_lapse,
    take_place,
)
from allteach.collaboratives.actions.recruitment.rounds import announce_recruitment, change_recruitment
from allteach.collaboratives.actions.recruitment.selecting import announce_decisions, decide_application
from allteach.collaboratives.actions.recruitment.sponsors import ask_for_support, record_support, sign_support
from allteach.collaboratives.actions.recruitment.writers import add_writer, remove_writer
from allteach.collaboratives.actions.recruitment.writing import (
    begin_application,
    save_part,
    send_application,
    withdraw_application,
)

__all__ = [
    "add_writer",
    "announce_decisions",
    "announce_recruitment",
    "ask_for_support",
    "begin_application",
    "begin_as_newcomer",
    "change_recruitment",
    "decide_application",
    "extend_offer",
    "form_team",
    "give_up_place",
    "let_offer_lapse",
    "record_support",
    "remove_writer",
    "save_part",
    "send_application",
    "sign_support",
    "take_place",
    "withdraw_application",
]
