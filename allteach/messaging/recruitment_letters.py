"""Letters to practices that apply, and to those who help them: what is true when they are sent."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from allteach.collaboratives.models import Application, ApplicationWriter, Decision, Recruitment
from allteach.collaboratives.queries.applications import applied, is_missing
from allteach.collaboratives.secrets import secret_for_sponsor
from allteach.core.models import Event
from allteach.messaging.letters import Contents, link
from allteach.messaging.models import Message
from allteach.messaging.readers import SPONSOR, WRITER, Owed, Reader

UNFINISHED_DAYS = (7, 1)  # Before a round closes.
OFFER_DAYS = (3, 1)  # Before the last day to answer.


# --- Whom, and where -----------------------------------------------------------------------------------------------


def reader_of(writer: ApplicationWriter) -> Reader:
    """Somebody who writes on an application: a person, or their address until they come."""
    return Reader.of(writer.person) if writer.person is not None else Reader(f"{WRITER}:{writer.pk}")


def the_practice(event: Event) -> Iterable[Reader]:
    """Everybody who writes on the application."""
    writers = ApplicationWriter.objects.filter(application=_number(event.about)).select_related("person")
    return [reader_of(writer) for writer in writers]


def the_writer(event: Event) -> Iterable[Reader]:
    """Whoever was added to those who write."""
    writers = ApplicationWriter.objects.filter(pk=_number(event.about)).select_related("person")
    return [reader_of(writer) for writer in writers]


def the_sponsor(event: Event) -> Iterable[Reader]:
    """The sponsor whom the application names."""
    return [Reader(f"{SPONSOR}:{_number(event.about)}")]


# --- Whom the clock reminds ----------------------------------------------------------------------------------------


def applications_unfinished(now: datetime) -> Iterable[Owed]:
    """A week and a day before a round closes: those who write on what is not sent. Two queries."""
    drafts = Application.objects.filter(state=Application.State.DRAFT)
    yield from _owed(
        drafts.filter(
            recruitment__closes_on__gte=now.date(), recruitment__closes_on__lte=now.date() + _span(UNFINISHED_DAYS)
        ),
        UNFINISHED_DAYS,
        lambda one: one.recruitment.closes_on,
        now,
    )


def offers_that_wait(now: datetime) -> Iterable[Owed]:
    """Three days and a day before the last day to answer: those to whom a place is offered. Two queries."""
    offered = Application.objects.filter(state=Application.State.OFFERED)
    yield from _owed(
        offered.filter(answer_by__gte=now.date(), answer_by__lte=now.date() + _span(OFFER_DAYS)),
        OFFER_DAYS,
        lambda one: one.answer_by,
        now,
    )


def _span(days: tuple[int, ...]) -> timedelta:
    return timedelta(days=max(days) + 1)


def _owed(applications, days: tuple[int, ...], due: Callable, now: datetime) -> Iterable[Owed]:
    """One mail to each writer on each of some days before something is due; a day late when no worker ran."""
    shown = applications.select_related("recruitment__space").prefetch_related("writers__person").order_by("pk")
    for one in shown:
        left = (due(one) - one.recruitment.today(now)).days
        step = next((each for each in sorted(days) if each - 1 <= left <= each), None)
        if step is None:
            continue
        for writer in one.writers.all():
            yield Owed(reader_of(writer), about=f"collaboratives.application:{one.pk}", period=f"{due(one)} -{step}")


# --- The letters ---------------------------------------------------------------------------------------------------


def received(message: Message) -> Contents | None:
    """What was sent, and until when it can be changed."""
    found = _application(message, Application.State.SENT)
    return None if found is None else _about(found) | {"closes_on": found.recruitment.closes_on}


def unfinished(message: Message) -> Contents | None:
    """What is missing; nothing once it is sent, or the round is over."""
    found = _application(message, Application.State.DRAFT)
    if found is None or found.recruitment.stage != Recruitment.Stage.OPEN:
        return None
    return _about(found) | {"closes_on": found.recruitment.closes_on, "missing": len(is_missing(applied(found)))}


def write_with_us(message: Message) -> Contents | None:
    """Where a colleague finds the application: after signing in with the address this goes to."""
    shown = ApplicationWriter.objects.filter(pk=_number(message.about)).select_related(
        "application__recruitment__space", "added_by"
    )
    writer = shown.first() if message.about.startswith("collaboratives.applicationwriter:") else None
    if writer is None or writer.application.state not in Application.WRITTEN:
        return None
    space = writer.application.recruitment.space
    return _about(writer.application) | {
        "inviter": str(writer.added_by),
        "is_new": writer.person is None,
        "begin": link("recruitment:begin", space=space.slug),
    }


def support(message: Message) -> Contents | None:
    """The link at which a sponsor reads the application and signs; nothing once they have."""
    found = _application(message, *Application.WRITTEN)
    if found is None or found.supported_at is not None or not found.sponsor_email:
        return None
    return _about(found) | {
        "sponsor": found.sponsor_name,
        "closes_on": found.recruitment.closes_on,
        "link": link("recruitment:sign_support", secret=secret_for_sponsor(found)),
    }


def offered(message: Message) -> Contents | None:
    """The place, the help that is promised with it, and by when to answer; nothing once it is answered."""
    found = _application(message, Application.State.OFFERED)
    if found is None or found.answer_by is None or found.answer_by < found.recruitment.today():
        return None
    has_moved_up = message.event is not None and bool(message.event.facts.get("moved_up"))
    return _about(found) | {
        "answer_by": found.answer_by,
        "promised": found.support if found.decision == Decision.SUPPORT else "",
        "feedback": found.feedback,
        "has_moved_up": has_moved_up,
    }


def waiting(message: Message) -> Contents | None:
    """The place on the waiting list, with kind words."""
    found = _application(message, Application.State.WAITING)
    return None if found is None else _about(found) | {"feedback": found.feedback, "rank": found.rank}


def declined(message: Message) -> Contents | None:
    """No, with what was good and what would help."""
    found = _application(message, Application.State.DECLINED)
    return None if found is None else _about(found) | {"feedback": found.feedback}


def _application(message: Message, *states: str) -> Application | None:
    """The application that a message is about, while it stands as the letter says."""
    if not message.about.startswith("collaboratives.application:"):
        return None
    shown = Application.objects.filter(pk=_number(message.about), state__in=states)
    return shown.select_related("recruitment__space").first()


def _about(application: Application) -> Contents:
    return {
        "practice": str(application),
        "space": application.recruitment.space.name,
        "contact": application.recruitment.contact,
        "link": link("recruitment:application", application=application.pk),
    }


def _number(reference: str) -> int:
    return int(reference.rpartition(":")[2])
