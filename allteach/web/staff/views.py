"""What whoever runs the installation may look at. Everybody else is told that there is no such page."""

from collections.abc import Callable

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from allteach.core import tasks
from allteach.core.models import Work
from allteach.core.queries import chains, events_named, work_done, workers, works
from allteach.messaging.models import Message
from allteach.messaging.queries import mails, mails_by_state
from allteach.people import events
from allteach.people.queries import accounts as every_account
from allteach.people.queries import names_of_people
from allteach.spaces.models import Space
from allteach.spaces.queries import every_space
from allteach.web.http import page
from allteach.web.staff.listed import (
    accounts_table,
    chains_table,
    events_table,
    mail_table,
    moment,
    spaces_table,
    work_table,
)
from allteach.web.staff.place import installation_place
from allteach.web.tables import Table

ROWS_A_PAGE = 50
UNDELIVERED = (Message.State.FAILED, Message.State.UNCERTAIN)


@require_safe
def overview(request):
    """Whether everything works: workers, work given up, mails that did not arrive, the record of events."""
    place = installation_place(request, current="overview")

    seen = workers()
    mailed = mails_by_state()
    context = {
        "place": place,
        "now": moment(timezone.now()),
        "workers": [(worker.name, moment(worker.seen_at)) for worker in seen],
        "given_up": Work.objects.filter(state=Work.State.FAILED).count(),
        "waiting": Work.objects.filter(state=Work.State.WAITING).count(),
        "undelivered": sum(mailed.get(state, 0) for state in UNDELIVERED),
        "sent": mailed.get(Message.State.SENT, 0),
        "record": record_state(),
        "accounts": every_account().count(),
        "spaces": Space.objects.count(),
        "database": "PostgreSQL" if "postgresql" in settings.DATABASES["default"]["ENGINE"] else "SQLite",
    }
    return page(request, "staff/overview.html", context)


@require_safe
def accounts(request):
    """Who can sign in."""
    return one_table(request, "accounts", every_account, accounts_table)


@require_safe
def spaces(request):
    """Every space of the installation."""
    return one_table(request, "spaces", every_space, spaces_table)


@require_safe
def record(request):
    """The chains of events, whether they were whole when last read, and what happened last."""
    place = installation_place(request, current="record")

    heads, happened = chains(), events_named()
    shown = one_page(request, happened)
    context = {"place": place, "page": shown, "record": record_state()}
    everywhere = Paginator(heads, max(heads.count(), 1)).page(1)
    tables = [
        chains_table(heads, everywhere, names_of_spaces()),
        events_table("events", _("What happened"), happened, shown, names_of_people()),
    ]
    return page(request, "staff/record.html", context, tables=tables)


@require_safe
def work(request):
    """What goes on behind the pages."""
    return one_table(request, "work", works, work_table)


@require_safe
def mail(request):
    """Which mails were owed, sent, or could not be delivered."""
    return one_table(request, "mail", mails, mail_table)


@require_safe
def sign_ins(request):
    """Who signed in, and where somebody tried too often."""
    return one_table(request, "sign_ins", sign_in_events, sign_ins_table)


def one_table(
    request: HttpRequest, current: str, rows_of: Callable[[], QuerySet], table_of: Callable[[QuerySet, Page], Table]
):
    """A page that is one table, a part of it at a time: 404 for everybody but staff."""
    place = installation_place(request, current=current)

    rows = rows_of()
    shown = one_page(request, rows)
    table = table_of(rows, shown)
    context = {"place": place, "page": shown, "title": table.caption, "has_any": bool(shown.object_list)}
    return page(request, "staff/listed.html", context, tables=[table])


def sign_in_events() -> QuerySet:
    """Sign-ins, and where somebody tried too often, the newest first."""
    return events_named(events.SIGNED_IN, events.SIGN_IN_LIMITED)


def sign_ins_table(rows: QuerySet, shown: Page) -> Table:
    """The same as a table, with the names of people."""
    return events_table("sign-ins", _("Sign-ins"), rows, shown, names_of_people())


def one_page(request: HttpRequest, rows: QuerySet) -> Page:
    """The rows that the address asks for (`?page=2`)."""
    return Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))


def record_state() -> dict[str, object]:
    """Whether the record of events was whole when it was last read from end to end, and when that was."""
    read = work_done(tasks.verify_record.module_path)
    if read is None:
        return {"is_read": False}
    return {"is_read": True, "is_whole": read.state == Work.State.DONE, "when": moment(read.ended_at)}


def names_of_spaces() -> dict[int, str]:
    """The names of spaces."""
    return dict(Space.objects.values_list("pk", "name"))
