"""The installation's accounts, spaces, chains, work, mails and sign-ins as tables: ids, states and times, no texts."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.core.paginator import Page
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allteach.core.models import ChainHead, Event, Work
from allteach.messaging.models import Message
from allteach.people.models import Account
from allteach.spaces.models import Space
from allteach.web.tables import Cell, Column, Table

WORK_TONES = {Work.State.FAILED: "late", Work.State.RUNNING: "brand", Work.State.DONE: "better"}
MAIL_TONES = {Message.State.FAILED: "late", Message.State.UNCERTAIN: "soon", Message.State.SENT: "better"}


def moment(at: datetime | None) -> str:
    """A moment as people read it; nothing for none."""
    return date_format(localtime(at), "DATETIME_FORMAT") if at else ""


def table_of(
    key: str, caption: str, headings: Iterable[str], rows: QuerySet, page: Page, line: Callable[[object], tuple]
) -> Table:
    """A table whose page shows some rows and whose file holds all of them."""
    return Table(
        key=key,
        caption=caption,
        name=key,
        columns=[Column(heading) for heading in headings],
        rows=map(line, rows.iterator(chunk_size=2_000)),
        shown=map(line, page.object_list),
    )


def accounts_table(rows: QuerySet[Account], page: Page) -> Table:
    """Who can sign in, and when they last did."""

    def line(account: Account) -> tuple:
        state = Cell(_("In use"), tone="plain") if account.is_active else Cell(_("Closed"), tone="outline")
        return (
            Cell(str(account.person), note=account.email),
            _("Staff") if account.is_staff else "",
            state,
            moment(account.made_at),
            moment(account.last_login),
        )

    headings = (_("Who"), _("Runs the site"), _("State"), _("Made"), _("Last signed in"))
    return table_of("accounts", _("Accounts"), headings, rows, page, line)


def spaces_table(rows: QuerySet[Space], page: Page) -> Table:
    """Every space, what kind it is, and how many are in it."""

    def line(space: Space) -> tuple:
        state = Cell(_("Open"), tone="plain") if space.closed_at is None else Cell(_("Closed"), tone="outline")
        return (
            Cell(space.name, note=space.parent.name if space.parent else ""),
            space.get_kind_display(),
            space.people,
            space.spaces,
            state,
            moment(space.made_at),
        )

    headings = (_("Space"), _("Kind"), _("People"), _("Teams"), _("State"), _("Made"))
    return table_of("spaces", _("Spaces"), headings, rows, page, line)


def chains_table(rows: QuerySet[ChainHead], page: Page, names: dict[int, str]) -> Table:
    """The chain of events of each space: how long it is, and the mark at its end, to be compared with a backup's."""

    def line(head: ChainHead) -> tuple:
        name = names.get(head.space, "") if head.space else _("No space: accounts and sign-ins")
        return name or str(head.space), head.sequence, head.digest[:16]

    headings = (_("Space"), _("Events"), _("Mark at the end"))
    return table_of("chains", _("Chains of events"), headings, rows, page, line)


def events_table(key: str, caption: str, rows: QuerySet[Event], page: Page, names: dict[int, str]) -> Table:
    """What happened, by whom, about what: names and numbers, never texts."""

    def line(event: Event) -> tuple:
        return moment(event.at), event.name, names.get(event.by, "") if event.by else "", event.about, event.space or ""

    headings = (_("When"), _("What"), _("Who"), _("About"), _("Space"))
    return table_of(key, caption, headings, rows, page, line)


def work_table(rows: QuerySet[Work], page: Page) -> Table:
    """What goes on behind the pages: what was given up first."""

    def line(work: Work) -> tuple:
        state = Cell(work.get_state_display(), tone=WORK_TONES.get(work.state, "plain"))
        why = work.message if work.state == Work.State.FAILED else ""
        return (
            Cell(work.task.rsplit(".", 1)[-1], note=work.key),
            state,
            work.attempts,
            why,
            moment(work.asked_at),
            moment(work.ended_at),
        )

    headings = (_("Work"), _("State"), _("Attempts"), _("Why"), _("Asked for"), _("Ended"))
    return table_of("work", _("Work behind the pages"), headings, rows, page, line)


WHY = {
    "address": gettext_lazy("The address takes no mail"),
    "attempts": gettext_lazy("Tried for two weeks"),
    "left": gettext_lazy("A worker was stopped in the middle of it"),
    "declined": gettext_lazy("Its reader wants none of this kind"),
    "closed": gettext_lazy("The account is closed"),
    "gone": gettext_lazy("Its reader has left"),
    "demo": gettext_lazy("The cast of the demo has no letter box"),
    "over": gettext_lazy("It was not true any more"),
    "weekly": gettext_lazy("Its reader wants this once a week"),
    "many": gettext_lazy("There were many mails that day"),
}


def why_in_words(message: Message) -> str:
    """Why a mail did not arrive or was not sent; what a mail server said is its number, never its words."""
    if message.reason.isdecimal():
        return _("The mail server said: never (%(code)s)") % {"code": message.reason}
    said = str(WHY.get(message.reason, message.reason))
    if message.doubts and message.state == Message.State.SENT:
        return _("It may have come twice")
    return _("The mail server fell silent") if message.state == Message.State.UNCERTAIN and not said else said


def mail_table(rows: QuerySet[Message], page: Page) -> Table:
    """Mails that were owed: what could not be delivered first. What a mail says is kept nowhere."""

    def line(message: Message) -> tuple:
        return (
            message.letter,
            str(message.person) if message.person else _("Somebody who is invited"),
            Cell(message.get_state_display(), tone=MAIL_TONES.get(message.state, "plain")),
            message.attempts,
            why_in_words(message),
            moment(message.made_at),
            moment(message.sent_at),
        )

    headings = (_("Kind"), _("To"), _("State"), _("Attempts"), _("Why"), _("Owed since"), _("Sent"))
    return table_of("mails", _("Mails"), headings, rows, page, line)
