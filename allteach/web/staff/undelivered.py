"""Mails that did not arrive, or of which nobody can know, and a way to try again. Staff only."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from allteach.messaging import actions
from allteach.messaging.models import Message
from allteach.messaging.notices import LETTERS
from allteach.messaging.queries import undelivered as mails_undelivered
from allteach.web.http import go_to, page
from allteach.web.staff.listed import moment, why_in_words
from allteach.web.staff.place import installation_place
from allteach.web.staff.views import one_page


@dataclass(frozen=True)
class MailRow:
    """One mail, and what may be done about it."""

    pk: int
    words: str
    to: str
    why: str
    since: str
    can_be_tried: bool  # What may have arrived is not sent twice.


@require_safe
def undelivered(request):
    """Which mails did not arrive, and why, the newest first."""
    place = installation_place(request, current="mail")

    shown = one_page(request, mails_undelivered())
    context = {"place": place, "page": shown, "mails": [row_of(message) for message in shown.object_list]}
    return page(request, "staff/undelivered.html", context)


@require_POST
def try_mail_again(request, message):
    """Send once more what failed for the reader of a mail."""
    installation_place(request, current="mail")
    found = get_object_or_404(Message, pk=message, state=Message.State.FAILED)

    actions.try_mail_again(message=found, by=request.person)
    messages.success(request, _("It is tried again within five minutes."))
    return go_to(request, "staff:undelivered")


def row_of(message: Message) -> MailRow:
    """A mail as the page shows it: what it tells, never its words."""
    letter = LETTERS.get(message.letter)
    return MailRow(
        pk=message.pk,
        words=str(letter.words) if letter else message.letter,
        to=str(message.person) if message.person else _("Somebody who is invited"),
        why=why_in_words(message),
        since=moment(message.made_at),
        can_be_tried=message.state == Message.State.FAILED,
    )
