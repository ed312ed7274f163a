"""What whoever runs the installation may look at, and nobody else."""

import csv
import io

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from allteach.core.actions import record
from allteach.core.actions.work import ask_for_work, work_off
from allteach.core.models import Event, Work
from allteach.core.tasks import verify_record
from allteach.messaging import outbox
from allteach.messaging.models import Message, RefusedAddress
from allteach.messaging.notices import LETTERS
from allteach.messaging.readers import digest_of_address
from allteach.people import events
from allteach.people.actions import record_sign_in
from allteach.people.models import Account
from allteach.web.staff.listed import why_in_words
from tests.factories import AccountFactory, TeamFactory

PAGES = ("overview", "accounts", "spaces", "record", "work", "mail", "undelivered", "sign_ins")


@pytest.fixture
def staff(client, world):
    """Stan, who runs the installation and is in no space."""
    world.everybody()
    Account.objects.filter(pk=world.stan.account.pk).update(is_staff=True)
    client.force_login(Account.objects.get(pk=world.stan.account.pk))
    return client


def shown(client, page: str) -> str:
    return " ".join(client.get(reverse(f"staff:{page}")).content.decode().split())


def mailed(world, state: str, **said) -> Message:
    about = f"spaces.invitation:{Message.objects.count()}"
    kept = {"letter": "invitation", "person": world.amina, "reader": f"person:{world.amina.pk}", "about": about}
    return Message.objects.create(**kept, state=state, made_at=timezone.now(), due_at=timezone.now(), **said)


@pytest.mark.parametrize("page", PAGES)
def test_staff_see_the_page_and_the_way_to_it(staff, page):
    answer = staff.get(reverse(f"staff:{page}"))

    assert answer.status_code == 200
    assert f'href="{reverse("staff:overview")}"' in answer.content.decode()


def test_nobody_else_is_shown_the_way(client, world):
    client.force_login(world.esi.account)

    assert reverse("staff:overview") not in client.get("/").content.decode()


def test_an_account_that_was_closed_is_staff_no_longer(client, world):
    Account.objects.filter(pk=world.stan.account.pk).update(is_staff=True, is_active=False)
    client.force_login(world.stan.account)

    assert client.get(reverse("staff:overview")).status_code == 302


def test_without_a_worker_the_overview_says_what_waits_for_one(staff):
    assert "No worker runs" in shown(staff, "overview")


def test_what_was_given_up_and_what_was_not_delivered_is_said_first(staff, world):
    now = timezone.now()
    Work.objects.create(key="a", task="x.y", state="failed", message="OSError", asked_at=now, due_at=now, attempts=3)
    mailed(world, "failed", reason="550")
    mailed(world, "sent")

    page = shown(staff, "overview")
    work, mail = shown(staff, "work"), shown(staff, "mail")

    assert "One piece, after three attempts." in page
    assert "One could not be delivered, or may not have been." in page
    assert "OSError" in work
    assert mail.index("Could not be delivered") < mail.index(">Sent</span>")
    assert "550" in mail


def test_a_record_that_is_whole_is_called_whole_and_one_that_was_changed_is_not(staff, world, monkeypatch):
    assert "was not read through yet" in shown(staff, "record")
    record_sign_in(account=world.amina.account)
    ask_for_work(verify_record, key="first")
    work_off()
    assert "The record of events is whole" in shown(staff, "record")

    monkeypatch.setattr("allteach.core.queries.link", lambda event: "another")
    work = ask_for_work(verify_record, key="second")
    Work.objects.filter(pk=work.pk).update(attempts=2)
    work_off()

    assert "The record of events is not whole" in shown(staff, "record")
    assert Work.objects.get(key="second").message == "RecordBrokenError"


def test_somebody_who_tries_too_often_to_sign_in_is_seen_once(staff, client, world):
    cache.clear()
    client.logout()
    for _ in range(13):
        client.post("/accounts/login/", {"login": world.amina.account.email, "password": "wrong"})
    client.force_login(Account.objects.get(pk=world.stan.account.pk))

    limited = Event.objects.filter(name=events.SIGN_IN_LIMITED)
    assert [event.about for event in limited] == [f"people.account:{world.amina.account.pk}"]
    assert "people.sign_in_limited" in shown(staff, "sign_ins")
    assert world.amina.account.email not in str(limited[0].facts)
    cache.clear()


def test_the_mark_at_the_end_of_each_chain_can_be_taken_along(staff, world):
    record_sign_in(account=world.amina.account)

    answer = staff.get(reverse("staff:record"), {"as": "csv", "table": "chains"})
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))

    assert rows[0] == ["Space", "Events", "Mark at the end"]
    assert rows[1][0] == "No space: accounts and sign-ins"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_as_often_for_many_as_for_one(staff, world, page):
    def grow(n: int) -> None:
        for _ in range(n):
            record_sign_in(account=AccountFactory())
            TeamFactory(parent=world.sugar)
            mailed(world, "sent")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert staff.get(reverse(f"staff:{page}")).status_code == 200
        return len(queries)

    grow(1)
    asked()
    for_one = asked()
    grow(20)

    assert asked() == for_one


# --- mail that did not arrive ---------------------------------------------------------------------------------------


def test_staff_see_which_mails_did_not_arrive_and_why(staff, world):
    mailed(world, "failed", reason="550")
    mailed(world, "failed", reason="address")
    mailed(world, "uncertain", doubts=1)
    mailed(world, "sent")

    page = shown(staff, "undelivered")

    assert page.count("Amina</td>") == 3
    for words in ("The mail server said: never (550)", "The address takes no mail", "The mail server fell silent"):
        assert words in page
    assert page.count(">Try again<") == 2


def test_staff_let_a_mail_be_tried_again_with_everything_that_failed_for_its_reader(staff, world):
    first, second = mailed(world, "failed", reason="550"), mailed(world, "failed", reason="address")
    lost = mailed(world, "uncertain")
    RefusedAddress.objects.create(
        digest=digest_of_address(world.amina.account.email), code=550, refused_at=timezone.now()
    )

    answer = staff.post(reverse("staff:try_mail_again", args=[first.pk]), follow=True)

    assert "It is tried again within five minutes." in answer.content.decode()
    states = dict(Message.objects.values_list("pk", "state"))
    assert states == {first.pk: "waiting", second.pk: "waiting", lost.pk: "uncertain"}
    assert RefusedAddress.objects.count() == 0
    assert Event.objects.filter(name="messaging.mail_tried_again").count() == 1


def test_what_may_have_arrived_is_not_tried_again(staff, world):
    lost = mailed(world, "uncertain")

    assert staff.post(reverse("staff:try_mail_again", args=[lost.pk])).status_code == 404
    assert Message.objects.get().state == "uncertain"


def test_staff_hear_once_a_day_that_mail_does_not_arrive_until_it_is_put_right(staff, world):
    failed = mailed(world, "failed", reason="550")
    for _ in range(2):
        record("messaging.address_refused", by=None, about=failed)
    outbox.write_notices()

    [told] = Message.objects.filter(letter="mail_undelivered")
    person = Account.objects.get(pk=world.stan.account.pk).person
    assert (told.person, LETTERS["mail_undelivered"].says(told)["many"]) == (person, 1)
    Message.objects.filter(pk=failed.pk).update(state="sent")
    assert LETTERS["mail_undelivered"].says(told) is None
    told.person = world.amina
    assert LETTERS["mail_undelivered"].says(told) is None


def test_whoever_gets_no_mail_is_told_so_where_they_choose_it(client, world):
    client.force_login(world.amina.account)
    assert "did not arrive" not in client.get(reverse("people:choose_mail")).content.decode()
    RefusedAddress.objects.create(
        digest=digest_of_address(world.amina.account.email), code=550, refused_at=timezone.now()
    )

    assert "Mail to your address did not arrive" in client.get(reverse("people:choose_mail")).content.decode()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"state": "sent", "doubts": 1}, "It may have come twice"),
        ({"state": "sent"}, ""),
        ({"state": "uncertain", "reason": "left"}, "A worker was stopped in the middle of it"),
        ({"state": "failed", "reason": "552"}, "The mail server said: never (552)"),
        ({"state": "dropped", "reason": "SomethingElse"}, "SomethingElse"),
    ],
)
def test_why_a_mail_did_not_arrive_is_said_in_words(said, words):
    assert why_in_words(Message(**said)) == words
