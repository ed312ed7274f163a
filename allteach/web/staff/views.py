"""What whoever runs the installation may look at. Everybody else is told that there is no such page."""

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
from allteach.people.models import Person
from allteach.people.queries import accounts as every_account
from allteach.spaces.models import Space
from allteach.spaces.queries import every_space
from allteach.web.http import page
from allteach.web.navigation import Place
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
    place = installation_place(request, current="accounts")

    rows = every_account()
    shown = one_page(request, rows)
    return listed(request, place, shown, accounts_table(rows, shown))


@require_safe
def spaces(request):
    """Every space of the installation."""
    place = installation_place(request, current="spaces")

    rows = every_space()
    shown = one_page(request, rows)
    return listed(request, place, shown, spaces_table(rows, shown))


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
    place = installation_place(request, current="work")

    rows = works()
    shown = one_page(request, rows)
    return listed(request, place, shown, work_table(rows, shown))


@require_safe
def mail(request):
    """Which mails were owed, sent, or could not be delivered."""
    place = installation_place(request, current="mail")

    rows = mails()
    shown = one_page(request, rows)
    return listed(request, place, shown, mail_table(rows, shown))


@require_safe
def sign_ins(request):
    """Who signed in, and where somebody tried too often."""
    place = installation_place(request, current="sign_ins")

    rows = events_named(events.SIGNED_IN, events.SIGN_IN_LIMITED)
    shown = one_page(request, rows)
    table = events_table("sign-ins", _("Sign-ins"), rows, shown, names_of_people())
    return listed(request, place, shown, table)


def listed(request: HttpRequest, place: Place, shown: Page, table: Table):
    """A page that is one table, a part of it at a time."""
    context = {"place": place, "page": shown, "key": table.key, "title": table.caption}
    return page(request, "staff/listed.html", {**context, "has_any": bool(shown.object_list)}, tables=[table])


def one_page(request: HttpRequest, rows: QuerySet) -> Page:
    """The rows that the address asks for (`?page=2`)."""
    return Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))


def record_state() -> dict[str, object]:
    """Whether the record of events was whole when it was last read from end to end, and when that was."""
    read = work_done(tasks.verify_record.module_path)
    if read is None:
        return {"is_read": False}
    return {"is_read": True, "is_whole": read.state == Work.State.DONE, "when": moment(read.ended_at)}


def names_of_people() -> dict[int, str]:
    """The names of people who have not asked to be forgotten."""
    return dict(Person.objects.filter(left_at=None).values_list("pk", "name"))


def names_of_spaces() -> dict[int, str]:
    """The names of spaces."""
    return dict(Space.objects.values_list("pk", "name"))
