"""What whoever runs the installation may look at, and nobody else."""

import csv
import io

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from allteach.core.actions.work import ask_for_work, work_off
from allteach.core.models import Event, Work
from allteach.core.tasks import verify_record
from allteach.messaging.models import Message
from allteach.people import events
from allteach.people.actions import record_sign_in
from allteach.people.models import Account
from tests.factories import AccountFactory, TeamFactory

PAGES = ("overview", "accounts", "spaces", "record", "work", "mail", "sign_ins")


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
